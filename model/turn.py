"""One turn: a member performs one action. It is what the action sees as `me`, and who calls."""

from collections.abc import Awaitable, Callable
from datetime import datetime

from adapters.entities import Account
from adapters.port import Call
from agents.facts import Fact
from agents.words import Words
from model.streams import WorkerStreams
from scenarios.parts import Limits

Sleep = Callable[[float], Awaitable[None]]


async def _at_once() -> None:
    """Nothing was thought."""


class Stage:
    """What all turns of a run share."""

    def __init__(  # the wiring hands each of these in once
        self,
        *,
        words: Words,
        limits: Limits,
        now: Callable[[], datetime],
        sleep: Sleep,
        catch_up: Callable[[], None],
        answers_take_time: Callable[[], bool],
        knows: Callable[[str], bool],
    ) -> None:
        self.words = words
        self.limits = limits
        self.now = now
        self.sleep = sleep
        self.catch_up = catch_up
        self.answers_take_time = answers_take_time
        self.knows = knows


class Turn:
    """The acting member for the time of one action: `Me` for the action, `Caller` for the port."""

    __slots__ = (
        "_account",
        "_stage",
        "_thinking",
        "_thought_s",
        "called",
        "calls",
        "content",
        "draw",
        "facts",
        "knows",
        "thinks",
    )

    def __init__(self, stage: Stage, streams: WorkerStreams, account: Account | None) -> None:
        self._stage = stage
        self._account = account
        self._thinking = streams.thinking
        self._thought_s = 0.0
        self.thinks = False
        self.draw = streams.decision
        self.content = streams.content
        self.knows = stage.knows
        """Whether this member may deal with the person of an id."""
        self.calls: list[Call] = []
        self.called = self._answered if stage.answers_take_time() else self.calls.append
        """Keep a call for the log."""
        self.facts: list[Fact] = []

    @property
    def account(self) -> Account:
        """The person's account."""
        if self._account is None:
            raise LookupError("somebody who has not registered has no account")
        return self._account

    @property
    def words(self) -> Words:
        """What can be said in this city."""
        return self._stage.words

    @property
    def limits(self) -> Limits:
        """What members keep to by themselves."""
        return self._stage.limits

    def now(self) -> datetime:
        """karmyq's time."""
        return self._stage.now()

    async def think(self, low_s: float, high_s: float) -> None:
        """Keep the seconds until the next call: thinking times in a row are one event."""
        self._thought_s += self._thinking.between(low_s, high_s)
        self.thinks = True

    def leave(self, fact: Fact) -> None:
        """Keep what the platform has confirmed."""
        self.facts.append(fact)

    def before_call(self) -> Awaitable[None]:
        """Let the thinking time pass."""
        thought_s, self._thought_s, self.thinks = self._thought_s, 0.0, False
        return self._stage.sleep(thought_s) if thought_s > 0 else _at_once()

    def _answered(self, call: Call) -> None:
        """Keep a call whose answer took time: the model's time follows first."""
        self._stage.catch_up()
        self.calls.append(call)
