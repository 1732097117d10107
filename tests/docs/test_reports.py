"""docs/reports.md: its Python runs, and it names every picture and every frame that there is."""

from functools import cached_property
from pathlib import Path

import pytest

from commands.app import main
from reports.canvas import Picture
from reports.frames import Run, load
from reports.run_report import report_on
from tests.docs.pages import blocks, page

REPORTS = page("docs/reports.md")


@pytest.fixture(scope="module")
def week(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("docs") / "week"
    words = ("run", "quiet_week", "--days", "1", "--out", str(folder), "--quiet", "--no-report")
    assert main(words) == 0
    return folder


def test_the_python_of_the_page_runs(week: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(week.parent)
    code = "\n".join(one.text for one in blocks(REPORTS) if one.language == "python")

    exec(compile(code, "docs/reports.md", "exec"), {})

    assert "<svg" in (week.parent / "sizes.svg").read_text()


def test_every_picture_of_the_report_is_in_the_table(week: Path) -> None:
    sections = report_on(load(week)).sections
    titles = [part.title for one in sections for part in one.parts if isinstance(part, Picture)]

    assert len(titles) == 15
    assert [title for title in titles if title not in REPORTS] == []


def test_every_frame_is_in_the_table() -> None:
    frames = [
        name
        for name, value in vars(Run).items()
        if isinstance(value, cached_property) and not name.startswith("_") and name != "scenario"
    ]

    assert len(frames) == 11
    assert [name for name in frames if f"`{name}`" not in REPORTS] == []
