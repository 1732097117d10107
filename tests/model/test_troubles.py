"""Whatever fails, workers, growth and founding go on, and each failure is an outcome."""

from collections.abc import Callable
from typing import Any, cast

import pytest

from adapters.dryrun.directory import DryRunDirectory
from adapters.dryrun.platform import DryRunPlatform
from adapters.entities import Standing
from adapters.errors import ContractDrift, KarmyqError, Refused, Unavailable
from adapters.port import Caller, Karmyq
from tests.model.world import World

TROUBLES: dict[str, Callable[[], KarmyqError]] = {
    "refused": lambda: Refused(403, "FORBIDDEN", "not you"),
    "429": lambda: Refused(429, "RATE_LIMIT_EXCEEDED", "too many"),
    "5xx": lambda: Unavailable(503, "INTERNAL_ERROR", "away"),
    "timeout": lambda: Unavailable(0, "TIMEOUT", "too late", may_have_happened=True),
    "no connection": lambda: Unavailable(0, "CONNECTION_REFUSED", "nobody there"),
    "drift": lambda: ContractDrift(200, "GET /x", "id", "missing"),
    "database": lambda: Unavailable(0, "DATABASE_UNAVAILABLE", "the database is away"),
}
EVERYBODY = {"w0", "w1", "w2", "growth"}
OUTCOMES = {"refused": "refused", "429": "refused"}
BUSY = (
    *("workers={count: 3, delay_s: [20, 40], error_backoff_s: 30}",),
    *("growth={users_per_day: 480, max_per_day: 480, max_users: 100000}",),
    "founding={communities: 6, within_hours: 2}",
)
BEGINS_MS, ENDS_MS = 3_600_000, 2 * 3_600_000
"""The trouble lasts for the second hour."""


class Script:
    """Says whether something fails now: from hour one to hour two, every `often`-th time."""

    def __init__(self, trouble: str, often: int) -> None:
        self._error, self._often = TROUBLES[trouble], often
        self._asked = 0
        self.now_ms: Callable[[], int] = lambda: 0
        self.failed = 0

    def turn(self) -> None:
        """Raise, where the script says so."""
        if not BEGINS_MS <= self.now_ms() < ENDS_MS:
            return
        self._asked += 1
        if self._asked % self._often == 0:
            self.failed += 1
            raise self._error()


class Shaky:
    """A platform on which any call fails by script, before it does anything."""

    def __init__(self, platform: DryRunPlatform, script: Script) -> None:
        self._platform, self._script = platform, script
        self.now = platform.now

    def session(self, caller: Caller) -> Karmyq:
        return cast(Karmyq, ShakySession(self._platform.session(caller), self._script))


class ShakySession:
    """Somebody's calls."""

    def __init__(self, session: Karmyq, script: Script) -> None:
        self._session, self._script = session, script

    def __getattr__(self, name: str) -> Any:
        operation = getattr(self._session, name)

        async def call(*args: Any, **options: Any) -> Any:
            self._script.turn()
            return await operation(*args, **options)

        return call


class ShakyDirectory(DryRunDirectory):
    """A directory that fails by script, whatever it is asked for during the run."""

    def __init__(self, platform: DryRunPlatform, script: Script) -> None:
        super().__init__(platform)
        self._script = script

    async def standing(self, user_id: str) -> Standing:
        self._script.turn()
        return await super().standing(user_id)

    async def founder_of(self, name: str, location: str) -> str | None:
        self._script.turn()
        return await super().founder_of(name, location)


def troubled(trouble: str, often: int, *, directory: bool = False) -> tuple[World, Script]:
    """Four hours, in the second of which things fail."""
    script = Script(trouble, often)
    if directory:
        world = World(*BUSY, directory=lambda platform: ShakyDirectory(platform, script))
    else:
        world = World(*BUSY, around=lambda platform: Shaky(platform, script))
    script.now_ms = lambda: world.scheduler.now_ms
    return world.open().run(4), script


def heard_of(world: World, since_ms: int) -> set[str]:
    """Who has done something since then."""
    return {one.worker for one in world.events if one.time_ms >= since_ms}


@pytest.mark.parametrize("often", [1, 3], ids=["every call", "each third call"])
@pytest.mark.parametrize("trouble", TROUBLES)
def test_everybody_goes_on_after_a_platform_that_fails(trouble: str, often: int) -> None:
    world, script = troubled(trouble, often)

    assert script.failed > 20
    assert heard_of(world, ENDS_MS + 600_000) >= EVERYBODY
    late = [one for one in world.done("register") if one.time_ms > ENDS_MS]
    assert [one.outcome for one in late] == ["done"] * len(late)
    assert late


@pytest.mark.parametrize("trouble", TROUBLES)
def test_each_failure_of_the_platform_is_an_outcome_with_its_reason(trouble: str) -> None:
    world, script = troubled(trouble, 1)

    during = [one for one in world.events if BEGINS_MS <= one.time_ms < ENDS_MS]
    told = [one for one in during if one.reason == TROUBLES[trouble]().code]
    assert {one.outcome for one in told} == {OUTCOMES.get(trouble, "failed")}
    assert len(told) <= script.failed
    assert {one.worker for one in told} >= EVERYBODY


@pytest.mark.parametrize("trouble", TROUBLES)
def test_everybody_goes_on_after_a_directory_that_fails(trouble: str) -> None:
    world, script = troubled(trouble, 1, directory=True)

    assert script.failed > 20
    assert heard_of(world, ENDS_MS + 600_000) >= EVERYBODY
    wakes = [one for one in world.done("wake") if one.reason == TROUBLES[trouble]().code]
    assert {one.outcome for one in wakes} == {OUTCOMES.get(trouble, "failed")}


@pytest.mark.parametrize("trouble", TROUBLES)
def test_a_founder_whose_directory_fails_ends_as_an_outcome_and_others_found(trouble: str) -> None:
    world, _ = troubled(trouble, 1, directory=True)

    founded = world.done("create_community", since_h=0)
    foundings = [one for one in founded if one.worker == "founders"]
    during = [one for one in foundings if BEGINS_MS <= one.time_ms < ENDS_MS]
    assert len(foundings) == 6
    assert {one.reason for one in during} == {TROUBLES[trouble]().code}
    assert "done" in {one.outcome for one in foundings}
