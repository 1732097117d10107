"""Commands are imported when they are asked for, so that looking something up is quick."""

import subprocess
import sys

import pytest

from commands.complaints import REFUSED, Complaint
from commands.on_demand import Commands
from tests.commands.told import CHECKOUT

HEAVY = ("mesa", "pandas", "httpx2")
"""What only a model or a platform needs; Mesa brings pandas along."""


def imported_by(*arguments: str) -> list[str]:
    """Which of the heavy libraries a command line imports, in an interpreter of its own."""
    script = (
        "import sys; from commands.app import main; "
        f"main({list(arguments)}); print([name for name in {HEAVY} if name in sys.modules])"
    )
    told = subprocess.run(
        [sys.executable, "-c", script], check=True, cwd=CHECKOUT, capture_output=True, text=True
    )
    return told.stdout.splitlines()[-1].strip("[]").replace("'", "").split(", ")


@pytest.mark.parametrize("command", ["--version", "scenarios", "actions", "runs"])
def test_what_needs_no_model_imports_none(command: str) -> None:
    assert imported_by(command) == [""]


def test_a_run_imports_what_it_needs() -> None:
    assert "mesa" in imported_by("run", "--help")


def test_a_command_is_there_once_it_is_asked_for() -> None:
    commands = Commands(("scenarios", "mix"))

    assert list(commands) == ["scenarios", "mix"]
    assert commands["mix"].name == "mix"
    assert commands.get("nix") is None


def test_a_missing_library_is_told_in_a_sentence(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "commands.mix", None)

    with pytest.raises(Complaint) as caught:
        Commands(("mix",))["mix"]

    assert caught.value.code == REFUSED
    assert str(caught.value) == (
        "`run.py mix` needs its libraries, and commands.mix is missing; run `make setup`, "
        "then use .venv/bin/python run.py"
    )
