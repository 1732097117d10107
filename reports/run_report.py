"""The report on one run: its question, its summary, and the pictures that matter."""

from collections.abc import Mapping
from datetime import UTC, timedelta
from typing import Any

import pandas as pd

from model.measures import MEASURES
from model.warnings import in_words
from reports.canvas import Picture
from reports.frames import Run
from reports.live_tables import live_section
from reports.page import Page, Section, Table, Text
from reports.plots import activity, communities, karma, network, people, requests, services
from reports.plots.activity import outcomes_of

DASH = "–"

TILES: tuple[tuple[str, str, str], ...] = (
    ("users_registered", "people", ""),
    ("communities", "communities", "{members_per_community_mean} members on average"),
    ("requests_created", "requests posted", "{requests_open} without a helper at the end"),
    ("completion_rate", "of them completed", "{requests_completed} requests"),
    ("time_to_first_offer_median_h", "to a first offer", "the median since posting"),
    ("feedback_rate", "of ratings written", "of two for each completed request"),
    ("karma_gini", "Gini of karma", "0: all have the same, 1: one has all"),
    ("reciprocity", "of helps are mutual", "between two who helped each other"),
    ("splits_executed", "splits", "largest community ever: {members_per_community_peak}"),
    ("obligations_answered_rate", "of answers in time", "owed, and given within three days"),
)
"""A measure, what it is, and what to know about it, with other measures in braces."""


def report_on(run: Run) -> Page:
    """The page of a run, finished or not."""
    facts = run.summary or so_far(run)
    return Page(
        title=title_of(run),
        question=str(run.manifest.get("about") or run.path.name),
        subtitle=_subtitle(run),
        tiles=_tiles(facts["measures"]),
        verdicts=_verdicts(facts["expectations"]),
        warnings=_warnings(run, facts),
        sections=_sections(run, facts),
        footer=_footer(run, facts),
    )


def title_of(run: Run) -> str:
    """A run in a few words."""
    told = run.manifest
    return f"{told.get('scenario', run.path.name)}, seed {told.get('seed', DASH)}"


def so_far(run: Run) -> dict[str, Any]:
    """What stands in place of a summary while a run has none: its last hour's measures."""
    latest = run.measures.iloc[-1] if len(run.measures) else pd.Series(dtype=float)
    measures = {
        measure.name: None if pd.isna(latest.get(measure.name)) else float(latest[measure.name])
        for measure in MEASURES
    }
    return {
        "measures": measures,
        "actions": _actions_of(run.turns),
        "expectations": {},
        "warnings": [],
        "events": int(run.turns["turns"].sum()),
    }


def _actions_of(turns: pd.DataFrame) -> dict[str, Any]:
    rows: dict[str, Any] = {
        str(action): {**{str(how): int(n) for how, n in counts.items()}, "reasons": {}}
        for action, counts in outcomes_of(turns).iterrows()
    }
    why = turns[turns["reason"] != ""].groupby(["action", "reason"])["turns"].sum()
    for (action, reason), count in why.items():
        rows[action]["reasons"][reason] = int(count)
    return rows


def _subtitle(run: Run) -> str:
    starts = run.starts
    # By way of UTC: between the two the clocks may change.
    ends = (starts.astimezone(UTC) + timedelta(hours=run.hours)).astimezone(starts.tzinfo)
    status = run.manifest.get("status", "")
    told = f"{run.manifest.get('mode', 'run')}, {run.hours / 24:,.3g} virtual days"
    told += f" from {starts:%A %-d %B %Y, %H:%M} to {ends:%-d %B, %H:%M} ({starts.tzinfo})"
    return told if status == "done" else f"{told}; {status}: this is what there is so far"


def _tiles(measures: Mapping[str, Any]) -> list[tuple[str, str, str]]:
    shown = _Shown({name: brief(name, value) for name, value in measures.items()})
    return [(shown[name], what, more.format_map(shown)) for name, what, more in TILES]


class _Shown(dict[str, str]):
    """A run from before a measure existed shows a dash there."""

    def __missing__(self, name: str) -> str:
        return DASH


