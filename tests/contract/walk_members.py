"""The steps of a walk about members: leaving, leading, nominating, and a community's end."""

from functools import partial

from hypothesis import strategies as st
from hypothesis.stateful import rule

from adapters.dryrun.shelves.trust import Edge, ordered
from tests.contract.person import Person
from tests.contract.walk_steps import PICK, Stage, Steps

STATUSES = st.sampled_from((None, "active", "active", "inactive", "pending", "away"))
ROLES = st.sampled_from((None, None, "admin", "moderator", "member", "gardener"))
TRUSTED = 50.0


class MemberSteps(Steps):
    """What members and those who lead them do."""

    @rule(by=PICK, place=PICK)
    def leave(self, by: int, place: int) -> None:
        """Somebody leaves, or takes a question back."""

        def act(stage: Stage) -> None:
            person = stage.person(by)
            person.leave_community(stage.own_place(person, place))

        self.do(act)

    @rule(by=PICK, place=PICK, whom=PICK, role=ROLES, status=STATUSES)
    def update_member(
        self, by: int, place: int, whom: int, role: str | None, status: str | None
    ) -> None:
        """Somebody who leads, or anybody, changes a member."""

        def act(stage: Stage) -> object:
            found = stage.known("communities", place)
            user = stage.known("users", whom)
            return _leader(stage, found, by).update_member(found, user, role=role, status=status)

        self.do(act)

    @rule(by=PICK, place=PICK, pick=PICK)
    def approve_member(self, by: int, place: int, pick: int) -> None:
        """Somebody who leads, or anybody, lets in who waits."""

        def act(stage: Stage) -> object:
            found = stage.known("communities", place)
            person = _leader(stage, found, by)
            waiting = [row.user_id for row in person.list_members(found, "pending")]
            user = waiting[pick % len(waiting)] if waiting else stage.known("users", pick)
            return person.approve_member(found, user)

        self.do(act)

    @rule(by=PICK, place=PICK, whom=PICK, role=ROLES, adds=st.booleans())
    def add_or_remove(self, by: int, place: int, whom: int, role: str | None, adds: bool) -> None:
        """Somebody who leads, or anybody, takes a person in or out."""

        def act(stage: Stage) -> object:
            found, user = stage.known("communities", place), stage.known("users", whom)
            person = _leader(stage, found, by)
            if adds:
                return person.add_member(found, user, role or "member")
            person.remove_member(found, user)
            return None

        self.do(act)

    @rule(by=PICK, place=PICK, name=st.sampled_from(("", "Mill Lane", "Quay")), ends=st.booleans())
    def change_community(self, by: int, place: int, name: str, ends: bool) -> None:
        """Somebody who leads, or anybody, renames a community, ends it, or begins it again."""

        def act(stage: Stage) -> object:
            found = stage.known("communities", place)
            person = _leader(stage, found, by)
            if ends and by % 3 == 0:
                person.archive_community(found)
                return None
            return person.update_community(found, name=name or None, status="active")

        self.do(act)

    @rule(place=PICK, one=PICK, other=PICK)
    def trust(self, place: int, one: int, other: int) -> None:
        """Two people come to trust each other as much as governance asks for."""
        for stage in self.stages:
            store, people = stage.town.store, list(stage.town.store.users)
            pair = ordered(people[one % len(people)], people[other % len(people)])
            found = list(store.communities)[place % len(store.communities)]
            if pair[0] != pair[1] and store.trust.edge(found, pair) is None:
                store.trust.put(Edge(found, pair, stage.town.now, raw_weight=TRUSTED))

    @rule(by=PICK, place=PICK, pick=PICK, role=st.sampled_from(("admin", "moderator")))
    def nominate(self, by: int, place: int, pick: int, role: str) -> None:
        """Somebody nominates one of the eligible, or anybody."""

        def act(stage: Stage) -> object:
            person = stage.person(by)
            found = stage.own_place(person, place)
            eligible = [row.user_id for row in person.governance_state(found).eligible_members]
            ids = eligible if eligible and pick % 4 else list(stage.town.store.users)
            return person.nominate_member(found, ids[pick % len(ids)], role)

        self.do(act)

    @rule(pick=PICK, voices=st.integers(1, 4))
    def ratify(self, pick: int, voices: int) -> None:
        """Some people speak for a nomination."""
        for by in range(voices):
            self.do(partial(_ratified, pick=pick, by=by))


def _ratified(stage: Stage, pick: int, by: int) -> object:
    found = stage.known("governance", pick)
    row = stage.town.store.governance.rows.get(found)
    place = stage.known("communities", pick) if row is None else row.community.id
    return stage.people[by % len(stage.people)].ratify_nomination(place, found)


def _leader(stage: Stage, community_id: str, pick: int) -> Person:
    """An active admin or moderator of a community, or anybody."""
    rows = stage.town.store.roster.of(community_id)
    leads = {row.user.id for row in rows if row.role in ("admin", "moderator")}
    able = [person for person in stage.people if person.account and person.id in leads]
    return able[pick % len(able)] if able and pick % 4 else stage.person(pick)
