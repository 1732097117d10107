"""An ensemble on two cores beside the same replications one after the other.

The pool's start is part of its time, as it is of everybody's: a worker imports for a second or two.
"""

from collections.abc import Iterator
from time import perf_counter

from benchmarks.row import Effort, Row, alone, beside, in_turn
from experiments.engine import Engine, run_all
from experiments.plan import Plan, Point
from experiments.pool import Here, Pool
from experiments.replication import Result
from model.vocabulary import VOCABULARY
from scenarios import load

WORKERS = 2
REPLICATIONS, DAYS = 20, 4.0


def seconds_of(engine: Engine, days: float) -> float:
    """Wall time of an ensemble of the reference scenario."""
    changes = (f"time.days={days}",)
    scenario = load("reference", vocabulary=VOCABULARY, changes=changes).scenario
    points = [Point("reference", scenario, "reference", changes)]
    plan = Plan("ensemble", scenario.seed, REPLICATIONS, points, {})
    results: list[Result] = []
    began = perf_counter()
    run_all(plan.all_replications(), engine, results.append)
    seconds = perf_counter() - began
    assert len(results) == REPLICATIONS
    assert not any(result.failure for result in results)
    return seconds


def measure(effort: Effort) -> Iterator[Row]:
    """Seconds of both; the ratio's target is 0.55 on two free cores."""
    days = 0.01 if effort.quick else DAYS
    serial, pooled = in_turn(
        effort.repeat, lambda: seconds_of(Here(), days), lambda: seconds_of(Pool(WORKERS), days)
    )
    peer = alone(f"{REPLICATIONS} replications in turn", "s", serial)
    yield peer
    yield beside(f"the same, {WORKERS} processes", "s", pooled, peer, serial)
