"""The stage for tests of actions: a small town on the real dry-run platform, and scripted chance.

A test says who lives there and what was posted, scripts the draws, and lets somebody act. What was
thought and called is kept in order, arguments included. Only a refusal or a race is forced.
"""

from collections.abc import Callable, Coroutine, Sequence
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta
from random import Random
from typing import Any, cast

from adapters.dryrun.directory import DryRunDirectory
from adapters.dryrun.platform import DryRunPlatform
from adapters.entities import Account, CreatedRequest, Dibs, Match, RequestDraft, Standing
from adapters.port import Call, Karmyq
from agents.action import Action
from agents.draw import Draw
from agents.facts import Fact
from agents.outcome import Outcome
from agents.words import Words
from scenarios.city import load_city
from scenarios.parts import Limits

START = datetime(2026, 3, 2, 16, tzinfo=UTC)
FIRST, LAST = 0.0, 0.999
"""Draws that pick the first and the last of some things."""

Asked = tuple[str, tuple[object, ...], dict[str, object]]
"""One call with everything that was sent: operation, arguments, named arguments."""


class Scripted(Random):
    """A stream that gives the values of a test, and no others."""

    def __new__(cls, *_values: float) -> "Scripted":
        return super().__new__(cls)

    def __init__(self, *values: float) -> None:
        super().__init__(0)
        self.left = list(values)

    def random(self) -> float:
        assert self.left, "something is drawn that the test does not script"
        return self.left.pop(0)


def scripted(*values: float) -> Draw:
    """A draw whose next values are these."""
    return Draw(Scripted(*values))


def ended[R](story: Coroutine[Any, Any, R]) -> R:
    """What a coroutine that never waits comes to."""
    try:
        story.send(None)
    except StopIteration as end:
        return cast(R, end.value)
    raise AssertionError("the story waits, although nothing here takes time")


@dataclass
class Somebody:
    """A member on the stage: `Me` for the action, `Caller` for the platform."""

    town: "Town"
    account: Account
    draw: Draw = field(default_factory=scripted)
    content: Draw = field(default_factory=lambda: Draw(Random(5)))
    limits: Limits = field(default_factory=Limits)
    strangers: frozenset[str] = frozenset()
    refusals: dict[str, Exception] = field(default_factory=dict)
    just_before: dict[str, Callable[[], object]] = field(default_factory=dict)
    facts: list[Fact] = field(default_factory=list)
    thinks: bool = False
    calls: list[Call] = field(default_factory=list)
    asked: list[Asked] = field(default_factory=list)
    thoughts: list[tuple[float, float]] = field(default_factory=list)
    story: list[str] = field(default_factory=list)

    @property
    def words(self) -> Words:
        return self.town.words

    def now(self) -> datetime:
        return self.town.time

    def knows(self, user_id: str) -> bool:
        return user_id not in self.strangers

    async def think(self, low_s: float, high_s: float) -> None:
        self.thoughts.append((low_s, high_s))
        self.story.append("think")

    def leave(self, fact: Fact) -> None:
        self.facts.append(fact)

    async def before_call(self) -> None:
        """Thinking takes no time on this stage."""

    def called(self, call: Call) -> None:
        self.calls.append(call)

    def does(self, action: Action, **settings: Any) -> Outcome:
        """How the action ends, with its default numbers or these; refusals rise."""
        numbers = replace(action.settings(), **settings)
        story = cast(Coroutine[Any, Any, Outcome], action.perform(self, self.port, numbers))
        return ended(story)

    @property
    def port(self) -> Karmyq:
        """karmyq as this person reaches it, watched."""
        return cast(Karmyq, Watched(self.town.platform.session(self), self))

    @property
    def operations(self) -> list[str]:
        """The calls in order, by name."""
        return [operation for operation, _, _ in self.asked]


