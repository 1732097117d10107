"""`report.html` after a run, `run.py report`, and what happens where it cannot be made."""

import sys
from pathlib import Path

import pytest

from adapters.sandbox.server import RunningSandbox
from commands import reporting
from tests.commands.told import QUIET_HOURS, Terminal, manifest_of

MISSING = "which is missing: .venv/bin/pip install -e '.[see]'"


@pytest.fixture(autouse=True)
def as_a_user_has_it(monkeypatch: pytest.MonkeyPatch, home: Path) -> None:
    """The other tests ask for no reports."""
    monkeypatch.delenv(reporting.REPORT_VARIABLE)


def page_in(folder: Path) -> str:
    return (folder / "report.html").read_text()


def test_a_run_leaves_a_report_and_says_where(terminal: Terminal, home: Path) -> None:
    told = terminal("run", *QUIET_HOURS, "--out", "r", "--quiet")

    assert (told.code, told.err) == (0, "")
    assert told.out.endswith("report        r/report.html\n")
    assert "Does a newcomer get a first offer" in page_in(home / "r")


def test_json_is_all_that_is_printed_with_json(terminal: Terminal, home: Path) -> None:
    told = terminal("run", *QUIET_HOURS, "--out", "r", "--json", "--quiet")

    assert told.out.startswith("{")
    assert told.out.endswith("}\n")
    assert (home / "r/report.html").is_file()


