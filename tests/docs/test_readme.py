"""What the README shows is what happens, and whatever can be done is named there."""

import re
import shlex
from collections.abc import Sequence
from pathlib import Path

import pytest

from adapters.live.environment import VARIABLES
from commands.app import main
from commands.reporting import REPORT_VARIABLE
from tests.docs.pages import PAGES, RUN_PY, Shown, options, page, shown_commands
from tools.quiet_week import timeless

SLOW_PAGES = ("docs/legacy.md", "docs/tuning.md", "docs/validation.md")
"""Their commands take minutes; tests/docs/test_renewed.py and test_tuning.py see to them."""
CONSOLE_PAGES = (
    *("README.md", "docs/operating.md", "docs/scenarios.md", "docs/odd.md"),
    *("docs/dashboard.md", "docs/experiments.md", "docs/reports.md", *SLOW_PAGES),
)
SHOWN = [one for name in CONSOLE_PAGES for one in shown_commands(name)]
NOT_RUN = {
    "make": "sets up an environment and runs all tests, these included",
    "dashboard": "serves until somebody stops it; tests/dashboard/test_page.py looks at it",
    "sandbox": "serves until somebody stops it",
    "rehearse": "takes a minute; tests/commands/test_rehearse.py runs shorter ones",
    "live": "needs a karmyq or a sandbox at the other end",
    "check": "needs a karmyq or a sandbox at the other end",
    "wipe": "needs a karmyq or a sandbox at the other end",
    "observe": "needs a karmyq or a sandbox at the other end",
}
"""What is shown and not run here, and why; the tests of these commands are elsewhere."""

STALE = "the page is stale: run `make docs`"


def kind(shown: Shown) -> str:
    """`make`, or the name of run.py's command."""
    words = shown.command.removeprefix(RUN_PY).split()
    return words[0]


def named(shown: Shown) -> str:
    return f"{shown.page}: {shown.command}"


LEFT_OUT = [shown for shown in SHOWN if kind(shown) in NOT_RUN or shown.page in SLOW_PAGES]
RUN_HERE = [shown for shown in SHOWN if shown not in LEFT_OUT]


@pytest.fixture(autouse=True)
def elsewhere(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """An empty folder, and an environment that names no karmyq."""
    monkeypatch.chdir(tmp_path)
    for name in VARIABLES:
        monkeypatch.delenv(name, raising=False)


def test_every_page_with_commands_is_looked_at() -> None:
    with_commands = {page.name for page in PAGES if "```console" in page.read_text()}

    assert with_commands <= {Path(name).name for name in CONSOLE_PAGES} | {"CONTRIBUTING.md"}


@pytest.mark.parametrize("shown", SHOWN, ids=named)
def test_commands_are_of_run_py_or_make(shown: Shown) -> None:
    assert shown.command.startswith((RUN_PY, "make "))


@pytest.mark.parametrize("shown", RUN_HERE, ids=named)
def test_a_command_that_is_shown_can_be_run(shown: Shown) -> None:
    assert main(shlex.split(shown.command.removeprefix(RUN_PY))) == 0


@pytest.mark.parametrize("shown", LEFT_OUT, ids=named)
def test_a_command_that_is_not_run_has_the_options_that_are_shown(shown: Shown) -> None:
    words = shlex.split(shown.command.removeprefix(RUN_PY))
    given = {word.split("=")[0] for word in words if word.startswith("--")}

    assert given <= options().get(words[0], set())


@pytest.mark.parametrize("shown", [one for one in LEFT_OUT if kind(one) == "make"], ids=named)
def test_a_make_command_that_is_shown_exists(shown: Shown) -> None:
    target = shown.command.split()[1]

    assert re.search(rf"^{target}:", page("Makefile"), flags=re.MULTILINE)


def test_the_printed_output_of_quiet_week_is_what_the_command_prints(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv(REPORT_VARIABLE)  # a newcomer gets the report, and so does the page
    shown = next(one for one in SHOWN if one.page == "README.md" and one.output)
    parts = timeless("\n".join(shown.output)).split("\n...\n")

    main(shlex.split(shown.command.removeprefix(RUN_PY)))
    printed = timeless(capsys.readouterr().out.rstrip("\n"))

    assert shown.command == f"{RUN_PY}run quiet_week"
    assert printed.startswith(parts[0] + "\n"), STALE
    assert printed.endswith("\n" + parts[-1]), STALE
    assert in_order(parts, printed), STALE


def in_order(parts: Sequence[str], text: str) -> bool:
    """Whether each part stands in the text, behind the one before it, in whole lines."""
    rest = f"\n{text}\n"
    for part in parts:
        _, found, rest = rest.partition(f"\n{part}\n")
        if not found:
            return False
        rest = "\n" + rest
    return True


def test_parts_in_another_order_are_found_out() -> None:
    assert in_order(["a", "c"], "a\nb\nc")
    assert not in_order(["c", "a"], "a\nb\nc")
    assert not in_order(["b1"], "a\nb12\nc")


@pytest.mark.parametrize("command", options())
def test_every_command_is_in_the_table(command: str) -> None:
    rows = [line for line in page("README.md").splitlines() if line.startswith("| `run.py ")]

    assert any(re.search(rf"`run\.py {command}\b", row) for row in rows)
