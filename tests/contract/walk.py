"""Random walks over a platform: anybody calls anything, rightly or wrongly.

A walk takes each step on every adapter it is given, and finds the same answer or the same error
everywhere; a refused step has changed nothing (I15).
"""

from collections.abc import Callable, Iterable
from datetime import timedelta
from typing import Any, ClassVar, Literal

from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, rule

from adapters.entities import RequestDraft
from adapters.errors import KarmyqError
from adapters.port import Call
from tests.contract.books import snapshot
from tests.contract.payloads import BORROW, PAYLOADS
from tests.contract.person import Person
from tests.contract.town import MALFORMED, NOBODY, Town, draft
from tests.contract.world import Adapter

Side = Literal["requester", "responder", "anybody"]
Answer = tuple[object, ...]
Act = Callable[["Stage"], object]

PICK = st.integers(0, 95)
ODD_ONES = 88
"""From here on a pick means something that is not there: nobody, an unknown or a malformed id."""

NEWEST = 5
"""Steps are about the newest rows, so that they meet."""

SIDE = st.sampled_from(("requester", "requester", "responder", "responder", "anybody"))
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


class Stage:
    """One adapter's town and the people who walk in it."""

    def __init__(self, adapter: Adapter, defects: Iterable[str]) -> None:
        self.town = Town(adapter, *defects)
        self.people: list[Person] = []

    def person(self, pick: int) -> Person:
        """One of the people; now and then nobody who is signed in."""
        return self.town.nobody() if pick >= ODD_ONES else self.people[pick % len(self.people)]

    def reader(self, request_id: str, pick: int) -> Person:
        """A member of one of the request's communities, or anybody."""
        row = self.town.store.requests.get(request_id)
        if row is None or pick % 4 == 0:
            return self.person(pick)
        members = self.town.store.members
        near = [
            person
            for person in self.people
            if any((place.id, person.id) in members for place in row.communities)
        ]
        return near[pick % len(near)]

    def side(self, match_id: str, side: Side, pick: int) -> Person:
        """One side of a match, or anybody."""
        row = self.town.store.matches.get(match_id)
        if row is None or side == "anybody":
            return self.person(pick)
        user = row.request.requester if side == "requester" else row.responder
        return next(person for person in self.people if person.id == user.id)

    def known(self, table: str, pick: int) -> str:
        """The id of one row of a table; now and then an unknown or a malformed one."""
        ids: list[str] = list(getattr(self.town.store, table))[-NEWEST:]
        if pick >= ODD_ONES or not ids:
            return (NOBODY, MALFORMED)[pick % 2]
        return ids[pick % len(ids)]

    def wanted(self, pick: int) -> str:
        """The id of an open request, or of any."""
        rows = self.town.store.requests.values()
        ids = [row.id for row in rows if row.status == "open" and not row.expired]
        return ids[pick % len(ids)] if ids and pick % 4 else self.known("requests", pick)

    def own_place(self, person: Person, pick: int) -> str:
        """A community of the person, or any."""
        own = [] if person.account is None else list(self.town.store.memberships[person.id])
        return own[pick % len(own)] if own and pick % 4 else self.known("communities", pick)

    def answer(self, act: Act) -> Answer:
        """What an act answers, or how it is refused, and the calls it made."""
        before = snapshot(self.town.store)
        kept = [len(person.calls) for person in self.people]
        try:
            said: Answer = ("answered", act(self))
        except KarmyqError as error:
            said = (type(error).__name__, error.status, error.code)
            assert snapshot(self.town.store) == before, "a refused call stored something"
        calls: list[Call] = []
        for person, count in zip(self.people, kept, strict=False):
            calls += person.calls[count:]
        return (*said, *calls)


class Walk(RuleBasedStateMachine):
    """The steps."""

    adapters: ClassVar[tuple[Adapter, ...]] = ("dryrun",)
    defects: ClassVar[tuple[str, ...]] = ()

    def __init__(self) -> None:
        super().__init__()
        self.stages = [Stage(adapter, self.defects) for adapter in self.adapters]

    def teardown(self) -> None:
        """Close what is open."""
        for stage in self.stages:
            stage.town.close()

    def do(self, act: Act) -> None:
        """Take one step everywhere."""
        first, *others = [stage.answer(act) for stage in self.stages]
        for other in others:
            assert other == first
        self.stepped()

    def stepped(self) -> None:
        """What a kind of walk looks at after each call, not only after each rule."""

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

    @rule(request=PICK)
    def cancel_request(self, request: int) -> None:
        """A requester's `PUT` cancels an open request, but not often: the rest needs open ones."""
        for stage in self.stages:
            row = stage.town.store.requests.get(stage.known("requests", request))
            if row is not None and row.status == "open" and request % 4 == 0:
                stage.town.set_request_status(row.id, "cancelled")

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

    def _with_newest_match(self, side: Side, act: Callable[[Person, str], object]) -> None:
        def on(stage: Stage) -> object:
            found = next(reversed(stage.town.store.matches), NOBODY)
            return act(stage.side(found, side, 0), found)

        self.do(on)

    def _with_match(
        self, match: int, side: Side, by: int, act: Callable[[Person, str], object]
    ) -> None:
        def on(stage: Stage) -> object:
            found = stage.known("matches", match)
            return act(stage.side(found, side, by), found)

        self.do(on)


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
