"""A past before time zero: what it leaves, what counts, and that it is the same life."""

from collections import Counter
from datetime import timedelta
from pathlib import Path

from msgspec.structs import replace

from model.clock import MS_PER_HOUR, start_of
from model.event import Event
from model.measures import MEASURE_NAMES, STANDING
from model.runlog import RunLog
from tests.model.world import World

PAST = "population.history_days=2"
DAY_MS = 24 * MS_PER_HOUR


def present(world: World) -> list[Event]:
    return [event for event in world.events if event.time_ms >= 0]


def test_the_past_leaves_open_requests_matches_karma_and_talk_at_time_zero() -> None:
    world = World(PAST).open().run(0.0)
    store = world.platform.store

    statuses = Counter(request.status for request in store.requests.values())
    assert statuses["open"] > 0
    assert statuses["completed"] > 0
    assert any(match.status == "proposed" for match in store.matches.values())
    assert store.conversations.rows
    assert any(store.reputation.places_of(user_id) for user_id in store.users)


def test_time_zero_is_the_date_of_the_scenario() -> None:
    world = World(PAST).open()

    assert world.platform.now() == start_of(world.scenario.time) - timedelta(days=2)
    assert world.run(0.0).platform.now() == start_of(world.scenario.time)


def test_hour_zero_measures_what_stands_and_counts_nothing() -> None:
    world = World(PAST).open().run(0.0)
    (hour, measures), *more = world.measures

    assert (hour, more) == (0.0, [])
    assert measures["requests_open"] > 0
    assert measures["karma_mean"] > 0
    assert measures["users_registered"] == len(world.platform.store.users)
    counts = ("requests_created", "requests_completed", "offers_made", "messages_sent", "api_calls")
    assert [measures[name] for name in counts] == [0, 0, 0, 0, 0]


def test_the_hours_of_the_present_count_the_present_only() -> None:
    world = World(PAST).open().run(24.0)
    hours, measures = [hour for hour, _ in world.measures], world.measures[-1][1]

    assert hours == list(range(25))
    made = sum(event.action == "create_request" and bool(event.facts) for event in present(world))
    assert measures["requests_created"] == made
    assert measures["actions_done"] == sum(event.outcome == "done" for event in present(world))
    assert world.simulation.ledger.outcomes.total() == len(present(world))


def test_open_requests_of_the_past_are_open_until_the_present_takes_them() -> None:
    world = World(PAST).open().run(24.0)

    requests = world.platform.store.requests.values()
    waiting = sum(request.status in ("open", "dibs_pending") for request in requests)
    assert world.measures[-1][1]["requests_open"] == waiting


def test_what_stands_is_named_as_measures_are() -> None:
    assert STANDING <= MEASURE_NAMES


def test_a_past_is_the_life_of_an_earlier_start() -> None:
    late = World(PAST).open().run(24.0)
    early = World("time.starts=2026-02-28T08:00:00").open().run(72.0)

    moved = [replace(event, time_ms=event.time_ms - 2 * DAY_MS) for event in early.events]
    assert moved == late.events


def test_growth_keeps_its_caps_in_the_past() -> None:
    changes = ("growth.users_per_day=40", "growth.max_per_day=3", "growth.max_users=29")
    world = World(PAST, *changes).open().run(48.0)

    came = [event for event in world.events if event.worker == "growth" and event.facts]
    arrivals = Counter(event.time_ms // DAY_MS for event in came if event.action == "register")
    assert arrivals == {-2: 3, -1: 3, 0: 3}
    assert len(world.society.roster) == 29


def test_founders_found_their_communities_at_the_beginning_of_the_past() -> None:
    world = World(PAST, "founding.communities=2", "founding.within_hours=5").open().run(0.0)

    founded = [event for event in world.events if event.worker == "founders"]
    hours = [event.time_ms / MS_PER_HOUR for event in founded if event.action != "register"]
    assert len(hours) == 2
    assert all(-48 <= hour < -42 for hour in hours)


def test_the_log_has_rows_from_time_zero_on_and_a_digest_of_everything(tmp_path: Path) -> None:
    world = World(PAST).open().run(6.0)
    log, other = RunLog(tmp_path / "a.sqlite"), RunLog(tmp_path / "b.sqlite")
    for event in world.events:
        log.record(event)
    for event in world.events[1:]:
        other.record(event)
    log.close()
    other.close()

    assert log.past.rows + log.digest.rows == len(world.events)
    assert log.digest.rows == len(present(world))
    assert log.digest.hex() != other.digest.hex()
    again = RunLog(tmp_path / "a.sqlite")
    again.close()
    assert again.stored == len(present(world))
