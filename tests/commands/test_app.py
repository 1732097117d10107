"""The command line itself: help, version, spelling mistakes, and how a bug is told."""

import os
import re
import shlex
import subprocess
import sys
from pathlib import Path

import pytest

from commands import dry_run as wiring
from commands import run
from scenarios.wording import LONGEST_LIST
from tests.commands.told import CHECKOUT, QUIET_HOURS, Terminal, manifest_of

COMMANDS = (
    *("run", "live", "check", "wipe", "sandbox", "rehearse", "resume", "runs"),
    *("show", "export", "report", "dashboard", "ensemble", "sweep", "compare"),
    *("tune", "sensitivity", "observe", "validate"),
    *("scenarios", "mix", "actions", "doctor"),
)
TAKE_LONG = {"sandbox", "dashboard", "rehearse"}
"""A sandbox and a dashboard serve until they are stopped; a rehearsal takes a minute."""
NEEDS_SOMETHING_FIRST = {
    "live": "KARMYQ_API_URL is not set",
    "wipe": "KARMYQ_API_URL is not set",
    "check": "a live run would be refused: KARMYQ_API_URL, ",
    "resume": 'there is no run called "quiet_week-s7-1"',
    "export": 'there is no run called "quiet_week-s7-1"',
    "show": 'there is no run called "quiet_week-s7-1"',
    "validate": 'there is no run called "reference-s42-1"',
    "observe": "KARMYQ_DATABASE_URL is not set",
    "report": 'there is no run called "quiet_week-s7-1"',
}
"""Examples that work once there is a karmyq or a run; here they must get as far as missing it."""


def fails(*_: object, **__: object) -> None:
    raise ZeroDivisionError("nobody\nis here")


def test_version_is_a_result(terminal: Terminal) -> None:
    told = terminal("--version")

    assert (told.code, told.err) == (0, "")
    assert re.fullmatch(r"karmyq-simulation \d+\.\d+\.\d+\n", told.out)


def test_no_arguments_show_the_help_and_are_refused(terminal: Terminal) -> None:
    told = terminal()

    assert (told.code, told.out) == (2, "")
    assert told.err.startswith("Usage: run.py ")


def test_the_help_lists_every_command_on_a_whole_line(terminal: Terminal) -> None:
    listed = terminal("--help").out.partition("Commands:")[2].splitlines()

    assert [line.split()[0] for line in listed if line] == list(COMMANDS)
    assert all(line.endswith(".") and not line.endswith("...") for line in listed if line)


def test_the_help_names_the_exit_codes(terminal: Terminal) -> None:
    words = " ".join(terminal("--help").out.split())

    assert "Exit codes: 0 done, 1 an expectation failed under --strict, 2 refused" in words


@pytest.mark.parametrize("command", sorted({*COMMANDS} - TAKE_LONG))
def test_the_example_of_a_help_works(terminal: Terminal, command: str) -> None:
    told = terminal(command, "--help")
    program, *arguments = shlex.split(told.out.partition("Example:")[2].splitlines()[0])
    tried = terminal(*arguments)

    assert (told.code, told.err, program, arguments[0]) == (0, "", "run.py", command)
    assert tried.code == (2 if command in NEEDS_SOMETHING_FIRST else 0)
    assert NEEDS_SOMETHING_FIRST.get(command, "") in tried.err


@pytest.mark.parametrize("command", COMMANDS)
def test_every_option_has_help(terminal: Terminal, command: str) -> None:
    options = terminal(command, "--help").out.partition("Options:")[2]
    lines = [line for line in options.splitlines() if line.startswith("  --")]

    assert lines
    assert all(re.match(r"  --\S+( /)?( --\S+)?( [A-Z=]+)?  +\S", line) for line in lines)


@pytest.mark.parametrize(
    ("arguments", "sentence"),
    [
        (["rnu"], 'no command is called "rnu". Did you mean "run"? See run.py --help.'),
        (
            ["run", "--dayz", "3"],
            'no option is called "--dayz". Did you mean "--days"? See run.py run --help.',
        ),
        (["show"], "Missing argument 'RUN'. See run.py show --help."),
        (
            ["run", "quiet_week", "week"],
            "Got unexpected extra argument(s) (week). See run.py run --help.",
        ),
        (["run", "--days"], "Option '--days' requires an argument. See run.py --help."),
    ],
)
def test_a_misspelt_command_line_is_one_sentence(
    terminal: Terminal, arguments: list[str], sentence: str
) -> None:
    told = terminal(*arguments)

    assert (told.code, told.out, told.sentence) == (2, "", sentence)


def test_a_word_that_is_near_to_nothing_is_told_what_there_is(terminal: Terminal) -> None:
    listed, more = ", ".join(COMMANDS[:LONGEST_LIST]), len(COMMANDS) - LONGEST_LIST

    assert f"There is: {listed}, and {more} more." in terminal("xyzzy").sentence


def test_a_value_of_another_type_names_its_option(terminal: Terminal) -> None:
    told = terminal("run", "--days", "abc")

    assert (told.code, told.out) == (2, "")
    assert told.sentence.startswith("Invalid value for '--days': ")
    assert told.sentence.endswith(" See run.py run --help.")


def test_a_bug_during_a_run_is_a_sentence_that_names_the_traceback_in_the_runs_folder(
    terminal: Terminal, home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(wiring, "run_until", fails)
    told = terminal("run", *QUIET_HOURS, "--out", "broken")

    assert (told.code, told.out) == (3, "")
    assert told.sentence == (
        "this is a bug in karmyq-simulation (ZeroDivisionError: nobody is here); its traceback is "
        "in broken/traceback.txt, please report it with that"
    )
    assert "ZeroDivisionError" in (home / "broken" / "traceback.txt").read_text()
    assert manifest_of(home / "broken")["status"] == "failed"


def test_a_bug_outside_of_a_run_leaves_its_traceback_in_the_temporary_folder(
    terminal: Terminal, home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("tempfile.tempdir", str(home))
    monkeypatch.setattr(run, "begun", fails)
    told = terminal("run", *QUIET_HOURS)

    (report,) = home.iterdir()
    assert told.code == 3
    assert f"its traceback is in {report}, please" in told.sentence
    assert "ZeroDivisionError" in report.read_text()


def test_a_bug_on_a_disk_that_takes_nothing_says_that_too(
    terminal: Terminal, home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("tempfile.tempdir", str(home / "missing"))
    monkeypatch.setattr(run, "begun", fails)

    said = terminal("run", *QUIET_HOURS).sentence
    assert said.endswith("; its traceback could not be saved (No such file or directory)")


def test_a_reader_who_leaves_early_is_no_failure() -> None:
    command = [sys.executable, str(CHECKOUT / "run.py"), "scenarios", "quiet_week"]
    reader, writer = os.pipe()
    os.close(reader)
    with subprocess.Popen(command, stdout=writer, stderr=subprocess.PIPE) as process:
        os.close(writer)
        _, said = process.communicate()

    assert (process.returncode, said) == (0, b"")
