"""Business hours: nobody is woken while they are closed."""

from datetime import UTC, datetime
from zoneinfo import ZoneInfo

import pytest

from model.hours import BusinessHours
from tests.model.world import ASLEEP, NO_GROWTH, World, scenario

PORTLAND = ZoneInfo("America/Los_Angeles")
OPEN = "workers.hours=[9, 21]"


def wait_h(moment: datetime, hours: str = OPEN) -> float:
    """Hours until members may be woken."""
    return BusinessHours(scenario(hours), lambda: moment.astimezone(UTC)).until_open_s() / 3600


def local(day: int, hour: int, minute: int = 0) -> datetime:
    return datetime(2026, 3, day, hour, minute, tzinfo=PORTLAND)


@pytest.mark.parametrize(
    ("moment", "expected"),
    [
        (local(2, 9), 0),
        (local(2, 20, 59), 0),
        (local(2, 21), 12),
        (local(2, 8, 30), 0.5),
        (local(2, 23, 30), 9.5),
        (local(7, 21), 11),
    ],
    ids=["opening", "before closing", "closing", "early", "late", "the night of the clock change"],
)
def test_the_wait_lasts_until_the_next_opening(moment: datetime, expected: float) -> None:
    assert wait_h(moment) == expected


def test_without_hours_it_is_never_closed() -> None:
    assert wait_h(local(2, 3), "workers.hours=null") == 0


def test_members_act_only_while_it_is_open() -> None:
    world = World(NO_GROWTH, OPEN, "workers.count=3").open().run(48)

    hours = {8 + row.time_ms / 3_600_000 for row in world.events if row.time_ms}

    assert hours
    assert all(9 <= hour % 24 <= 21.1 for hour in hours)  # the last ones finish what they began


def test_growth_keeps_its_own_timer() -> None:
    world = World(ASLEEP, OPEN, "growth={users_per_day: 480, max_per_day: 480}").open().run(1)

    assert world.done("register", since_h=0)
