"""Run a job for the command line: a lock, Ctrl-C, and every error as one sentence."""

import signal
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from types import FrameType

from commands.complaints import FAILED, INTERRUPTED, REFUSED, Complaint, say
from commands.endings import as_complaint
from commands.folders import alone
from experiments.errors import BrokenOffError, ExperimentError, StoreError
from experiments.finishing import finish
from experiments.job import Job, Workers, run_job
from experiments.results import Results
from model.measures import MEASURE_NAMES, MEASURES
from scenarios.wording import unknown


@contextmanager
def told() -> Iterator[None]:
    """While this lasts an error of an experiment becomes a Complaint."""
    try:
        yield
    except (BrokenOffError, StoreError) as problem:
        raise Complaint(str(problem), FAILED) from None
    except ExperimentError as problem:
        raise Complaint(str(problem), REFUSED) from None


type Carry = Callable[..., Results]
"""How a job is carried out: `run_job`, or what some kind of experiment has in its place."""


def run_experiment(
    job: Job,
    workers: Workers,
    *,
    quiet: bool,
    measures: Sequence[str] = (),
    carry: Carry = run_job,
) -> Results:
    """Carry a job out; raises Complaint 130 after Ctrl-C, with what is done kept.

    `measures` are those that pictures are wanted of, by default all that moved.

    Replications that failed are told, and take nothing from the others.
    """
    home = job.home
    assert home is not None
    with told():
        try:
            with interruptible():
                results = carry(job, workers, quiet=quiet, alone=alone)
                remarks = finish(results, measures)
        except KeyboardInterrupt:
            raise Complaint(
                f"interrupted; the replications that are done are kept, go on with: "
                f"run.py resume {home.path}",
                INTERRUPTED,
            ) from None
        except (ExperimentError, Complaint):
            raise
        except Exception as error:
            raise as_complaint(error, run=home.path if home.path.is_dir() else None) from error
    for remark in remarks:
        say(remark)
    _tell_failures(results)
    return results


def known_measures(names: Sequence[str]) -> None:
    """Raises Complaint where no measure has one of the names."""
    for name in names:
        if name not in MEASURE_NAMES:
            known = [measure.name for measure in MEASURES]
            raise Complaint(f"--measure: {unknown('measure', name, known)}")


def exit_code(results: Results) -> int:
    """0, or 3 when a replication failed."""
    return FAILED if results.failed else 0


def _tell_failures(results: Results) -> None:
    for kept in results.failed:
        label = results.points[kept.point]["label"]
        say(
            f"{label}, replication {kept.number} with seed {kept.seed} failed: {kept.failure}; "
            f"repeat it with: {kept.command}"
        )


@contextmanager
def interruptible() -> Iterator[None]:
    """A service manager's SIGTERM ends an experiment as Ctrl-C does, in the background, too."""

    def asked(_signal: int, _frame: FrameType | None) -> None:
        raise KeyboardInterrupt

    signals = (signal.SIGINT, signal.SIGTERM)
    before = [signal.signal(number, asked) for number in signals]
    try:
        yield
    finally:
        for number, handler in zip(signals, before, strict=True):
            signal.signal(number, handler)
