"""Builders for the contract tests: people, communities, requests and offers, with defaults."""

from collections.abc import Callable
from datetime import datetime, timedelta
from secrets import token_hex
from typing import Any, NamedTuple

import pytest

from adapters.dryrun.records import MatchRecord, RequestRecord
from adapters.entities import MatchStatus, RequestDraft, RequestStatus
from adapters.errors import KarmyqError, Refused
from tests.contract import real
from tests.contract.books import snapshot
from tests.contract.person import Person
from tests.contract.world import Adapter, World

NOBODY = "3f0c1a52-8d0e-4d7b-9a55-1f3f6b0c7e11"
"""An id that is well formed and nobody's."""

MALFORMED = "no-id"
Refusal = tuple[int, str]


class Scene(NamedTuple):
    """A requester and a helper of one community, and an open request in it."""

    requester: Person
    helper: Person
    community_id: str
    request_id: str


def draft(**changes: Any) -> RequestDraft:
    """A generic request that karmyq takes, apart from its missing community."""
    texts = {"title": "A ladder for Sunday", "description": "Two metres would be enough"}
    return RequestDraft(**(texts | changes))


def place_of(person: Person) -> str:
    """The newest of a person's communities."""
    return person.my_communities()[0].id


class Town(World):
    """A world with people in it."""

    def __init__(self, adapter: Adapter, *defects: str) -> None:
        super().__init__(adapter, *defects)
        self._people = 0
        self._communities = 0

    @property
    def now(self) -> datetime:
        return self.watch.now()

    def advance(self, step: timedelta) -> None:
        """Let time pass, and the clean-up jobs run that any call would make run."""
        self.watch.advance(step)
        with pytest.raises(Refused, match="UNAUTHORIZED"):
            self.nobody().list_communities()

    def nobody(self) -> Person:
        """Somebody who is not signed in."""
        return Person(self)

    def person(self, name: str = "Ada") -> Person:
        """Somebody new; on a real platform, whoever has the name in this test session."""
        if self.is_real:
            return self._real_person(name)
        self._people += 1
        email = f"{name.lower()}{self._people}@test.karmyq.com"
        return Person(self, self.nobody().register(email, name))

    def community(
        self,
        by: Person | None = None,
        name: str = "",
        *,
        access_type: str = "public",
        max_members: int = 150,
        members: tuple[Person, ...] = (),
    ) -> str:
        """The id of a new community; limits and privacy are no matter of the port."""
        self._communities += 1
        if self.is_real:
            return self._real_community(by or self.person(), members)
        founder = self.store.users[(by or self.person()).id]
        founding = self.rules.communities.create(
            founder,
            name or f"Lane {self._communities}",
            location="Turku",
            access_type=access_type,
            max_members=max_members,
        )
        for member in members:
            member.join_community(founding.community.id)
        return founding.community.id

    def request(self, by: Person, community_id: str, **changes: Any) -> str:
        """The id of a new request."""
        return by.create_request(draft(community_id=community_id, **changes)).id

    def offer(self, by: Person, request_id: str) -> str:
        """The id of a new match."""
        return by.offer_help(request_id).id

    def completed(self, requester: Person, helper: Person, community_id: str, **more: Any) -> str:
        """The id of a match that both have completed, on a request of its own."""
        match = self.offer(helper, self.request(requester, community_id, **more))
        requester.accept_match(match)
        requester.complete_match(match)
        helper.complete_match(match)
        return match

    def scene(self, **changes: Any) -> Scene:
        """The usual beginning."""
        requester, helper = self.person("Nadia"), self.person("Tom")
        community_id = self.community(requester, members=(helper,))
        return Scene(
            requester, helper, community_id, self.request(requester, community_id, **changes)
        )

    def neighbour(self, community_id: str, name: str = "Eve") -> Person:
        """Somebody new who has joined a community."""
        person = self.person(name)
        person.join_community(community_id)
        return person

    def leave(self, person: Person, community_id: str) -> None:
        """A member leaves; the last admin makes another first."""
        leads = self.store.members[community_id, person.id].role == "admin"
        if leads and self.store.roster.admins(community_id) == 1:
            heir = self.person("Heir")
            person.add_member(community_id, heir.id, "admin")
        person.leave_community(community_id)

    def retire(self, community_id: str, status: str = "archived") -> None:
        """A community ends, as a split or a fusion ends it, too."""
        self.store.places.revise(self.store.communities[community_id], self.now, status=status)

    def set_request_status(self, request_id: str, status: RequestStatus) -> None:
        """What the requester's `PUT` would do, which the port has no call for."""
        self.store.set_request_status(self.request_row(request_id), status)

    def set_match_status(self, match_id: str, status: MatchStatus) -> None:
        """What a `DELETE` would do, which the port has no call for."""
        self.store.set_match_status(self.match_row(match_id), status, self.now)

    def request_row(self, request_id: str) -> RequestRecord:
        return self.store.requests[request_id]

    def match_row(self, match_id: str) -> MatchRecord:
        return self.store.matches[match_id]

    def refusal(self, act: Callable[[], object]) -> Refusal:
        """Status and code with which an act is refused; a refused act has changed nothing."""
        before = self._rows()
        with pytest.raises(KarmyqError) as caught:
            act()

        assert self._rows() == before
        assert isinstance(caught.value, Refused) == (400 <= caught.value.status < 500)
        return caught.value.status, caught.value.code

    def _rows(self) -> object:
        return None if self.is_real else snapshot(self.store)

    def _real_person(self, name: str) -> Person:
        if name not in real.PEOPLE:
            real.PEOPLE[name] = self.nobody().register(*real.newcomer(name))
        return Person(self, real.PEOPLE[name])

    def _real_community(self, founder: Person, members: tuple[Person, ...]) -> str:
        name = f"Contract lane {real.SESSION} {token_hex(4)}"
        community_id = founder.create_community(name).id
        for member in members:
            member.join_community(community_id)
        return community_id


TownWith = Callable[..., Town]
"""Makes a town in which the named defects are switched on."""