@pytest.mark.parametrize("off", ["option", "environment"])
def test_a_report_can_be_left_out(
    off: str, terminal: Terminal, home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    if off == "environment":
        monkeypatch.setenv(reporting.REPORT_VARIABLE, "no")
    options = ["--no-report"] if off == "option" else []
    told = terminal("run", *QUIET_HOURS, "--out", "r", "--quiet", *options)

    assert told.code == 0
    assert "report" not in told.out
    assert not (home / "r/report.html").exists()


@pytest.mark.parametrize("library", ["matplotlib", "jinja2"])
def test_without_the_extra_the_run_is_done_and_a_sentence_says_what_to_install(
    library: str, terminal: Terminal, home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, library, None)
    told = terminal("run", *QUIET_HOURS, "--out", "r", "--quiet")

    assert told.code == 0
    assert told.sentence.startswith("there is no report: ")
    assert told.sentence.endswith(MISSING)
    assert manifest_of(home / "r")["status"] == "done"
    assert (home / "r/summary.json").is_file()


def test_a_report_that_cannot_be_written_takes_nothing_from_the_run(
    terminal: Terminal, home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(_folder: Path) -> Path:
        raise OSError(28, "No space left on device", "r/report.html")

    monkeypatch.setattr(reporting, "_draw_run", full)
    told = terminal("run", *QUIET_HOURS, "--out", "r", "--quiet")

    assert told.code == 0
    assert told.sentence == "there is no report: r/report.html: No space left on device"
    assert manifest_of(home / "r")["status"] == "done"


def test_a_bug_in_the_report_is_told_with_its_traceback_and_the_run_stays(
    terminal: Terminal, home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def buggy(_folder: Path) -> Path:
        raise ZeroDivisionError("of nothing")

    monkeypatch.setattr(reporting, "_draw_run", buggy)
    told = terminal("run", *QUIET_HOURS, "--out", "r", "--quiet")

    assert told.code == 0
    assert told.sentence == (
        "there is no report: this is a bug in karmyq-simulation (ZeroDivisionError: of nothing); "
        "its traceback is in r/traceback.txt, please report it with that"
    )
    assert "in buggy" in (home / "r/traceback.txt").read_text()


def test_ctrl_c_at_the_report_says_how_to_draw_it(
    terminal: Terminal, monkeypatch: pytest.MonkeyPatch
) -> None:
    def interrupted(_folder: Path) -> Path:
        raise KeyboardInterrupt

    monkeypatch.setattr(reporting, "_draw_run", interrupted)
    told = terminal("run", *QUIET_HOURS, "--out", "r", "--quiet")

    assert told.code == 130
    assert "event digest" in told.out
    assert told.sentence == (
        "interrupted at the report; the result is kept, draw it with: run.py report r"
    )


def test_a_kept_run_is_reported_on_again_where_it_is_wanted(terminal: Terminal, home: Path) -> None:
    terminal("run", *QUIET_HOURS, "--out", "r", "--quiet", "--no-report")
    inside, outside = terminal("report", "r"), terminal("report", "r", "--out", "a/b")

    assert (inside.out, outside.out) == ("r/report.html\n", "a/b/report.html\n")
    assert page_in(home / "r") == page_in(home / "a/b")


def test_an_ensemble_has_one_report_and_runs_and_ensembles_lie_over_each_other(
    terminal: Terminal, home: Path
) -> None:
    many = (*QUIET_HOURS, "--replications", "3", "--hourly", "--quiet", "--workers", "1")
    told = terminal("ensemble", *many, "--out", "e")
    terminal("run", *QUIET_HOURS, "--out", "r", "--quiet", "--no-report")
    over = terminal("report", "r", "e")

    assert told.out.endswith("report        e/report.html\n")
    assert "ensemble, 3 of 3 runs" in page_in(home / "e")
    assert "nine of ten runs" in page_in(home / "e")
    assert over.out == "report.html\n"
    assert "What is different in r and e?" in page_in(home)
    assert "an ensemble of 3 runs" in page_in(home)


def test_a_live_run_leaves_a_report_with_what_happened_on_the_wire(
    terminal: Terminal, home: Path, stepping: RunningSandbox
) -> None:
    told = terminal("live", *QUIET_HOURS, "--lockstep", "--out", "l", "--quiet")
    page = page_in(home / "l")

    assert told.out.endswith("report        l/report.html\n")
    for word in ("On the wire", "lag behind the clock", "retries beyond the budget", "offer_help"):
        assert word in page


def test_a_sweep_and_a_comparison_have_their_report_too(terminal: Terminal, home: Path) -> None:
    few, one = ("--replications", "2", "--quiet", "--workers", "1"), ("--measure", "offers_made")
    terminal("sweep", *QUIET_HOURS, "--vary", "workers.count=1,4", *few, *one, "--out", "s")
    terminal("compare", "quiet_week", "fission", "--days", "0.02", *few, "--out", "c")
    alone, over = terminal("report", "s", "--out", "again"), terminal("report", "s", "c")

    assert "What was varied" in page_in(home / "s")
    assert "What is different in fission" in page_in(home / "c")
    assert alone.out == "again/report.html\n"
    assert over.sentence == (
        "s holds 2 scenarios; lay runs and ensembles over each other, and see it alone with: "
        "run.py report s"
    )


@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        (("nowhere",), 'there is no run called "nowhere" below runs/; there are: none yet'),
        (("r", "r"), "the same run is named twice; lay different runs over each other"),
        (("empty",), "empty holds no run.sqlite; is this a run's folder?"),
    ],
)
def test_what_cannot_be_reported_on_is_told_in_a_sentence(
    words: tuple[str, ...], sentence: str, terminal: Terminal, home: Path
) -> None:
    terminal("run", *QUIET_HOURS, "--out", "r", "--quiet", "--no-report")
    (home / "empty").mkdir()
    (home / "empty/run.json").write_text("{}")

    told = terminal("report", *words)

    assert (told.code, told.sentence) == (2, sentence)


def test_without_the_extra_the_command_fails_with_the_sentence(
    terminal: Terminal, monkeypatch: pytest.MonkeyPatch
) -> None:
    terminal("run", *QUIET_HOURS, "--out", "r", "--quiet", "--no-report")
    monkeypatch.setitem(sys.modules, "matplotlib", None)
    told = terminal("report", "r")

    assert told.code == 3
    assert told.sentence.endswith(MISSING)
