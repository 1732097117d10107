"""A thousand faults between the live adapter and a sandbox, on a virtual clock."""

import pytest

from adapters.errors import KarmyqError
from adapters.faults.kinds import KINDS
from adapters.live.writes.settle import Deed, Writes
from commands.rehearse import BUSY, STORM_WORKERS
from commands.storm import Storm, storm
from commands.words import VOCABULARY
from scenarios import load

SEED = 20
FAULTS = 1000


def blown(faults: int, seed: int = SEED) -> Storm:
    """A storm over the people of a rehearsal; the seed is in the scenario and in every failure."""
    changes = [*BUSY, STORM_WORKERS, f"seed={seed}"]
    return storm(load("everything", vocabulary=VOCABULARY, changes=changes).scenario, faults)


def test_a_thousand_faults_lose_nothing_double_nothing_and_stop_nobody() -> None:
    weathered = blown(FAULTS)

    assert weathered.wrong() == [], f"seed {weathered.seed}"
    assert weathered.happened >= FAULTS
    assert set(weathered.faults) == set(KINDS)
    assert weathered.balance.total("believed") > 300
    assert weathered.workers_dead == 0
    assert weathered.transport["breaker_openings"] > 0
    assert weathered.transport["pauses_after_429"] > 0


def test_the_same_seed_is_the_same_storm() -> None:
    first, second = blown(150), blown(150)

    assert first.faults == second.faults
    assert first.balance.counts() == second.balance.counts()
    assert first.transport == second.transport


def test_a_client_that_repeats_a_write_blindly_is_found_out(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    async def again(writes: Writes, number: int, deed: Deed, error: KarmyqError) -> object:
        status, value = await deed.send()
        await writes._end_done(number, status, value)
        return status, value

    monkeypatch.setattr(Writes, "_reconcile", again)
    weathered = blown(400)

    assert weathered.balance.total("doubled") > 0
    assert not weathered.balance.holds


def test_a_client_that_takes_every_lost_answer_for_a_no_is_found_out(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    async def give_up(writes: Writes, number: int, _deed: Deed, error: KarmyqError) -> object:
        await writes._end_refused(number, error)
        raise error

    monkeypatch.setattr(Writes, "_reconcile", give_up)
    weathered = blown(200)

    assert weathered.registrations_lost
    assert weathered.balance.total("unexplained") > 0
