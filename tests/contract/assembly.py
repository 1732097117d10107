"""Communities that split and merge, for the tests of splits and fusions."""

from datetime import timedelta

from adapters.entities import SplitProposal
from tests.contract.person import Person
from tests.contract.town import Town

LAG = timedelta(seconds=1)
"""How long trust and karma are on their way."""
VOTING = timedelta(days=7)


class Assembly:
    """A community with its founder and some members, ordered by when they joined."""

    def __init__(self, town: Town, others: int = 4, name: str = "") -> None:
        self.town = town
        self.founder = town.person("Nadia")
        self.place = town.community(self.founder, name)
        self.others: list[Person] = []
        for number in range(others):
            town.watch.advance(timedelta(minutes=1))
            self.others.append(town.neighbour(self.place, f"Eve{number}"))

    @property
    def everybody(self) -> list[Person]:
        return [self.founder, *self.others]

    def befriend(self, one: Person, other: Person, times: int = 1) -> None:
        """Complete some matches, each worth 10 of trust."""
        for _ in range(times):
            self.town.completed(one, other, self.place)
        self.town.advance(LAG)

    def voting(self) -> str:
        """The id of a split on which people vote."""
        split = self.founder.propose_split(self.place)
        self.founder.start_split_vote(self.place, split.id)
        return split.id

    def approved(self) -> str:
        """The id of a split for which all have voted."""
        split_id = self.voting()
        for person in self.everybody:
            if self.status(split_id) == "voting":
                person.vote_on_split(self.place, split_id)
        return split_id

    def status(self, split_id: str) -> str:
        return self.town.store.proposals.splits[split_id].status

    def split(self, split_id: str) -> SplitProposal:
        return self.founder.get_split(self.place, split_id).proposal

    def groups(self, split_id: str) -> dict[str, str]:
        """Everybody's half."""
        detail = self.founder.get_split(self.place, split_id)
        return {row.user_id: row.assigned_to for row in detail.assignments}

    def people_in(self, community_id: str) -> set[str]:
        return {row.user.id for row in self.town.store.roster.of(community_id)}

    def admins_of(self, community_id: str) -> list[str]:
        rows = self.town.store.roster.of(community_id)
        return [row.user.id for row in rows if row.role == "admin"]


class TwoLanes:
    """Two communities that may become one; `both` belongs to either."""

    def __init__(self, town: Town, others: int = 2) -> None:
        self.town = town
        self.a, self.b = Assembly(town, others), Assembly(town, others)
        self.both = town.neighbour(self.a.place, "Both")
        self.both.join_community(self.b.place)

    def proposed(self, name: str = "Both Lanes") -> str:
        return self.a.founder.propose_fusion(self.a.place, self.b.place, name).id

    def discussed(self, name: str = "Both Lanes") -> str:
        fusion = self.proposed(name)
        self.b.founder.accept_fusion(self.b.place, fusion)
        return fusion

    def voting(self, name: str = "Both Lanes") -> str:
        fusion = self.discussed(name)
        self.a.founder.start_fusion_vote(self.a.place, fusion)
        return fusion

    def approved(self, name: str = "Both Lanes") -> str:
        fusion = self.voting(name)
        for side in (self.a, self.b):
            for person in side.everybody:
                if self.status(fusion) == "voting":
                    person.vote_on_fusion(side.place, fusion)
        return fusion

    def status(self, fusion_id: str) -> str:
        return self.town.store.proposals.fusions[fusion_id].status
