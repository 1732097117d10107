"""Random walks over a platform: anybody calls anything, rightly or wrongly.

A walk takes each step on every adapter it is given, and finds the same answer or the same error
everywhere; a refused step has changed nothing (I15).
"""

from datetime import timedelta
from typing import Any

from hypothesis import strategies as st
from hypothesis.stateful import initialize, rule

from adapters.entities import RequestDraft
from tests.contract.payloads import BORROW, PAYLOADS
from tests.contract.person import Person
from tests.contract.town import draft
from tests.contract.walk_exchange import ExchangeSteps
from tests.contract.walk_members import MemberSteps
from tests.contract.walk_proposals import ProposalSteps
from tests.contract.walk_steps import PICK, SIDE, Side, Stage
from tests.contract.walk_trades import TradeSteps
from tests.contract.walk_words import WordSteps

NAMES = st.sampled_from(("Harbour Lane", " harbour lane", "Mill Lane", "ab"))
KINDS = st.sampled_from(("generic", "ride", "borrow", "service", "event"))
SCOPES = st.sampled_from(("community", "community", "platform", "trust_network"))
FAULTS: tuple[dict[str, Any], ...] = (
    {"urgency": "urgent"},
    {"urgency": "critical"},
    {"request_type": "favour"},
    {"request_type": "ride", "payload": BORROW},
    {"title": "four"},
    {"scheduled_for": "soon"},
    {"title": "t" * 256},
)
STEPS_IN_HOURS = st.sampled_from((0, 1, 1, 2, 5, 5, 24, 48, 24 * 7, 24 * 8, 24 * 59, 24 * 70))
PAGES = st.sampled_from(((50, 0), (2, 0), (2, 1), (0, 0), (-1, 0), (5, -1)))
STATUSES = st.sampled_from((None, "open", "proposed", "matched", "completed", "rejected"))


class Walk(ExchangeSteps, MemberSteps, WordSteps, TradeSteps, ProposalSteps):
    """The steps."""

    @initialize()
    def begin(self) -> None:
        """Four people, three of whom share a community with an open request."""
        for number in range(4):
            self.register(number)
        self.do(lambda stage: stage.people[0].create_community("Harbour Lane", "Turku").id)
        for number in (1, 2):
            self.join(number, 0)
        self.create_request(0, 1, "generic", "community", False)

    @rule(number=st.integers(0, 9))
    def register(self, number: int) -> None:
        """Somebody registers, perhaps not for the first time."""
        self.do(lambda stage: _registered(stage, f"p{number}@test.karmyq.com"))

    @rule(by=PICK, name=NAMES, place=st.sampled_from(("Turku", "Oulu")))
    def create_community(self, by: int, name: str, place: str) -> None:
        """Somebody founds a community, or joins one in this way."""
        self.do(lambda stage: stage.person(by).create_community(name, place))

    @rule(by=PICK, access=st.sampled_from(("public", "private")), size=st.integers(1, 4))
    def found_small(self, by: int, access: str, size: int) -> None:
        """Somebody founds a community with few places, or a private one."""

        def act(stage: Stage) -> str:
            name = f"Small {len(stage.town.store.communities) % 4}"
            return _founded(stage, by, name, access, size)

        self.do(act)

    @rule(by=PICK, place=PICK)
    def join(self, by: int, place: int) -> None:
        """Somebody joins, or asks to."""
        self.do(lambda stage: stage.person(by).join_community(stage.known("communities", place)))

    @rule(by=PICK, place=PICK, kind=KINDS, scope=SCOPES, to_all=st.booleans())
    def create_request(self, by: int, place: int, kind: str, scope: str, to_all: bool) -> None:
        """Somebody posts a request."""

        def form(stage: Stage) -> RequestDraft:
            return draft(
                community_id=stage.own_place(stage.person(by), place),
                request_type=kind,
                payload=PAYLOADS.get(kind),
                visibility_scope=scope,
                post_to_all_communities=to_all,
            )

        self.do(lambda stage: stage.person(by).create_request(form(stage)))

    @rule(by=PICK, place=PICK, fault=st.sampled_from(FAULTS))
    def create_faulty_request(self, by: int, place: int, fault: dict[str, Any]) -> None:
        """Somebody posts a request that is refused."""

        def form(stage: Stage) -> RequestDraft:
            return draft(community_id=stage.own_place(stage.person(by), place), **fault)

        self.do(lambda stage: stage.person(by).create_request(form(stage)))

    @rule(by=PICK, request=PICK)
    def offer_help(self, by: int, request: int) -> None:
        """Somebody offers help."""

        def act(stage: Stage) -> object:
            found = stage.wanted(request)
            return stage.reader(found, by).offer_help(found)

        self.do(act)

    @rule(by=PICK, request=PICK, steps=st.integers(1, 4), helper_first=st.booleans())
    def help_through(self, by: int, request: int, steps: int, helper_first: bool) -> None:
        """Somebody offers, the requester accepts, both confirm, as far as it comes."""
        self.offer_help(by, request)
        if steps > 1:
            self._with_newest_match("requester", lambda person, found: person.accept_match(found))
        sides: tuple[Side, Side] = ("requester", "responder")
        for side in sides[:: -1 if helper_first else 1][: steps - 2 if steps > 2 else 0]:
            self._with_newest_match(side, lambda person, found: person.complete_match(found))

    @rule(match=PICK, side=SIDE, by=PICK)
    def accept_match(self, match: int, side: Side, by: int) -> None:
        """Somebody accepts an offer."""
        self._with_match(match, side, by, lambda person, found: person.accept_match(found))

    @rule(match=PICK, side=SIDE, by=PICK)
    def reject_match(self, match: int, side: Side, by: int) -> None:
        """Somebody turns an offer down."""
        self._with_match(match, side, by, _rejected)

    @rule(match=PICK, side=SIDE, by=PICK)
    def complete_match(self, match: int, side: Side, by: int) -> None:
        """Somebody confirms their half."""
        self._with_match(match, side, by, lambda person, found: person.complete_match(found))

    @rule(hours=STEPS_IN_HOURS)
    def advance(self, hours: int) -> None:
        """Time passes."""
        for stage in self.stages:
            stage.town.advance(timedelta(hours=hours, milliseconds=250))

    @rule(by=PICK, page=PAGES, status=STATUSES, some=PICK)
    def read(self, by: int, page: tuple[int, int], status: str | None, some: int) -> None:
        """Somebody looks at everything."""
        self.do(lambda stage: stage.person(by).list_communities(*page))
        self.do(lambda stage: stage.person(by).my_communities())
        self.do(lambda stage: stage.person(by).list_requests(*page, status=status))
        self.do(
            lambda stage: stage.person(by).list_requests(
                community_id=stage.known("communities", some),
                requester_id=stage.known("users", some),
            )
        )
        self.do(lambda stage: stage.person(by).get_request(stage.known("requests", some)))
        self.do(lambda stage: stage.person(by).list_matches(*page, status=status))
        self.do(lambda stage: stage.person(by).get_match(stage.known("matches", some)))


def _registered(stage: Stage, email: str) -> Any:
    account = stage.town.nobody().register(email)
    stage.people.append(Person(stage.town, account))
    return account


def _founded(stage: Stage, by: int, name: str, access: str, size: int) -> str:
    founder = stage.people[by % len(stage.people)]
    user = stage.town.store.users[founder.id]
    create = stage.town.rules.communities.create
    founding = create(user, name, location="Turku", access_type=access, max_members=size)
    return founding.community.id


def _rejected(person: Person, match_id: str) -> None:
    person.reject_match(match_id)
