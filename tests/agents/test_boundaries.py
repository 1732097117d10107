"""What actions may know: the member, the port and its entities; no clock, no chance, no wire."""

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

import agents
import agents.actions
from agents.actions import ACTIONS

ACTIONS_FOLDER = Path(agents.actions.__file__).parent
ACTION_FILES = sorted(ACTIONS_FOLDER.glob("[a-z]*.py"))
AGENT_FILES = sorted(Path(agents.__file__).parent.glob("**/*.py"))
WORLD = frozenset({"asyncio", "httpx", "httpx2", "random", "requests", "secrets", "time", "uuid"})
CLOCKS = frozenset({"now", "today", "utcnow"})
DATES = frozenset({"date", "datetime"})
PORT = frozenset({"entities", "errors", "port"})


def imports(file: Path) -> Iterator[str]:
    """Every module that a file imports, wherever in it."""
    for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            yield from (name.name for name in node.names)
        elif isinstance(node, ast.ImportFrom):
            yield node.module or "."


def clock_readings(file: Path) -> list[str]:
    """`datetime.now()` and its siblings, however datetime was imported."""
    return [
        ast.unparse(node)
        for node in ast.walk(ast.parse(file.read_text(encoding="utf-8")))
        if isinstance(node, ast.Attribute)
        and node.attr in CLOCKS
        and ast.unparse(node.value).split(".")[-1] in DATES
    ]


def test_every_action_is_a_file_of_its_name_and_is_looked_at() -> None:
    assert {file.stem for file in ACTION_FILES} == ACTIONS.keys()


@pytest.mark.parametrize("file", ACTION_FILES, ids=lambda file: str(file.stem))
def test_an_action_knows_no_clock_no_chance_and_no_wire(file: Path) -> None:
    worldly = {module for module in imports(file) if module.split(".")[0] in WORLD}

    assert worldly == set()
    assert clock_readings(file) == []


@pytest.mark.parametrize("file", AGENT_FILES, ids=lambda file: f"{file.parent.name}/{file.stem}")
def test_agents_know_no_adapter_but_the_port(file: Path) -> None:
    adapters = {module.split(".")[1] for module in imports(file) if module.startswith("adapters.")}

    assert adapters <= PORT


@pytest.mark.parametrize(
    ("code", "readings"),
    [
        ("from datetime import datetime\nx = datetime.now()", ["datetime.now"]),
        ("import datetime\nx = datetime.date.today()", ["datetime.date.today"]),
        ("x = me.now()", []),
    ],
)
def test_a_clock_reading_is_seen(tmp_path: Path, code: str, readings: list[str]) -> None:
    file = tmp_path / "action.py"
    file.write_text(code, encoding="utf-8")

    assert clock_readings(file) == readings
