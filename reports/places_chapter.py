"""The chapter of people and places: who registered, and how large each community was when."""

from collections import Counter
from typing import Any

from agents import facts
from reports.history import Lessons, Moment

MEMBER_COLUMNS = ("member", "user", "profile", "registered_hour")
COMMUNITY_COLUMNS = ("community", "founder", "founded_hour", "ended_hour", "ended_by", "parents")
SIZE_COLUMNS = ("hour", "community", "members")

type Row = dict[str, Any]


class PlacesChapter:
    """People and communities; `members_of` starts with what stood before time zero."""

    def __init__(self, members_of: Counter[str] | None = None) -> None:
        self.members: dict[str, Row] = {}
        self.communities: dict[str, Row] = {}
        self.sizes: list[tuple[float, str, int]] = []
        self.members_of: Counter[str] = Counter()
        for community, count in (members_of or Counter()).items():
            self._begins(community, "", 0.0)
            self._changes(community, count, 0.0)

    def lessons(self) -> Lessons:
        """What is learnt from which fact."""
        yield facts.MemberRegistered, self._registered
        yield facts.CommunityCreated, self._founded
        yield facts.CommunityJoined, self._joined
        yield facts.MembershipApproved, self._approved
        yield facts.CommunityLeft, self._left
        yield facts.SplitExecuted, self._split
        yield facts.FusionExecuted, self._fused

    def _registered(self, fact: facts.MemberRegistered, moment: Moment) -> None:
        told = (moment.member, fact.user_id, moment.profile, moment.hour)
        self.members[moment.member] = dict(zip(MEMBER_COLUMNS, told, strict=True))

    def _begins(self, community: str, founder: str, hour: float, parents: str = "") -> None:
        row: Row = dict.fromkeys(COMMUNITY_COLUMNS)
        row |= {"community": community, "founder": founder, "founded_hour": hour}
        self.communities.setdefault(community, row | {"parents": parents, "ended_by": ""})

    def _changes(self, community: str, by: int, hour: float) -> None:
        if community not in self.communities:  # from before the run
            self._begins(community, "", hour)
        self.members_of[community] += by
        self.sizes.append((hour, community, self.members_of[community]))

    def _founded(self, fact: facts.CommunityCreated, moment: Moment) -> None:
        self._begins(fact.community_id, moment.member, moment.hour)
        self._changes(fact.community_id, 1, moment.hour)

    def _joined(self, fact: facts.CommunityJoined, moment: Moment) -> None:
        if fact.status == "active":
            self._changes(fact.community_id, 1, moment.hour)

    def _approved(self, fact: facts.MembershipApproved, moment: Moment) -> None:
        self._changes(fact.community_id, 1, moment.hour)

    def _left(self, fact: facts.CommunityLeft, moment: Moment) -> None:
        self._changes(fact.community_id, -1, moment.hour)

    def _split(self, fact: facts.SplitExecuted, moment: Moment) -> None:
        self._ends(fact.community_id, "split", moment.hour)
        halves = ((fact.child_a_id, fact.members_a), (fact.child_b_id, fact.members_b))
        for child, count in halves:
            self._begins(child, moment.member, moment.hour, fact.community_id)
            self._changes(child, count, moment.hour)

    def _fused(self, fact: facts.FusionExecuted, moment: Moment) -> None:
        pair = (fact.community_a_id, fact.community_b_id)
        for community in pair:
            self._ends(community, "fusion", moment.hour)
        self._begins(fact.merged_id, moment.member, moment.hour, " ".join(pair))
        self._changes(fact.merged_id, fact.members, moment.hour)

    def _ends(self, community: str, how: str, hour: float) -> None:
        if community not in self.communities:
            self._begins(community, "", hour)
        self.communities[community] |= {"ended_hour": hour, "ended_by": how}
        self.members_of.pop(community, None)
        self.sizes.append((hour, community, 0))