def brief(name: str, value: float | int | None) -> str:
    """A measure as a large figure: rates in per cent, hours with their unit."""
    if value is None:
        return DASH
    if name.endswith("_rate") or name == "reciprocity":
        return f"{100 * value:.1f} %"
    if name.endswith("_h"):
        return f"{value:,.1f} h"
    if float(value).is_integer():
        return f"{value:,.0f}"
    return f"{value:,.2f}" if abs(value) < 10 else f"{value:,.1f}"


def exact(value: float | int | None) -> str:
    """A measure as the printed summary shows it."""
    if value is None:
        return DASH
    return f"{value:,.3f}" if isinstance(value, float) else f"{value:,}"


def _verdicts(expectations: Mapping[str, Any]) -> list[tuple[bool, str]]:
    return [
        (bool(one["met"]), f"{name} {in_words(one['target'])}: {exact(one['value'])}")
        for name, one in expectations.items()
    ]


def _warnings(run: Run, facts: Mapping[str, Any]) -> list[str]:
    said = [str(warning) for warning in facts.get("warnings", [])]
    if run.summary is None:
        said.append(f"the run has no summary, it is {run.manifest.get('status', 'unknown')}")
    return said


def _sections(run: Run, facts: Mapping[str, Any]) -> list[Section]:
    return [
        Section("People and communities", _people(run)),
        Section("Requests", _requests(run)),
        Section(
            "Help and karma",
            [
                network.who_helps_whom(run.members, run.exchanges, run.communities),
                karma.distribution(run.members, run.measures),
            ],
        ),
        Section(
            "Services and governance",
            [
                services.growth(run.measures),
                communities.governance(run.governance, run.hours),
            ],
        ),
        Section("What people did", [*_actions(run), _actions_table(facts["actions"])]),
        Section("The simulator", [activity.rates(run.turns, run.measures)]),
        *live_section(run.summary),
        Section("All measures", [_measures_table(facts["measures"])]),
        Section("To run it again", [_scenario(run)]),
    ]


def _people(run: Run) -> list[Picture]:
    return [
        people.growth(run.measures),
        communities.sizes(run.communities, run.sizes, run.hours),
        people.retention(run.members, run.requests, run.matches, run.hours),
    ]


def _requests(run: Run) -> list[Picture]:
    return [
        requests.funnel(run.requests),
        requests.survival(run.requests, run.hours),
        requests.times(run.requests),
        requests.waiting(run.measures),
    ]


def _actions(run: Run) -> list[Picture]:
    return [
        activity.week(run.turns, run.starts, run.hours),
        activity.outcomes(run.turns),
        activity.reasons(run.turns),
    ]


def _actions_table(actions: Mapping[str, Any]) -> Table:
    kinds = ("done", "skipped", "refused", "failed")
    rows = []
    for name, row in actions.items():
        why = sorted(row["reasons"].items(), key=lambda item: (-item[1], item[0]))
        reasons = ", ".join(f"{reason} {count:,}" for reason, count in why)
        rows.append([name, reasons, *(f"{row[kind]:,}" for kind in kinds)])
    head = ("action", "why not", *kinds)
    return Table("Every action with its reasons", head, rows, numbers_from=2, folded=True)


def _measures_table(measures: Mapping[str, Any]) -> Table:
    meanings = {measure.name: measure.meaning for measure in MEASURES}
    rows = [[name, meanings.get(name, ""), exact(value)] for name, value in measures.items()]
    return Table("", ("measure", "what it is", "value"), rows, numbers_from=2)


def _scenario(run: Run) -> Text:
    text = (run.path / "scenario.yaml").read_text(encoding="utf-8")
    return Text("The resolved scenario, every value with where it came from", text)


def _footer(run: Run, facts: Mapping[str, Any]) -> dict[str, str]:
    said = {
        "run": run.path.name,
        "events": f"{facts['events']:,}",
        "event digest": str(facts.get("event_digest", DASH)),
        "versions": ", ".join(f"{k} {v}" for k, v in run.manifest.get("versions", {}).items()),
    }
    if "wall_seconds" in facts:
        said["took"] = f"{facts['wall_seconds']:,.1f} seconds"
    return said
