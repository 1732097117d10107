"""The pictures that the dashboard shows, by tab: all of them from `reports.plots`."""

from collections.abc import Callable, Mapping
from typing import Any

from dashboard.page.painter import Subject
from reports.canvas import Picture
from reports.plots import activity, communities, karma, network, people, requests, services

type Tables = Mapping[str, Any]


def _of_measures(draw: Callable[[Any], Picture]) -> Subject:
    return Subject(frozenset({"measures"}), lambda tables, _hour: draw(tables["measures"]))


def _sizes(tables: Tables, hour: float) -> Picture:
    return communities.sizes(tables["communities"], tables["sizes"], hour)


def _governance(tables: Tables, hour: float) -> Picture:
    return communities.governance(tables["governance"], hour)


def _funnel(tables: Tables, _hour: float) -> Picture:
    return requests.funnel(tables["requests"])


def _survival(tables: Tables, hour: float) -> Picture:
    return requests.survival(tables["requests"], hour)


def _outcomes(tables: Tables, _hour: float) -> Picture:
    return activity.outcomes(tables["turns"])


def _times(tables: Tables, _hour: float) -> Picture:
    return requests.times(tables["requests"])


def _karma(tables: Tables, _hour: float) -> Picture:
    return karma.distribution(tables["members"], tables["measures"])


def _network(tables: Tables, _hour: float) -> Picture:
    return network.who_helps_whom(tables["members"], tables["exchanges"], tables["communities"])


def _reasons(tables: Tables, _hour: float) -> Picture:
    return activity.reasons(tables["turns"])


SUBJECTS: Mapping[str, Subject] = {
    "growth": _of_measures(people.growth),
    "sizes": Subject(frozenset({"communities", "sizes"}), _sizes),
    "governance": Subject(frozenset({"governance"}), _governance),
    "funnel": Subject(frozenset({"requests"}), _funnel),
    "waiting": _of_measures(requests.waiting),
    "survival": Subject(frozenset({"requests"}), _survival),
    "times": Subject(frozenset({"requests"}), _times),
    "karma": Subject(frozenset({"members", "measures"}), _karma),
    "network": Subject(frozenset({"members", "exchanges", "communities"}), _network),
    "reasons": Subject(frozenset({"turns"}), _reasons),
    "outcomes": Subject(frozenset({"turns"}), _outcomes),
    "services": _of_measures(services.growth),
}
"""Each picture with the tables that it needs."""

TABS: Mapping[str, tuple[str, ...]] = {
    "Growth": ("growth", "sizes"),
    "Requests": ("funnel", "waiting"),
    "Waiting": ("survival", "times"),
    "Helping": ("karma", "network"),
    "Together": ("services", "governance"),
    "Actions": ("outcomes", "reasons"),
}
"""The tabs of the page with their pictures."""
