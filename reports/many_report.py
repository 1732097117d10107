"""The report on several sides: runs over each other, or many runs with their bands."""

from collections.abc import Sequence
from dataclasses import dataclass

import pandas as pd

from model.measures import MEASURES
from reports.canvas import Picture
from reports.page import Page, Section, Table
from reports.plots import overlay
from reports.plots.lines import BAND
from reports.run_report import TILES, brief, exact
from reports.side import Side

MOST_SIDES = 8
"""More cannot be told apart in one picture; the table has all of them."""


FRACTIONS = ("rate", "mean", "median", "gini", "reciprocity", "longest")
"""Parts of the names of measures that are no counts."""


@dataclass(frozen=True, slots=True)
class About:
    """What several sides have in common: title, question, what was run, what was found."""

    title: str
    question: str
    subtitle: str
    findings: Sequence[str] = ()
    footer: Sequence[tuple[str, str]] = ()
    pictures: Sequence[Picture] = ()
    """Those that only this kind of experiment has."""


def report_on_many(about: About, sides: Sequence[Side]) -> Page:
    """The page of several sides; of one with many runs, its bands."""
    shown = list(sides)[:MOST_SIDES]
    sections = [Section("What is different", [_findings(about.findings)])] if about.findings else []
    return Page(
        title=about.title,
        question=about.question,
        subtitle=about.subtitle,
        tiles=_tiles(sides[0]) if len(sides) == 1 else (),
        sections=[
            *sections,
            Section("The main measures", _main(shown), _remarks(sides)),
            *_requests(shown),
            *([Section("What was varied", about.pictures)] if about.pictures else []),
            Section("All measures", [_table(sides)]),
        ],
        footer=dict(about.footer),
    )


def _findings(sentences: Sequence[str]) -> Table:
    return Table("", ("",), [[sentence] for sentence in sentences])


def _remarks(sides: Sequence[Side]) -> str:
    """What the pictures leave out."""
    without = [side.label for side in sides if side.hourly is None]
    said = [_left_out(sides)]
    if 0 < len(without) < len(sides):
        said.append(f"Without hours, and so without lines over time: {', '.join(without)}.")
    return " ".join(said).strip()


def _left_out(sides: Sequence[Side]) -> str:
    more = len(sides) - MOST_SIDES
    return (
        f"Drawn are the first {MOST_SIDES} of {len(sides)}; the table has all." if more > 0 else ""
    )


def _main(sides: Sequence[Side]) -> list[Picture]:
    pictures = []
    hourly = {side.label: side.hourly for side in sides if side.hourly is not None}
    if hourly:
        pictures.append(overlay.over_time(hourly))
    if any(side.many for side in sides) or not hourly:
        pictures.append(overlay.finals({side.label: side.finals for side in sides}))
    return pictures


def _requests(sides: Sequence[Side]) -> list[Section]:
    """What only whole runs can show, where every side is one."""
    runs = {side.label: side.run for side in sides if side.run is not None}
    if len(runs) < len(sides):
        return []
    pictures = [
        overlay.survival({label: (run.requests, run.hours) for label, run in runs.items()}),
        overlay.shares({label: (run.requests, run.members) for label, run in runs.items()}),
    ]
    return [Section("Requests and karma", pictures)]


def _tiles(side: Side) -> list[tuple[str, str, str]]:
    tiles = []
    for name, what, _ in TILES:
        values = side.finals[name].dropna() if name in side.finals else pd.Series(dtype=float)
        if not len(values):
            tiles.append((brief(name, None), what, ""))
            continue
        low, high = (float(values.quantile(share)) for share in BAND)
        band = f"nine of ten runs: {brief(name, low)} to {brief(name, high)}"
        tiles.append((brief(name, float(values.median())), f"{what}, median", band))
    return tiles


def _table(sides: Sequence[Side]) -> Table:
    present = {name for side in sides for name in side.finals.columns}
    head = ["measure"]
    for side in sides:
        head += [side.label, "5 %", "95 %"] if side.many else [side.label]
    rows = []
    for measure in MEASURES:
        if measure.name in present:
            cells = [cell for side in sides for cell in _cells(side, measure.name)]
            rows.append([measure.name, *cells])
    title = "The median of many runs, and what nine of ten lie between" if _any_many(sides) else ""
    return Table(title, head, rows)


def _any_many(sides: Sequence[Side]) -> bool:
    return any(side.many for side in sides)


def _cells(side: Side, name: str) -> list[str]:
    values = side.finals[name].dropna() if name in side.finals else pd.Series(dtype=float)
    wanted = (0.5, *BAND) if side.many else (0.5,)
    if not len(values):
        return [exact(None)] * len(wanted)
    return [_number(name, float(values.quantile(share))) for share in wanted]


def _number(name: str, value: float) -> str:
    """Counts without decimals, shares and means with them, as the printed summary has them."""
    fraction = not value.is_integer() or any(word in name for word in FRACTIONS)
    return exact(value if fraction else int(value))
