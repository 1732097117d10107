"""Patterns of a run's exchanges that published studies of real systems have figures for.

An exchange is a completed help between two known people; a person is whoever has an account.

Sources: Harvey et al. 2020, Computers in Human Behavior 107, 106268 (Streetbank, 5,053 acts in 4.5
years); Bellotti et al. 2015, CHI, doi 10.1145/2702123.2702560 (the three largest time banks of
hOurworld); TimeOverflow 2013 to 2016 (66 time banks; abstract of a conference of EMES). Where a
study gives a direction and no figure, the range is left open on the other side.
"""

from collections.abc import Callable
from typing import NamedTuple

import networkx as nx
import pandas as pd

from model.tallies import gini
from reports.frames import Run

TOP = 0.1
"""The part of the people whose share of all giving is looked at."""

type Exchanges = pd.DataFrame


class Known(NamedTuple):
    """Everything that a pattern is computed from."""

    people: int
    exchanges: Exchanges
    days: float
    community_members: list[int]

    @property
    def givers(self) -> set[str]:
        """Who has helped somebody."""
        return set(self.exchanges["helper"])

    @property
    def askers(self) -> set[str]:
        """Whom somebody has helped."""
        return set(self.exchanges["requester"])

    @property
    def active(self) -> int:
        """People with an exchange, on either side."""
        return len(self.givers | self.askers)


class Pattern(NamedTuple):
    """A name, what it is, what is published of it, and how it is computed."""

    name: str
    meaning: str
    published: str
    low: float | None
    high: float | None
    formula: Callable[[Known], float | None]

    def reached(self, value: float | None) -> bool | None:
        """Whether a value lies where the published ones do; None where nothing is known."""
        if value is None or (self.low is None and self.high is None):
            return None
        above = self.low is None or value >= self.low
        return above and (self.high is None or value <= self.high)


def _part(part: float, whole: float) -> float | None:
    return part / whole if whole else None


def _per_person(known: Known) -> float | None:
    return _part(len(known.exchanges), known.people)


def _per_person_and_year(known: Known) -> float | None:
    each = _per_person(known)
    return None if each is None or not known.days else each * 365.25 / known.days


def _edges(known: Known) -> set[tuple[str, str]]:
    return set(zip(known.exchanges["helper"], known.exchanges["requester"], strict=True))


def _direct(known: Known) -> float | None:
    """Both have helped each other."""
    edges = _edges(known)
    return _mean(known, lambda helper, asker: (asker, helper) in edges)


def _through_one(known: Known) -> float | None:
    """Both have helped each other, or the helped one has helped somebody who helped the helper."""
    edges = _edges(known)
    helped_by: dict[str, set[str]] = {}
    helps: dict[str, set[str]] = {}
    for helper, asker in edges:
        helps.setdefault(helper, set()).add(asker)
        helped_by.setdefault(asker, set()).add(helper)

    def comes_back(helper: str, asker: str) -> bool:
        third = helps.get(asker, set()) & helped_by.get(helper, set())
        return (asker, helper) in edges or bool(third)

    return _mean(known, comes_back)


def _mean(known: Known, comes_back: Callable[[str, str], bool]) -> float | None:
    pairs = known.exchanges.groupby(["helper", "requester"]).size()
    back = sum(count for pair, count in pairs.items() if comes_back(*pair))
    return _part(float(back), len(known.exchanges))


def _both_sides(known: Known) -> float | None:
    return _part(len(known.givers & known.askers), known.active)


def _only_givers(known: Known) -> float | None:
    return _part(len(known.givers - known.askers), known.active)


def _only_askers(known: Known) -> float | None:
    return _part(len(known.askers - known.givers), known.active)


def _largest_component(known: Known) -> float | None:
    graph = nx.Graph(list(_edges(known)))
    largest = max((len(part) for part in nx.connected_components(graph)), default=0)
    return _part(largest, known.active)


def _given(known: Known) -> list[int]:
    """Helps given by each person, those who gave none included, in ascending order."""
    counts = sorted(known.exchanges["helper"].value_counts().tolist())
    return [0] * (known.people - len(counts)) + counts


def _top_share(known: Known) -> float | None:
    given = _given(known)
    most = max(round(TOP * len(given)), 1)
    return _part(sum(given[-most:]), sum(given))


def _gini_of_giving(known: Known) -> float | None:
    return gini([float(number) for number in _given(known)])


def _community_size(known: Known) -> float | None:
    return _part(sum(known.community_members), len(known.community_members))


PATTERNS: tuple[Pattern, ...] = (
    Pattern(
        "exchanges_per_person",
        "exchanges / people, over the whole run",
        "5.6 TimeOverflow, 9.4 hOurworld, in years",
        *(5.0, 10.0, _per_person),
    ),
    Pattern(
        "exchanges_per_person_and_year",
        "the same at this pace for a year",
        "about 2 TimeOverflow",
        *(1.0, 5.0, _per_person_and_year),
    ),
    Pattern(
        "reciprocity_direct",
        "exchanges between two who have helped each other, / exchanges",
        "1.58 % direct or indirect, Streetbank",
        *(0.0, 0.02, _direct),
    ),
    Pattern(
        "reciprocity_through_one",
        "the same, or back through one other person",
        "1.58 % direct or indirect, Streetbank",
        *(0.0, 0.02, _through_one),
    ),
    Pattern(
        "people_on_both_sides",
        "who gave and got, / who gave or got",
        "few: chains of pairs, Streetbank",
        *(None, 0.5, _both_sides),
    ),
    Pattern("people_who_only_give", "of who gave or got", "most of them", None, None, _only_givers),
    Pattern("people_who_only_get", "of who gave or got", "most of them", None, None, _only_askers),
    Pattern(
        "largest_component",
        "people in the largest connected part, of who gave or got",
        "fragmented, Streetbank",
        *(None, 0.5, _largest_component),
    ),
    Pattern(
        "giving_by_top_tenth",
        "share of all giving by the tenth that gave most",
        "concentrated; no figure",
        *(0.3, None, _top_share),
    ),
    Pattern(
        "giving_gini",
        "Gini coefficient of helps given, over all people",
        "concentrated; no figure",
        *(0.5, None, _gini_of_giving),
    ),
    Pattern(
        "members_per_community",
        "memberships / communities",
        "41 TimeOverflow; karmyq's own target is 75",
        *(30.0, 90.0, _community_size),
    ),
)
"""In the order in which they are shown."""


def known_of(run: Run) -> Known:
    """What a run's folder tells."""
    communities = run.communities
    there = communities[communities["ended_hour"].isna()]["members"]
    return Known(len(run.members), run.exchanges, run.hours / 24, there.tolist())


def patterns_of(run: Run) -> dict[str, float | None]:
    """Every pattern of a run, by name."""
    known = known_of(run)
    return {pattern.name: pattern.formula(known) for pattern in PATTERNS}
