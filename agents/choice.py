"""How a member picks an action: candidates with weights, then one draw.

1. Whoever belongs to no community joins one before anything else.
2. Candidates are the actions of the profile and those common to all, in the order of the list.
3. An answer that is due is one more candidate, whatever the profile (obligations).
4. Whoever has an open or matched request of its own answers sooner: affinity multiplies.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from itertools import accumulate
from typing import NamedTuple

from msgspec.structs import astuple

from adapters.entities import Standing
from agents.action import Action
from agents.draw import Draw
from scenarios import Scenario

Candidates = tuple[tuple[Action, float], ...]
"""Actions with their weights, in the order of the list."""

FIRST_ACTION = "join_community"
MOST_COUNTS = 50_000
"""So many standings are known by their very counts; the same ones come back all the time."""


@dataclass(frozen=True, slots=True)
class Situation:
    """What decides about the candidates: profile, affinity, and the answers that are due."""

    profile: str
    affine: bool
    due: tuple[str, ...]


class Lot(NamedTuple):
    """What is drawn from: the candidates, the running sums of their weights, and the whole sum."""

    candidates: Candidates
    marks: tuple[float, ...]
    total: float

    @classmethod
    def of(cls, candidates: Candidates) -> "Lot":
        """A lot of some candidates."""
        weights = [weight for _, weight in candidates]
        return cls(candidates, tuple(accumulate(weights[:-1])), sum(weights))


class Choice:
    """Draws actions for the profiles of a scenario.

    Of a standing it looks only at what is there, never at how much: so few lots are ever drawn
    from, and each is weighed once.
    """

    def __init__(self, scenario: Scenario, actions: Mapping[str, Action]) -> None:
        self._scenario = scenario
        self._actions = {name: action for name, action in actions.items() if action.chooseable}
        self._waiting = [(a.name, a.waits) for a in self._actions.values() if a.waits is not None]
        self._lots: dict[tuple[str, tuple[bool, ...]], Lot] = {}
        self._by_counts: dict[tuple[str, Standing], Lot] = {}

    def choose(self, profile: str, standing: Standing, stream: Draw) -> Action | None:
        """One action for a member of this profile; None when the profile has no candidate."""
        if standing.communities == 0 and self._scenario.join_first:
            return self._actions[FIRST_ACTION]
        candidates, marks, total = self._lot(profile, standing)
        return candidates[stream.place(marks, total)][0] if candidates else None

    def candidates(self, profile: str, standing: Standing) -> Candidates:
        """The actions that a member may choose now, with their weights; weight 0 is left out."""
        return self._lot(profile, standing).candidates

    def _lot(self, profile: str, standing: Standing) -> Lot:
        known = self._by_counts.get((profile, standing))
        if known is not None:
            return known
        there = tuple([count > 0 for count in astuple(standing)])
        lot = self._lots.get((profile, there))
        if lot is None:
            lot = self._weigh(self._situation(profile, Standing(*there)))
            self._lots[profile, there] = lot
        if len(self._by_counts) < MOST_COUNTS:
            self._by_counts[profile, standing] = lot
        return lot

    def _situation(self, profile: str, standing: Standing) -> Situation:
        due: tuple[str, ...] = ()
        if self._scenario.obligations.enabled:
            due = tuple([name for name, waits in self._waiting if waits(standing)])
        return Situation(profile, standing.live_requests > 0, due)

    def _weigh(self, situation: Situation) -> Lot:
        weighed = [(a, self._weight(a.name, situation)) for a in self._actions.values()]
        return Lot.of(tuple([(action, weight) for action, weight in weighed if weight > 0]))

    def _weight(self, action: str, situation: Situation) -> float:
        own = self._scenario.profiles[situation.profile].actions.get(action, 0.0)
        weight = own + self._scenario.common_actions.get(action, 0.0)
        if action in situation.due:
            weight += self._obligation(action)
        affinity = self._scenario.affinity
        return (
            weight * affinity.factor if situation.affine and action in affinity.actions else weight
        )

    def _obligation(self, action: str) -> float:
        given = self._scenario.obligations.weight
        if given is not None:
            return given
        profiles = self._scenario.profiles.values()
        largest = max(profile.actions.get(action, 0.0) for profile in profiles)
        return largest or self._actions[action].due_weight
