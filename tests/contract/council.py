"""A community with somebody whom it trusts, for the tests of governance."""

from datetime import timedelta

from tests.contract.person import Person
from tests.contract.town import Town

LAG = timedelta(seconds=1)
MATCHES_NEEDED = 5
"""Raw trust of 10 a match, and a threshold of 50."""


class Council:
    """A founder, a trusted helper and others of one community."""

    def __init__(self, town: Town, matches: int = MATCHES_NEEDED, others: int = 3) -> None:
        self.town = town
        self.founder, self.helper = town.person("Nadia"), town.person("Tom")
        self.place = town.community(self.founder, members=(self.helper,))
        self.others = [town.neighbour(self.place, f"Eve{number}") for number in range(others)]
        for _ in range(matches):
            town.completed(self.founder, self.helper, self.place)
        town.advance(LAG)

    def nominate(self, role: str = "moderator") -> str:
        """The id of a nomination of the helper."""
        return self.others[0].nominate_member(self.place, self.helper.id, role)

    def ratify(self, nomination: str, *people: Person) -> list[tuple[bool, int]]:
        said = [one.ratify_nomination(self.place, nomination) for one in people]
        return [(one.ratified, one.ratification_count) for one in said]

    def role(self, person: Person) -> str:
        return self.town.store.members[self.place, person.id].role