class Watched:
    """Passes each call on and keeps it with its arguments; a forced refusal comes first."""

    def __init__(self, karmyq: Karmyq, who: Somebody) -> None:
        self._karmyq = karmyq
        self._who = who

    def __getattr__(self, operation: str) -> Callable[..., Coroutine[Any, Any, Any]]:
        async def call(*args: object, **kwargs: object) -> Any:
            self._who.asked.append((operation, args, kwargs))
            self._who.story.append(operation)
            self._who.just_before.pop(operation, lambda: None)()
            if operation in self._who.refusals:
                raise self._who.refusals[operation]
            return await getattr(self._karmyq, operation)(*args, **kwargs)

        return call


class Town:
    """People, communities and requests on a platform in memory; a minute passes between them."""

    def __init__(self) -> None:
        self.time = START
        self.platform = DryRunPlatform(lambda: self.time, Random(1))
        self.words = Words(load_city("portland"), "test.karmyq.com")
        self._accounts: dict[str, Account] = {}

    def account(self, name: str) -> Account:
        """The account of a person, who registers when first named."""
        if name not in self._accounts:
            self._accounts[name] = self._account(name)
        return self._accounts[name]

    def somebody(self, name: str, *draws: float, **traits: Any) -> Somebody:
        """A person on the stage, with the values of their next draws."""
        return Somebody(self, self.account(name), scripted(*draws), **traits)

    def community(self, name: str, founder: str, *members: str) -> str:
        """A community with its founder and these members; returns its id."""
        self._later()
        karmyq = self.port(founder)
        place = ended(karmyq.create_community(name, "About us", "Here", "Care", "mutual_aid"))
        for member in members:
            ended(self.port(member).join_community(place.id))
        return place.id

    def request(self, requester: str, place: str) -> CreatedRequest:
        """A request of this person in this community."""
        self._later()
        draft = RequestDraft("Can somebody water my plants?", place, "Plants")
        return ended(self.port(requester).create_request(draft))

    def offer(self, responder: str, request: CreatedRequest) -> Match:
        """This person's offer on this request."""
        self._later()
        return ended(self.port(responder).offer_help(request.id))

    def accept(self, requester: str, offer: Match) -> Match:
        """The requester takes this offer."""
        return ended(self.port(requester).accept_match(offer.id))

    def half(self, name: str, match: Match) -> None:
        """This person confirms the own half of a match."""
        ended(self.port(name).complete_match(match.id))

    def helped(self, requester: str, helper: str, place: str) -> Match:
        """A match that both have completed, on a request of its own."""
        match = self.offer(helper, self.request(requester, place))
        self.accept(requester, match)
        self.half(requester, match)
        self.half(helper, match)
        return match

    def asked(self, requester: str, helper: str, place: str) -> Dibs:
        """A dibs on a new request of this person, who was helped by the other before."""
        self.helped(requester, helper, place)
        request = self.request(requester, place)
        return ended(self.port(requester).call_dibs(request.id, self.account(helper).id))

    def proposal(self, admin: str, helper: str, request: CreatedRequest) -> str:
        """The match for which this admin proposes this helper."""
        self._later()
        return ended(self.port(admin).propose_match(request.id, self.account(helper).id))

    def request_status(self, request_id: str) -> str:
        """Where a request stands now."""
        return self.platform.store.requests[request_id].status

    def standing(self, name: str) -> Standing:
        """What waits for this person."""
        return ended(DryRunDirectory(self.platform).standing(self.account(name).id))

    def names(self, ids: Sequence[str]) -> list[str]:
        """The communities of these ids, by name."""
        return [self.platform.store.communities[one].name for one in ids]

    def match_status(self, match: Match) -> str:
        """Where a match stands now."""
        return self.platform.store.matches[match.id].status

    def port(self, name: str) -> Karmyq:
        """karmyq as this person reaches it, unwatched."""
        return self.platform.session(Somebody(self, self.account(name)))

    def _account(self, name: str) -> Account:
        self._later()
        nobody = Account("", "", "", self.time)
        karmyq = self.platform.session(Somebody(self, nobody))
        return ended(karmyq.register(f"{name}@test.karmyq.com", name.title(), "not a secret"))

    def _later(self) -> None:
        self.time += timedelta(minutes=1)
