"""The social graph: trust between two people of a community (rules, section 17).

Splits, fusions and governance read it. Raw weight counts what was done together; live weight fades
with the days since, the slower the more often the two have met.
"""

from collections.abc import Collection, Mapping, Sequence
from datetime import datetime, timedelta
from math import exp, floor

from adapters.dryrun.kernel import Kernel
from adapters.dryrun.records import MatchRecord
from adapters.dryrun.shelves.trust import Edge, ordered

MATCH_WEIGHT = 10.0
"""Raw weight of one completed match (rules, 17; communities here override nothing)."""
STABILITY_GROWTH = 1.2
"""Factor per interaction, the first included (rules, 17)."""
FADING_DAYS = 30.0
"""The e-folding time of an edge of stability 1 (rules, 17)."""
DAY = timedelta(days=1)


class Trust:
    """`social_graph`: written by completed matches, splits and fusions."""

    def __init__(self, kernel: Kernel) -> None:
        self._store = kernel.store
        self._shelf = kernel.store.trust
        self._clock = kernel.clock
        self._defects = kernel.defects

    def strengthen(self, match: MatchRecord, moment: datetime) -> None:
        """A match was completed: one interaction in each community of its request (I10)."""
        if match.id not in self._store.matches:  # deleted with its request before this was heard
            return
        pair = ordered(match.request.requester.id, match.responder.id)
        for community in match.request.communities:
            edge = self._shelf.edge(community.id, pair)
            if edge is None:
                edge = Edge(community.id, pair, moment)
                self._shelf.put(edge)
            edge.matches += 1
            edge.stability *= STABILITY_GROWTH
            edge.last_interaction_at = moment
            carried = 0.0 if "fusion-carry-lost" in self._defects else edge.carried
            self._shelf.reweigh(edge, carried + MATCH_WEIGHT * edge.matches)

    def raw_sum(self, community_id: str, user_id: str) -> float:
        """The raw weights of a person's edges in a community, added up. O(1)."""
        return self._shelf.raw_sum(community_id, user_id)

    def trusted(self, community_id: str) -> frozenset[str]:
        """Whose raw weights there add up to enough for leading. O(1)."""
        return self._shelf.trusted(community_id)

    def average(self, community_id: str) -> float:
        """The mean raw weight of the edges between a community's active members. O(1)."""
        return self._shelf.average(community_id)

    def edges_of(self, community_id: str) -> Sequence[Edge]:
        """Every edge of a community, oldest first."""
        return self._shelf.edges_of(community_id)

    def neighbours(self, community_id: str, user_id: str) -> Mapping[str, Edge]:
        """A person's edges in a community, by the other person's id."""
        return self._shelf.neighbours(community_id, user_id)

    def copy_within(self, parent: str, child: str, members: Collection[str]) -> None:
        """A split: the edges among the child's members, at full strength, stability afresh."""
        inside = frozenset(members)
        for edge in self._shelf.edges_of(parent):
            if inside.issuperset(edge.pair):
                self._shelf.put(
                    Edge(
                        child,
                        edge.pair,
                        edge.last_interaction_at,
                        matches=edge.matches,
                        raw_weight=edge.raw_weight,
                        carried=edge.carried,
                    )
                )

    def carry(self, sources: Sequence[str], target: str, factor: float) -> None:
        """A fusion: every edge of the sources, weakened; a pair known in both keeps the first."""
        now = self._clock()
        for source in sources:
            for edge in self._shelf.edges_of(source):
                if self._shelf.edge(target, edge.pair) is None:
                    weight = floor(edge.raw_weight * factor * 100 + 0.5) / 100
                    self._shelf.put(
                        Edge(
                            target,
                            edge.pair,
                            now,
                            raw_weight=weight,
                            stability=edge.stability,
                            carried=weight,
                        )
                    )


def live_weight(edge: Edge, now: datetime) -> float:
    """What is left of the raw weight: e-folding in 30 days times the stability."""
    days = (now - edge.last_interaction_at) / DAY
    return edge.raw_weight * exp(-days / (edge.stability * FADING_DAYS))
