"""What an earlier process of a live run has done, so that nobody does it again.

Whoever goes on draws from streams of its own (`w0/part1`): the old ones would repeat the first
part's decisions and words, and a live run is not repeatable anyway.
"""

from collections.abc import Sequence
from typing import NamedTuple

from agents import facts
from model.clock import MS_PER_HOUR
from model.event import Event

SETUP, FOUNDERS = "setup", "founders"


class Before(NamedTuple):
    """An earlier part: how far it came, and what its opening and founders had tried by then.

    `unsettled` are the e-mails of people who registered in the opening and have joined nothing.
    """

    part: int = 0
    hours: float = 0.0
    places: tuple[str, ...] = ()
    places_tried: int = 0
    founded: int = 0
    unsettled: frozenset[str] = frozenset()

    def stream(self, name: str) -> str:
        """The name of a stream in this part."""
        return f"{name}/part{self.part}" if self.part else name


NOTHING = Before()


def before_of(events: Sequence[Event], part: int, measured_to: float) -> Before:
    """What the stored events of the earlier parts say."""
    opening = [event for event in events if event.worker == SETUP]
    founding = [event for event in opening if event.action == "create_community"]
    registered = {
        event.member
        for event in events
        if event.worker in (SETUP, FOUNDERS)
        and (event.action, event.outcome) == ("register", "done")
    }
    settled = {event.member for event in opening if event.action == "join_community"}
    last_ms = events[-1].time_ms if events else 0
    return Before(
        part=part,
        hours=max(last_ms / MS_PER_HOUR, measured_to),
        places=tuple(
            fact.community_id
            for event in founding
            for fact in event.facts
            if isinstance(fact, facts.CommunityCreated | facts.CommunityJoined)
        ),
        places_tried=len(founding),
        founded=sum((e.worker, e.action) == (FOUNDERS, "create_community") for e in events),
        unsettled=frozenset(registered - settled),
    )
