"""The dry run of the reference scenario, with and without its log, beside the bare Mesa loop."""

from collections.abc import Iterator
from pathlib import Path
from tempfile import TemporaryDirectory

from benchmarks.mesa_events import FEW, events_per_second
from benchmarks.row import Effort, Row, alone, beside, in_turn
from benchmarks.towns import Speed, speed_of, town
from model.runlog import RunLog


def nothing_kept(days: float) -> Speed:
    """People, rules and measures alone."""
    return speed_of(town(), days)


def log_on_disk(days: float) -> Speed:
    """The same with digest, event log and measures in a file, as `run.py run` keeps them."""
    with TemporaryDirectory() as folder:
        log = RunLog(Path(folder) / "run.sqlite")
        try:
            simulation = town(record=log.record, record_measures=log.record_measures)
            return speed_of(simulation, days, close=log.flush)
        finally:
            log.close()


def bare_loop(events: int) -> Speed:
    """Empty events of a list as long as the dry run's; each counts as an action and a call."""
    rate = events_per_second(FEW, events)
    return Speed(rate, rate, rate)


def measure(effort: Effort) -> Iterator[Row]:
    """Actions, calls and resumed coroutines per second, each with its ratio to empty events."""
    days, events = (0.05, 5_000) if effort.quick else (2.0, 200_000)
    bare, without, stored = in_turn(
        effort.repeat,
        lambda: bare_loop(events),
        lambda: nothing_kept(days),
        lambda: log_on_disk(days),
    )
    empty = [speed.resumes for speed in bare]
    peer = alone("bare Mesa loop beside dry run", "events/s", empty)
    yield peer
    for name, speeds in (("dry run, nothing kept", without), ("dry run, log on disk", stored)):
        yield beside(name, "actions/s", [speed.actions for speed in speeds], peer, empty)
        yield beside(name, "calls/s", [speed.calls for speed in speeds], peer, empty)
    yield beside(
        "dry run, nothing kept", "resumes/s", [speed.resumes for speed in without], peer, empty
    )
