"""Who walks over a platform, and how a step is taken on every adapter at once."""

from collections.abc import Callable, Iterable
from typing import ClassVar, Literal

from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine

from adapters.errors import KarmyqError
from adapters.port import Call
from tests.contract.books import snapshot
from tests.contract.person import Person
from tests.contract.town import MALFORMED, NOBODY, Town
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

    def requester(self, request_id: str, pick: int) -> Person:
        """Whose request it is; now and then anybody."""
        row = self.town.store.requests.get(request_id)
        if row is None or pick % 4 == 0:
            return self.person(pick)
        return next(person for person in self.people if person.id == row.requester.id)

    def leader(self, request_id: str, pick: int) -> Person:
        """Who founded one of the request's communities; now and then anybody."""
        row = self.town.store.requests.get(request_id)
        if row is None or pick % 4 == 0:
            return self.person(pick)
        founder = row.communities[pick % len(row.communities)].creator
        return next(person for person in self.people if person.id == founder.id)

    def known(self, table: str, pick: int) -> str:
        """The id of one row of a table; now and then an unknown or a malformed one."""
        rows = getattr(self.town.store, table)
        ids: list[str] = list(getattr(rows, "rows", rows))[-NEWEST:]
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
            said: Answer = ("answered", as_lists(act(self)))
        except KarmyqError as error:
            said = (type(error).__name__, error.status, error.code)
            assert snapshot(self.town.store) == before, "a refused call stored something"
        calls: list[Call] = []
        for person, count in zip(self.people, kept, strict=False):
            calls += person.calls[count:]
        return (*said, *calls)


def as_lists(answer: object) -> object:
    """An answer whose pages are lists: the port promises sequences, of whatever kind."""
    if isinstance(answer, list | tuple):
        return [as_lists(one) for one in answer]
    return answer


class Steps(RuleBasedStateMachine):
    """Takes each step on every adapter and compares the answers."""

    adapters: ClassVar[tuple[Adapter, ...]] = ("dryrun",)
    defects: ClassVar[tuple[str, ...]] = ()

    def __init__(self) -> None:
        super().__init__()
        self.stages = [Stage(adapter, self.defects) for adapter in self.adapters]
        self.overruled = False

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

    def _with_newest_match(self, side: Side, act: Callable[[Person, str], object]) -> None:
        def on(stage: Stage) -> object:
            found = next(reversed(stage.town.store.matches), NOBODY)
            return act(stage.side(found, side, 0), found)

        self.do(on)

    def _with_request(
        self,
        request: int,
        by: int,
        act: Callable[[Person, str], object],
        *,
        open_one: bool = False,
    ) -> None:
        def on(stage: Stage) -> object:
            found = stage.wanted(request) if open_one else stage.known("requests", request)
            return act(stage.requester(found, by), found)

        self.do(on)

    def _with_match(
        self, match: int, side: Side, by: int, act: Callable[[Person, str], object]
    ) -> None:
        def on(stage: Stage) -> object:
            found = stage.known("matches", match)
            return act(stage.side(found, side, by), found)

        self.do(on)
