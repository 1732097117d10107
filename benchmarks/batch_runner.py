"""A small sweep beside the same one with Mesa's own `batch_run`: same points, seeds, processes.

What `batch_run` lacks stands in README.md; tests/benchmarks/test_batch_runner.py holds Mesa to it.
"""

from collections.abc import Iterator, Sequence
from time import perf_counter

from mesa.batchrunner import batch_run

import experiments
from benchmarks.row import Effort, Row, alone, beside, in_turn
from experiments.seeds import seed_of
from model.clock import HOURS_PER_DAY
from model.simulation import Simulation

SCENARIO, KEY = "reference", "workers.count"
COUNTS = (5, 10)
SEEDS, DAYS, BASE_SEED = 4, 2.0, 42
PROCESSES = 2


def town(workers_count: int, days: float, seed: int) -> Simulation:
    """The model as `batch_run` builds it, in its process, from what it varies."""
    return experiments.mesa_model(SCENARIO, days=days, seed=seed, workers__count=workers_count)


def seeds_of(count: int) -> list[int]:
    """The block of seeds of a sweep."""
    return [seed_of(BASE_SEED, number) for number in range(count)]


def seconds_of_mesa(days: float, seeds: Sequence[int], processes: int = PROCESSES) -> float:
    """Wall time of the sweep with Mesa's runner."""
    began = perf_counter()
    rows = batch_run(
        town,  # whatever gives a model will do
        {"workers_count": COUNTS, "days": days},
        number_processes=processes,
        max_steps=round(days * HOURS_PER_DAY),
        display_progress=False,
        rng=seeds,
    )
    assert len(rows) == len(COUNTS) * len(seeds)
    return perf_counter() - began


def seconds_of_ours(days: float, seeds: Sequence[int], processes: int = PROCESSES) -> float:
    """Wall time of the sweep with ours, its measures, digests and intervals included."""
    began = perf_counter()
    results = experiments.sweep(
        SCENARIO,
        {KEY: COUNTS},
        len(seeds),
        days=days,
        seed=BASE_SEED,
        where=experiments.Where(workers=processes, progress=False),
    )
    assert len(results.done) == len(COUNTS) * len(seeds)
    return perf_counter() - began


def measure(effort: Effort) -> Iterator[Row]:
    """Seconds of both."""
    days, seeds = (0.05, seeds_of(2)) if effort.quick else (DAYS, seeds_of(SEEDS))
    theirs, ours = in_turn(
        effort.repeat, lambda: seconds_of_mesa(days, seeds), lambda: seconds_of_ours(days, seeds)
    )
    peer = alone(f"Mesa's batch_run, {len(COUNTS)} points", "s", theirs)
    yield peer
    yield beside("the same sweep, ours", "s", ours, peer, theirs)
