"""Who has helped whom, per community: the edges of the trust graph and their sums."""

from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence
from datetime import datetime
from uuid import UUID, uuid5

from msgspec import Struct, field

Pair = tuple[str, str]
NOBODY: frozenset[str] = frozenset()
THRESHOLD = 50
"""Raw trust from which on a member is eligible, and a community mature: five matches' worth."""

EDGES = UUID("a1f6f6a4-5d0b-4f0e-9a35-7a2c0a6c8d13")
"""The name space of edges' ids: they come from place and pair, so that none is drawn for them."""


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

    @property
    def id(self) -> str:
        """Unique as the table's own key is: community and pair."""
        return str(uuid5(EDGES, self.community_id + "".join(self.pair)))


class Fabric(Struct, eq=False):
    """What holds a community together: its active members, and the edges between them.

    Weights are added up in hundredths, as whole numbers: the sum is the same in any order.
    """

    members: set[str] = field(default_factory=set)
    edges: int = 0
    hundredths: int = 0


class TrustShelf:
    """All edges, by community and pair and by community and person, with each person's sum.

    `wrote` tells the journal.
    """

    def __init__(self, wrote: Callable[[Edge], None]) -> None:
        self._wrote = wrote
        self._edges: defaultdict[str, dict[Pair, Edge]] = defaultdict(dict)
        self._around: defaultdict[Pair, dict[str, Edge]] = defaultdict(dict)
        self._sums: defaultdict[str, dict[str, float]] = defaultdict(dict)
        self._trusted: dict[str, frozenset[str]] = {}
        self._fabrics: defaultdict[str, Fabric] = defaultdict(Fabric)

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
        return self._sums[community_id].get(user_id, 0.0)

    def trusted(self, community_id: str) -> frozenset[str]:
        """The ids of those whose sum there reaches the threshold; another set when one moves."""
        return self._trusted.get(community_id, NOBODY)

    def average(self, community_id: str) -> float:
        """The mean raw weight of the edges between active members; 0 without any. O(1)."""
        fabric = self._fabrics[community_id]
        return fabric.hundredths / 100 / fabric.edges if fabric.edges else 0.0

    def entered(self, community_id: str, user_id: str) -> None:
        """A person became an active member: the edges to the others count."""
        self._weave(community_id, user_id, +1)
        self._fabrics[community_id].members.add(user_id)

    def left(self, community_id: str, user_id: str) -> None:
        """A person is no active member any more."""
        self._fabrics[community_id].members.discard(user_id)
        self._weave(community_id, user_id, -1)

    def _weave(self, community_id: str, user_id: str, sign: int) -> None:
        fabric = self._fabrics[community_id]
        for other, edge in self.neighbours(community_id, user_id).items():
            if other in fabric.members:
                fabric.edges += sign
                fabric.hundredths += sign * _hundredths(edge)

    def put(self, edge: Edge) -> None:
        """Keep a new edge; its pair has none in its community."""
        self._edges[edge.community_id][edge.pair] = edge
        low, high = edge.pair
        self._around[edge.community_id, low][high] = edge
        self._around[edge.community_id, high][low] = edge
        self._add(edge, edge.raw_weight)
        fabric = self._fabrics[edge.community_id]
        if fabric.members.issuperset(edge.pair):
            fabric.edges += 1
            fabric.hundredths += _hundredths(edge)
        self._wrote(edge)

    def reweigh(self, edge: Edge, raw_weight: float) -> None:
        """Give an edge another raw weight, in the sums as well."""
        self._add(edge, raw_weight - edge.raw_weight)
        before, edge.raw_weight = _hundredths(edge), raw_weight
        fabric = self._fabrics[edge.community_id]
        if fabric.members.issuperset(edge.pair):
            fabric.hundredths += _hundredths(edge) - before
        self._wrote(edge)

    def _add(self, edge: Edge, weight: float) -> None:
        place = edge.community_id
        sums, trusted = self._sums[place], self.trusted(place)
        for user_id in edge.pair:
            sums[user_id] = sums.get(user_id, 0.0) + weight
            # Carried weights have two decimals; their sums are as exact as the table's.
            if (round(sums[user_id], 2) >= THRESHOLD) != (user_id in trusted):
                trusted = self._trusted[place] = trusted ^ {user_id}


def _hundredths(edge: Edge) -> int:
    return round(edge.raw_weight * 100)


def ordered(one: str, other: str) -> Pair:
    """A pair as the tables keep it: by id text."""
    return (one, other) if one < other else (other, one)
