"""Governance and approvals on the stage: trusted people, nominations, and who waits."""

from adapters.dryrun.shelves.trust import Edge, ordered
from adapters.entities import LeadingRole
from tests.agents.stage import Town, ended

TRUSTED = 50.0
"""Raw trust from which on somebody can be nominated."""


class Council(Town):
    """A town whose people trust each other, or ask to join private communities."""

    def trust(self, place: str, one: str, other: str, weight: float = TRUSTED) -> None:
        """Two people come to trust each other in a community."""
        pair = ordered(self.account(one).id, self.account(other).id)
        self.platform.store.trust.put(Edge(place, pair, self.time, raw_weight=weight))

    def nominate(self, place: str, by: str, nominee: str, role: LeadingRole = "moderator") -> str:
        """The id of a nomination."""
        nomination = self.port(by).nominate_member(place, self.account(nominee).id, role)
        return ended(nomination)

    def ratify(self, place: str, by: str, nomination: str) -> None:
        """One more voice."""
        ended(self.port(by).ratify_nomination(place, nomination))

    def private(self, name: str, founder: str, *waiting: str, max_members: int = 150) -> str:
        """A private community that these people have asked to join, one after the other."""
        user = self.platform.store.users[self.account(founder).id]
        founding = self.platform.communities.create(
            user, name, access_type="private", max_members=max_members
        )
        for person in waiting:
            self.account(person)
            self._later()
            ended(self.port(person).join_community(founding.community.id))
        return founding.community.id

    def promote(self, place: str, name: str, role: str) -> None:
        """Somebody has this role from here on."""
        row = self.platform.store.members[place, self.account(name).id]
        self.platform.store.roster.move(row, role=role)

    def members(self, place: str, status: str = "active") -> list[str]:
        """Who is in one status there, by first name."""
        rows = self.platform.store.roster.of(place, status)
        return [row.user.name.lower() for row in rows]
