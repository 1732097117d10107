"""A worker: rests, wakes somebody who is idle, and backs off after a failure."""

from contextlib import ExitStack
from itertools import pairwise

import pytest

from adapters.dryrun.directory import DryRunDirectory
from adapters.dryrun.platform import DryRunPlatform
from adapters.entities import Standing
from adapters.errors import ContractDrift, KarmyqError, Refused, Unavailable
from adapters.port import Caller, Platform
from model.event import Event
from tests.model.world import ASLEEP, NO_GROWTH, Doors, World

EVERY_MINUTE = ("workers.count=1", "workers.delay_s=[60, 60]", NO_GROWTH)


class Troubled(DryRunDirectory):
    """A directory that cannot answer."""

    def __init__(self, platform: DryRunPlatform, error: KarmyqError) -> None:
        super().__init__(platform)
        self._error = error

    async def standing(self, user_id: str) -> Standing:
        raise self._error


def troubled(error: KarmyqError) -> World:
    world = World(
        *EVERY_MINUTE,
        "workers.error_backoff_s=30",
        directory=lambda platform: Troubled(platform, error),
    )
    return world.open().run(0.1)


def test_a_directory_failure_is_an_outcome() -> None:
    world = troubled(Unavailable(0, "NO_ANSWER", "the database is away"))

    first = world.done("wake")[0]

    assert (first.worker, first.outcome, first.reason) == ("w0", "failed", "NO_ANSWER")


@pytest.mark.parametrize(
    ("error", "seconds"),
    [
        (Unavailable(0, "NO_ANSWER", "too late"), [60, 150, 240, 330]),
        (ContractDrift(200, "GET /x", "id", "missing"), [60, 150, 240, 330]),
        (Refused(403), [60, 120, 180, 240, 300, 360]),
    ],
    ids=["unavailable", "drift", "refused"],
)
def test_a_worker_backs_off_after_a_failure_but_not_after_a_refusal(
    error: KarmyqError, seconds: list[int]
) -> None:
    world = troubled(error)

    assert [one.time_ms / 1000 for one in world.done("wake")] == seconds


def test_rests_lie_within_their_bounds() -> None:
    world = World("workers.count=1", "workers.delay_s=[10, 20]", NO_GROWTH)
    wakes = world.open(populate=False)
    for member in wakes.members():
        wakes.society.busy.add(member.account.id)

    times = [one.time_ms / 1000 for one in wakes.run(3).done("wake")]

    rests = [later - earlier for earlier, later in pairwise(times)]
    assert 10 <= min(rests) < 10.5
    assert 19.5 < max(rests) <= 20


def test_when_everybody_is_busy_nobody_is_woken() -> None:
    world = World(*EVERY_MINUTE).open()

    with ExitStack() as busy:
        for member in world.members():
            busy.enter_context(world.society.acting(member))
        world.run(0.02)

    [missed] = world.done("wake")
    assert (missed.outcome, missed.reason, missed.member) == ("skipped", "nobody_idle", "")


def test_a_profile_without_weights_has_nothing_to_do() -> None:
    idle = "idle: {share: 1, actions: {offer_help: 0}}"
    busy = "busy: {share: 0, actions: {offer_help: 1}}"
    world = World(
        *EVERY_MINUTE,
        f"profiles={{{idle}, {busy}}}",
        "common_actions={join_community: 0}",
        "obligations.enabled=false",
    )

    world.open().run(0.02)

    assert [(one.outcome, one.reason) for one in world.done("wake")] == [
        ("skipped", "nothing_to_do")
    ]


def test_workers_are_named_and_spread_out_by_their_first_rest() -> None:
    world = World("workers.count=3", NO_GROWTH).open()
    before = len(world.events)

    world.run(2)

    workers = [one.worker for one in world.events[before:]]
    assert set(workers) == {"w0", "w1", "w2"}
    assert world.events[before].time_ms >= 60_000


class Onlookers:
    """Hear who begins a turn and whose turn is over; nobody may begin twice."""

    def __init__(self) -> None:
        self.acting: set[str] = set()
        self.twice: list[str] = []
        self.turns = 0

    def begins(self, caller: Caller) -> None:
        try:
            email = caller.account.email if caller.account else ""
        except LookupError:  # somebody who is about to register
            return
        self.turns += 1
        if email in self.acting:
            self.twice.append(email)
        self.acting.add(email)

    def ends(self, event: Event) -> None:
        self.acting.discard(event.member)

    def around(self, platform: DryRunPlatform) -> Platform:
        return Doors(platform, self.begins)


CROWDED = ("workers.count=10", "workers.delay_s=[1, 5]", "population.initial=12", NO_GROWTH)


@pytest.mark.parametrize(
    "founding",
    ["founding.communities=0", "founding={communities: 40, within_hours: 1}"],
    ids=["workers alone", "founders too"],
)
def test_nobody_acts_twice_at_once(founding: str) -> None:
    onlookers = Onlookers()
    world = World(*CROWDED, founding, around=onlookers.around, hears=onlookers.ends)

    world.open().run(3)

    assert onlookers.turns > 1000
    assert onlookers.twice == []


def test_a_worker_that_sleeps_for_months_wakes_nobody() -> None:
    world = World(ASLEEP, NO_GROWTH).open()
    before = len(world.events)

    world.run(48)

    assert len(world.events) == before
