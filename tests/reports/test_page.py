"""The report as one page: it says what the summary says, and nothing from a run is markup."""

import json
import re
import shutil
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from html.parser import HTMLParser
from pathlib import Path

import pytest

from model.measures import MEASURES
from reports import Run, load
from reports.many_report import About, report_on_many
from reports.page import Page, render, themed, write
from reports.plots import people
from reports.run_report import exact, report_on
from reports.side import side_of
from tests.reports.runs import ran

NASTY = "<img src=x onerror=alert(1)>&\"'$a_b$"
MOST_BYTES = 3_000_000
VOID = {"meta", "link", "img", "br", "hr"}


class Read(HTMLParser):
    """A page as a browser reads it: its tags with their attributes, its text, its identifiers."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.text: list[str] = []
        self.open: list[str] = []
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))
        if tag not in VOID:
            self.open.append(tag)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag

    def handle_data(self, data: str) -> None:
        self.text.append(data)

    def named(self, tag: str) -> Iterator[dict[str, str | None]]:
        return (attributes for name, attributes in self.tags if name == tag)


@pytest.fixture(scope="session")
def page(split: Run) -> Page:
    return report_on(split)


@pytest.fixture(scope="session")
def html(page: Page) -> str:
    return render(page)


@pytest.fixture(scope="session")
def read(html: str) -> Read:
    return Read(html)


def changed(run: Run, folder: Path) -> Run:
    """The same run, with names that would be markup or formulas."""
    shutil.copytree(run.path, folder)
    with closing(sqlite3.connect(folder / "platform.sqlite")) as platform, platform:
        platform.execute("UPDATE communities SET name = ? || id", (NASTY,))
        platform.execute("UPDATE users SET name = ?", (NASTY,))
    manifest = json.loads((folder / "run.json").read_text())
    (folder / "run.json").write_text(json.dumps(manifest | {"about": NASTY, "scenario": NASTY}))
    scenario = (folder / "scenario.yaml").read_text()
    (folder / "scenario.yaml").write_text(f"# {NASTY}\n{scenario}")
    return load(folder)


def test_it_is_well_formed_and_has_the_question_as_its_heading(read: Read, split: Run) -> None:
    assert read.open == []
    assert split.manifest["about"] in read.text
    assert len(list(read.named("h1"))) == 1


def test_every_measure_is_there_with_the_value_of_the_summary(read: Read, split: Run) -> None:
    assert split.summary is not None
    cells = [text.strip() for text in read.text]
    table = cells.index("what it is")

    for measure in MEASURES:
        place = cells.index(measure.name, table)
        told = [text for text in cells[place + 1 :] if text][:2]
        assert told == [measure.meaning, exact(split.summary["measures"][measure.name])]


def test_the_large_figures_are_those_of_the_summary(split: Run, page: Page) -> None:
    assert split.summary is not None
    told = split.summary["measures"]
    tiles = {what: number for number, what, _ in page.tiles}

    assert tiles["people"] == f"{told['users_registered']:,}"
    assert tiles["requests posted"] == f"{told['requests_created']:,}"
    assert tiles["of them completed"] == f"{100 * told['completion_rate']:.1f} %"
    assert tiles["to a first offer"] == f"{told['time_to_first_offer_median_h']:,.1f} h"
    assert tiles["splits"] == f"{told['splits_executed']:,}"


def test_expectations_say_whether_they_are_met(split: Run, page: Page) -> None:
    assert split.summary is not None
    verdicts = page.verdicts

    assert [met for met, _ in verdicts] == [
        one["met"] for one in split.summary["expectations"].values()
    ]
    assert any(said.startswith("splits_executed above 0: 1") for _, said in verdicts)


def test_all_that_the_report_promises_is_drawn_with_words_for_ears(read: Read) -> None:
    drawn = [one["aria-labelledby"] or "" for one in read.named("svg")]
    identifiers = {attributes.get("id") for _, attributes in read.tags}

    assert drawn == [
        f"{name}-alt"
        for name in (
            *("growth", "sizes", "retention", "funnel", "survival", "times", "waiting"),
            *("network", "karma", "services", "governance", "week", "outcomes", "reasons"),
            "rates",
        )
    ]
    assert set(drawn) <= identifiers


def test_nothing_is_fetched_and_nothing_is_run(html: str, read: Read) -> None:
    assert not list(read.named("script"))
    assert not list(read.named("link"))
    for _, attributes in read.tags:
        for name in ("src", "href", "xlink:href"):
            target = attributes.get(name) or "#"
            assert target.startswith(("#", "data:image/png;base64,"))
    assert set(re.findall(r"url\((.)", html)) == {"#"}


def test_no_identifier_is_given_twice(read: Read) -> None:
    given = [one["id"] for _, one in read.tags if "id" in one]
    # A shape that two lines of a picture share is defined with each of them, alike.
    shapes = {one["id"] for tag, one in read.tags if tag in ("path", "g") and "id" in one}
    twice = {name for name in given if given.count(name) > 1}

    assert twice <= shapes


def test_colours_follow_the_readers_setting_and_printers_get_light_ones(html: str) -> None:
    style, _, body = html.partition("</style>")

    assert "@media screen and (prefers-color-scheme: dark)" in style
    assert "var(--ink)" in body
    drawn = re.sub(r'"data:[^"]*"', "", body)
    # White stands on strong colours, in both settings.
    assert set(re.findall(r"#[0-9a-f]{6}\b", drawn)) <= {"#ffffff"}


def test_names_and_texts_of_a_run_are_never_markup(split: Run, tmp_path: Path) -> None:
    page = render(report_on(changed(split, tmp_path / "run")))
    found = Read(page)

    assert "<img" not in page
    assert "&lt;img src=x onerror=alert(1)&gt;&amp;" in page
    assert NASTY in found.text
    assert not any("onerror" in attributes for _, attributes in found.tags)


def test_two_runs_over_each_other_are_never_markup_either(split: Run, week: Run) -> None:
    about = About(NASTY, NASTY, NASTY, [NASTY])
    page = render(report_on_many(about, [side_of(split, NASTY), side_of(week, "_hidden $x$")]))

    assert "<img" not in page
    assert Read(page).open == []
    assert "$x$" in page


def test_a_run_without_a_summary_says_so_and_shows_what_there_is(week: Run, tmp_path: Path) -> None:
    shutil.copytree(week.path, tmp_path / "run")
    (tmp_path / "run" / "summary.json").unlink()
    unfinished = load(tmp_path / "run")
    unfinished.manifest["status"] = "running"
    page = report_on(unfinished)

    assert page.warnings == ["the run has no summary, it is running"]
    assert "running: this is what there is so far" in page.subtitle
    assert {what: number for number, what, _ in page.tiles}["people"] == "33"


def test_a_reader_with_a_small_screen_can_move_a_picture(html: str) -> None:
    assert re.search(r'<svg [^>]*style="--wide: \d+px"', html)
    assert 'class="drawing" tabindex="0"' in html


def test_writing_leaves_nothing_else_behind(page: Page, tmp_path: Path) -> None:
    file = write(page, tmp_path)

    assert [one.name for one in tmp_path.iterdir()] == ["report.html"]
    assert 100_000 < file.stat().st_size < MOST_BYTES


def test_identifiers_of_two_pictures_are_apart(week: Run) -> None:
    svg = themed(people.growth(week.measures))
    used = re.findall(r'\bid="([^"]+)"', svg)

    assert used
    assert all(name.startswith("growth-") for name in used)
    assert set(re.findall(r"url\(#([^)]+)\)", svg)) <= set(used)


@pytest.mark.slow
def test_a_month_of_the_reference_scenario_stays_below_three_megabytes(tmp_path: Path) -> None:
    month = ran(tmp_path / "run", "reference")
    file = write(report_on(month), tmp_path)

    assert file.stat().st_size < MOST_BYTES
    assert len(month.requests) > 20_000
