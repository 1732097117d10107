"""Who has helped whom, per community: the edges of the trust graph and their sums."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from datetime import datetime

from msgspec import Struct

Pair = tuple[str, str]


class Edge(Struct, eq=False):
    """A row of `social_graph.trust_edges`; the pair is ordered by id text.

    `carried` is the weight that came along from a fusion: no interaction here stands for it.
    """

    community_id: str
    pair: Pair
    last_interaction_at: datetime
    matches: int = 0
    raw_weight: float = 0.0
    stability: float = 1.0
    carried: float = 0.0


class TrustShelf:
    """All edges, by community and pair and by community and person, with each person's sum."""

    def __init__(self) -> None:
        self._edges: defaultdict[str, dict[Pair, Edge]] = defaultdict(dict)
        self._around: defaultdict[Pair, dict[str, Edge]] = defaultdict(dict)
        self._sums: defaultdict[Pair, float] = defaultdict(float)

    def edge(self, community_id: str, pair: Pair) -> Edge | None:
        """The edge of an ordered pair."""
        return self._edges[community_id].get(pair)

    def edges_of(self, community_id: str) -> Sequence[Edge]:
        """Every edge of a community, oldest first."""
        return tuple(self._edges[community_id].values())

    def neighbours(self, community_id: str, user_id: str) -> Mapping[str, Edge]:
        """The edges of one person there, by the other person's id, oldest first."""
        return self._around.get((community_id, user_id), {})

    def raw_sum(self, community_id: str, user_id: str) -> float:
        """The raw weights of one person's edges there, added up as they changed."""
        return self._sums.get((community_id, user_id), 0.0)

    def put(self, edge: Edge) -> None:
        """Keep a new edge; its pair has none in its community."""
        self._edges[edge.community_id][edge.pair] = edge
        low, high = edge.pair
        self._around[edge.community_id, low][high] = edge
        self._around[edge.community_id, high][low] = edge
        self._add(edge, edge.raw_weight)

    def reweigh(self, edge: Edge, raw_weight: float) -> None:
        """Give an edge another raw weight, in the sums as well."""
        self._add(edge, raw_weight - edge.raw_weight)
        edge.raw_weight = raw_weight

    def _add(self, edge: Edge, weight: float) -> None:
        for user_id in edge.pair:
            self._sums[edge.community_id, user_id] += weight


def ordered(one: str, other: str) -> Pair:
    """A pair as the tables keep it: by id text."""
    return (one, other) if one < other else (other, one)
