"""Communities on the stage that split and merge: Rosa leads one, Omar another, Ines is a member."""

from adapters.entities import VoteWord
from tests.agents.stage import Town, ended

A, B = "Repair Café — East", "Tool Library"


class Meeting:
    """Rosa's community with Ines and Liam in it, and Omar's."""

    def __init__(self) -> None:
        self.town = Town()
        self.a = self.town.community(A, "rosa", "ines", "liam")
        self.b = self.town.community(B, "omar", "ines")

    def split(self) -> str:
        """The id of a split of Rosa's community in discussion."""
        proposed = self.town.port("rosa").propose_split(self.a, f"{A} — 1", f"{A} — 2")
        return ended(proposed).id

    def split_vote(self) -> str:
        """The id of a split on which people vote."""
        split = self.split()
        ended(self.town.port("rosa").start_split_vote(self.a, split))
        return split

    def vote_on_split(self, split: str, *names: str, vote: VoteWord = "yes") -> None:
        for name in names:
            ended(self.town.port(name).vote_on_split(self.a, split, vote))

    def approved_split(self) -> str:
        split = self.split_vote()
        self.vote_on_split(split, "rosa", "ines")
        return split

    def fusion(self) -> str:
        """The id of a fusion that Rosa has proposed to Omar."""
        return ended(self.town.port("rosa").propose_fusion(self.a, self.b, f"{A} & {B}")).id

    def accepted_fusion(self) -> str:
        fusion = self.fusion()
        ended(self.town.port("omar").accept_fusion(self.b, fusion))
        return fusion

    def fusion_vote(self) -> str:
        fusion = self.accepted_fusion()
        ended(self.town.port("omar").start_fusion_vote(self.b, fusion))
        return fusion

    def approved_fusion(self) -> str:
        fusion = self.fusion_vote()
        for name, side in (("rosa", self.a), ("liam", self.a), ("omar", self.b), ("ines", self.b)):
            if self.fusion_status(fusion) == "voting":
                ended(self.town.port(name).vote_on_fusion(side, fusion, "yes"))
        return fusion

    def split_status(self, split: str) -> str:
        return self.town.platform.store.proposals.splits[split].status

    def fusion_status(self, fusion: str) -> str:
        return self.town.platform.store.proposals.fusions[fusion].status

    def grow(self, members: int) -> None:
        """Rosa's community, its counter at so many members."""
        store = self.town.platform.store
        place = store.communities[self.a]
        place.current_members = members
        store.changed(place)

    def stranger(self, name: str) -> frozenset[str]:
        return frozenset({self.town.account(name).id})
