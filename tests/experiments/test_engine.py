"""Replications run anywhere, a dead worker costs only its own, and Ctrl-C keeps what is done."""

import os
from pathlib import Path

import pytest

from experiments.engine import run_all
from experiments.errors import BrokenOffError, EngineError
from experiments.pool import Here, Pool, local_engine
from experiments.replication import Replication, Result
from tests.experiments.cases import Deadly, Doing, plan, result, unlucky


def collected(replications: int, engine: object) -> dict[int, Result]:
    results: list[Result] = []
    run_all(plan(replications).all_replications(), engine, results.append)  # type: ignore[arg-type]
    return {one.number: one for one in results}


def digests(results: dict[int, Result]) -> dict[int, str]:
    return {number: one.digest for number, one in sorted(results.items())}


@pytest.fixture(scope="module")
def expected() -> dict[int, str]:
    """The digests of four replications, run one after the other."""
    return digests(collected(4, Here()))


def test_a_pool_gives_what_one_process_gives_replication_by_replication(
    expected: dict[int, str],
) -> None:
    assert digests(collected(4, Pool(2))) == expected


def test_a_worker_that_dies_costs_nothing_in_the_end(
    tmp_path: Path, expected: dict[int, str]
) -> None:
    engine = Deadly(2, tmp_path, numbers=[1], times=1)

    assert digests(collected(4, engine)) == expected
    assert len(list(tmp_path.iterdir())) == 1


def test_a_replication_that_kills_every_worker_fails_alone(
    tmp_path: Path, expected: dict[int, str]
) -> None:
    results = collected(4, Deadly(2, tmp_path, numbers=[0], times=99))

    assert results[0].failure == "its worker died 3 times; is there enough memory?"
    assert {k: v for k, v in digests(results).items() if k} == {
        number: digest for number, digest in expected.items() if number
    }


def test_workers_that_all_die_at_once_end_the_experiment(tmp_path: Path) -> None:
    with pytest.raises(BrokenOffError, match="2 replications lost their worker 3 times, and none"):
        collected(2, Deadly(2, tmp_path, numbers=[0, 1], times=99))


def test_a_failed_replication_does_not_void_the_others() -> None:
    results = collected(3, Doing(unlucky))

    assert [bool(results[number].failure) for number in range(3)] == [False, True, False]


def test_an_interruption_keeps_what_is_done_and_goes_on_up() -> None:
    kept: list[Result] = []

    def interrupted(replication: Replication) -> Result:
        if replication.number == 2:
            raise KeyboardInterrupt
        return result(replication.number)

    with pytest.raises(KeyboardInterrupt):
        run_all(plan(5).all_replications(), Doing(interrupted), kept.append)

    assert [one.number for one in kept] == [0, 1]


def test_there_are_no_more_workers_than_replications_or_cores() -> None:
    assert isinstance(local_engine(None, 1), Here)
    assert isinstance(local_engine(1, 50), Here)
    assert local_engine(8, 3).window == 3
    assert local_engine(None, 1000).window == len(os.sched_getaffinity(0))


def test_no_workers_are_refused() -> None:
    with pytest.raises(EngineError, match="workers: expects a number from 1 up; found 0"):
        local_engine(0, 5)
