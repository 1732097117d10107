"""What the page shows, as plain values for its components."""

from collections.abc import Mapping
from datetime import datetime
from math import isinf
from typing import Any

from dashboard.page.draft import Draft
from dashboard.page.painter import Painted
from dashboard.protocol import Line, Scene, Story
from model.clock import HOURS_PER_DAY

FASTEST = 1e9
"""What the page calls as fast as possible, since JSON knows no infinity."""

COUNTERS = (
    ("members", "users_registered"),
    ("active today", "members_active_last_day"),
    ("communities", "communities"),
    ("largest", "members_per_community_max"),
    ("open requests", "requests_open"),
    ("completed", "requests_completed"),
    ("completion rate", "completion_rate"),
    ("karma Gini", "karma_gini"),
)
"""The figures on top of the page: their labels, and the measures that they are."""


def said(value: float | int | None) -> str:
    """A figure as people read it."""
    if value is None:
        return "–"
    whole = float(value).is_integer()
    return f"{int(value):,}" if whole else f"{value:,.3f}"


def deck(scene: Scene, *, replay: bool) -> dict[str, Any]:
    """Controls, date and figures."""
    speed = FASTEST if isinf(scene.speed) else scene.speed
    return {
        "title": scene.title,
        "date": date_said(scene.date),
        "day": _day(scene.hour, ended=scene.ended),
        "hour": round(scene.hour, 3),
        "end": round(scene.end_hour, 3),
        "playing": scene.playing,
        "ended": scene.ended,
        "growing": scene.growing,
        "replay": replay,
        "rate": round(scene.rate, 1),
        "speed": speed,
        "actions": f"{scene.actions:,}",
        "verdicts": [
            {
                "text": f"{one.measure} {one.target}: {said(one.value)}",
                "met": one.met,
            }
            for one in scene.verdicts
        ],
        "counters": [
            {"label": label, "name": name, "value": said(scene.measures.get(name))}
            for label, name in COUNTERS
        ],
    }


def date_said(date: str) -> str:
    """A local date and time in words."""
    moment = datetime.fromisoformat(date)
    return f"{moment:%a} {moment.day} {moment:%b %Y, %H:%M}"


def _day(hour: float, *, ended: bool) -> str:
    if ended:
        return f"{hour / HOURS_PER_DAY:g} days are over: the end"
    if hour < 0:
        return f"{-hour / HOURS_PER_DAY:.1f} days before time zero"
    return f"day {int(hour // HOURS_PER_DAY) + 1}"


def figures(scene: Scene) -> list[dict[str, str]]:
    """Every measure of the moment."""
    return [{"name": name, "value": said(value)} for name, value in scene.measures.items()]


def lines(found: list[Line]) -> list[dict[str, Any]]:
    """Lines of the feed or of a story."""
    return [
        {
            "number": line.number,
            "time": _short_date(line.date),
            "member": line.member,
            "community": line.community,
            "text": line.text,
        }
        for line in found
    ]


def _short_date(date: str) -> str:
    moment = datetime.fromisoformat(date)
    return f"{moment:%a} {moment.day} {moment:%b, %H:%M}"


def story(found: Story) -> dict[str, Any]:
    """The history of whom somebody looked at."""
    about = [{"name": name, "value": value} for name, value in found.about.items()]
    return {"kind": found.kind, "title": found.title, "about": about, "lines": lines(found.lines)}


def pictures(names: tuple[str, ...], painted: Mapping[str, Painted]) -> list[dict[str, Any]]:
    """The pictures of a tab that are drawn."""
    return [
        {
            "name": name,
            "title": painted[name].title,
            "svg": painted[name].svg,
            "alt": painted[name].alt,
            "caption": painted[name].caption,
            "hour": round(painted[name].hour, 2),
        }
        for name in names
        if name in painted
    ]


def form(draft: Draft, problem: str, yaml: str) -> dict[str, Any]:
    """The settings of the next run: fields, state, and the scenario that can be downloaded."""
    state = {
        "seed": int(draft.value("seed")),
        "changed": len(draft.changed),
        "problem": problem,
        "file": draft.name,
    }
    return {"groups": _groups(draft), "state": state, "yaml": yaml}


def _groups(draft: Draft) -> list[dict[str, Any]]:
    groups: dict[str, list[dict[str, Any]]] = {}
    for field in draft.fields:
        value = draft.value(field.key)
        groups.setdefault(field.group, []).append(
            {
                "key": field.key,
                "label": field.label,
                "value": value,
                "top": max(field.top, value),
                "step": field.step,
                "minor": field.minor and field.key not in draft.changed,
                "changed": field.key in draft.changed,
            }
        )
    return [{"name": name, "fields": found} for name, found in groups.items()]
