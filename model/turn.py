"""One turn: a member performs one action. It is what the action sees as `me`, and who calls."""

from collections.abc import Awaitable, Callable
from datetime import datetime

from adapters.entities import Account
from adapters.port import Call
from agents.facts import Fact
from agents.words import Words
from model.scheduler import AT_ONCE, Scheduler
from model.streams import WorkerStreams
from scenarios.parts import Limits

Sleep = Callable[[float], Awaitable[None]]


class Stage:
    """What all turns of a run share."""

    def __init__(  # the wiring hands each of these in once
        self,
        *,
        words: Words,
        limits: Limits,
        now: Callable[[], datetime],
        scheduler: Scheduler,
        knows: Callable[[str], bool],
    ) -> None:
        self.words = words
        self.limits = limits
        self.now = now
        self.scheduler = scheduler
        self.sleep: Sleep = scheduler.sleep
        self.knows = knows


class Turn:
    """The acting member for the time of one action: `Me` for the action, `Caller` for the port."""

    __slots__ = (
        "_stage",
        "_thinking",
        "_thought_s",
        "account",
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
        if account is not None:
            self.account = account
        self._thinking = streams.thinking
        self._thought_s = 0.0
        self.thinks = False
        self.draw = streams.decision
        self.content = streams.content
        self.knows = stage.knows
        """Whether this member may deal with the person of an id."""
        self.calls: list[Call] = []
        self.called = self._answered if stage.scheduler.wall_hours else self.calls.append
        """Keep a call for the log."""
        self.facts: list[Fact] = []

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

    def think(self, low_s: float, high_s: float) -> Awaitable[None]:
        """Keep the seconds until the next call: thinking times in a row are one event."""
        self._thought_s += self._thinking.between(low_s, high_s)
        self.thinks = True
        return AT_ONCE

    def leave(self, fact: Fact) -> None:
        """Keep what the platform has confirmed."""
        self.facts.append(fact)

    def before_call(self) -> Awaitable[None]:
        """Let the thinking time pass."""
        thought_s, self._thought_s, self.thinks = self._thought_s, 0.0, False
        return self._stage.sleep(thought_s) if thought_s > 0 else AT_ONCE

    def _answered(self, call: Call) -> None:
        """Keep a call whose answer took time: the model's time follows first."""
        self._stage.scheduler.catch_up()
        self.calls.append(call)


class Stranger(Turn):
    """The turn of somebody who has no account yet."""

    __slots__ = ()

    @property
    def account(self) -> Account:  # type: ignore[override]  # there is none to set
        """Raises LookupError: only who has registered has an account."""
        raise LookupError("somebody who has not registered has no account")
