"""The people of a run: who is there, who is busy, and how one of them acts."""

from bisect import insort
from collections.abc import Awaitable, Callable
from dataclasses import replace
from typing import Any

from mesa import Model

from adapters.entities import Account
from adapters.errors import KarmyqError
from adapters.port import Directory, Platform
from agents.action import Action, Perform
from agents.actions import ACTIONS
from agents.draw import Draw
from agents.member import Member
from agents.outcome import Outcome, ended, skipped
from agents.profiles import Profiles
from agents.words import Words
from model.event import Event
from model.places import Sites
from model.scheduler import Scheduler
from model.streams import WorkerStreams
from model.turn import Stage, Stranger, Turn
from scenarios import Scenario

RUN_ENDED = skipped("run_ended")
"""A turn that the end of the run cut off; what it did until then is kept."""

Who = tuple[str, str, str]
"""Worker, e-mail and profile, as they are logged."""


class Acting:
    """A member is busy while this lasts."""

    __slots__ = ("_busy", "_who")

    def __init__(self, busy: set[str], who: str) -> None:
        self._busy = busy
        self._who = who

    def __enter__(self) -> None:
        """The member begins."""
        self._busy.add(self._who)

    def __exit__(self, *_error: object) -> None:
        """The member is done, or was cut off."""
        self._busy.discard(self._who)


class Society:
    """The members of a run and the stage on which they act."""

    def __init__(  # the wiring hands each of these in once
        self,
        model: Model,
        scenario: Scenario,
        *,
        words: Words,
        platform: Platform,
        directory: Directory,
        scheduler: Scheduler,
        record: Callable[[Event], None],
    ) -> None:
        self._model = model
        self.platform = platform
        self.directory = directory
        self.scheduler = scheduler
        self.words = words
        first_spare = scenario.founding.communities + scenario.population.communities
        self.sites = Sites(directory, iter(words.communities(first_spare, None)))
        self.profiles = Profiles(scenario)
        self.record = record
        self.roster: list[Member] = []
        self.busy: set[str] = set()
        """The ids of those who are in the middle of something."""
        self._known: set[str] = set()
        everyone = scenario.live.interact_with == "everyone"
        self.knows: Callable[[str], bool] = _everybody if everyone else self._known.__contains__
        """Whether the person of an id is one of ours, or everybody counts as such."""
        self._cutting = False
        self._settings = _settings(scenario)
        self._stage = Stage(
            words=words,
            limits=scenario.limits,
            now=platform.now,
            scheduler=scheduler,
            knows=self.knows,
        )

    def add(self, account: Account, *, founder: bool = False) -> Member:
        """Take a person in."""
        profiles = self.profiles
        profile = profiles.of_founder(account.email) if founder else profiles.of(account.email)
        member = Member(self._model, account, profile)
        insort(self.roster, member, key=_seniority)
        self._known.add(account.id)
        return member

    def draw_idle(self, stream: Draw) -> Member | None:
        """Anybody who is not acting already, each equally likely; None when all are."""
        if len(self.busy) >= len(self.roster):
            return None
        while True:
            member = self.roster[stream.whole(0, len(self.roster) - 1)]
            if member.account.id not in self.busy:
                return member

    def turn(self, streams: WorkerStreams, account: Account | None) -> Turn:
        """A new turn of a person, or of somebody who has no account yet."""
        return (Stranger if account is None else Turn)(self._stage, streams, account)

    def acting(self, member: Member) -> "Acting":
        """While a member acts, nobody else is drawn as this member."""
        return Acting(self.busy, member.account.id)

    def is_acting(self, member: Member) -> bool:
        """Whether this member is in the middle of something."""
        return member.account.id in self.busy

    def act(
        self, worker: str, member: Member, profile: str, action: Action, streams: WorkerStreams
    ) -> Awaitable[Outcome]:
        """Let a member perform an action."""
        who = (worker, member.account.email, profile)
        turn, settings = Turn(self._stage, streams, member.account), self._settings[action.name]
        return self.perform(who, action.perform, action.name, turn, settings)

    async def perform(
        self, who: Who, perform: Perform, action: str, turn: Turn, settings: object
    ) -> Outcome:
        """Run a coroutine to its outcome and record it under the action's name."""
        outcome: Outcome | None = None
        karmyq = self.platform.session(turn)
        try:
            try:
                outcome = await perform(turn, karmyq, settings)
            except KarmyqError as error:
                outcome = ended(error)
            if turn.thinks:
                await turn.before_call()
        finally:
            if outcome is not None:
                self._keep(who, action, outcome, turn)
            elif self._cutting:
                self._keep(who, action, RUN_ENDED, turn)
        return outcome

    def missed(self, worker: str, reason: Outcome) -> None:
        """Record a wake-up that came to nothing."""
        time = self.scheduler.now_ms
        self.record(Event(time, worker, "", "", "wake", reason.kind, reason.reason, (), ()))

    def cut_off(self) -> None:
        """From here on a turn that is ended where it sleeps is recorded with what it has done."""
        self._cutting = True

    def _keep(self, who: Who, action: str, outcome: Outcome, turn: Turn) -> None:
        worker, email, profile = who
        calls, facts = tuple(turn.calls), tuple(turn.facts)
        now_ms, kind, reason = self.scheduler.now_ms, outcome.kind, outcome.reason
        self.record(Event(now_ms, worker, email, profile, action, kind, reason, calls, facts))


def _everybody(_user_id: str) -> bool:
    return True


def _seniority(member: Member) -> tuple[Any, str]:
    return (member.account.created_at, member.account.email)


def _settings(scenario: Scenario) -> dict[str, Any]:
    """Each action's numbers, with what the scenario overrides."""
    return {
        name: replace(action.settings(), **dict(scenario.actions.get(name, {})))
        for name, action in ACTIONS.items()
    }
