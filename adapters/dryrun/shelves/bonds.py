"""Who has helped whom: the completed matches of every pair of people, whoever helped."""

from collections import defaultdict
from collections.abc import Mapping

from adapters.dryrun.records import MatchRecord

Together = dict[str, MatchRecord]
"""Completed matches by id, in the order of their completion."""

NONE: Together = {}


class Bonds:
    """Every completed match, under both of its people."""

    def __init__(self) -> None:
        self._of: defaultdict[str, dict[str, Together]] = defaultdict(dict)

    def add(self, match: MatchRecord) -> None:
        """A match is completed."""
        for one, other in _both_ways(match):
            self._of[one].setdefault(other, {})[match.id] = match

    def remove(self, match: MatchRecord) -> None:
        """A match is completed no longer, or gone."""
        for one, other in _both_ways(match):
            together = self._of[one][other]
            together.pop(match.id, None)
            if not together:
                del self._of[one][other]

    def between(self, one: str, other: str) -> Together:
        """What two people have completed together."""
        return self._of[one].get(other, NONE) if one in self._of else NONE

    def partners(self, one: str) -> Mapping[str, Together]:
        """Everybody with whom a person has completed something, in the order of the first time."""
        return self._of.get(one, {})


def _both_ways(match: MatchRecord) -> tuple[tuple[str, str], ...]:
    helper, requester = match.responder.id, match.request.requester.id
    return () if helper == requester else ((helper, requester), (requester, helper))
