"""A job: a plan, and the folder that it is kept in; without one its results stay in memory."""

import csv
from collections.abc import Callable, Mapping, Sequence
from contextlib import AbstractContextManager, nullcontext
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from experiments.agreement import agree, agree_with_code
from experiments.cluster import Cluster
from experiments.engine import Engine
from experiments.errors import EngineError, ExperimentError
from experiments.experiment import carry_out, taken_down
from experiments.keeping import Home, begin, make, plan_in
from experiments.plan import Plan
from experiments.pool import local_engine
from experiments.progress import watched
from experiments.results import Results
from experiments.store import Store
from model.run_folder import RunFolder

REPLICATIONS_FILE = "replications.csv"


type Alone = Callable[[RunFolder], AbstractContextManager[None]]
"""Keeps other processes out of a folder while it lasts."""


def unlocked(_folder: RunFolder) -> AbstractContextManager[None]:
    """Nobody is kept out; two processes would do the same work twice, to the same result."""
    return nullcontext()


@dataclass(frozen=True, slots=True)
class Job:
    """What is to be carried out, and where; `scenarios` are its files by name, as YAML."""

    plan: Plan
    home: Home | None = None
    scenarios: Mapping[str, str] = field(default_factory=dict)
    about: str = ""

    def check(self) -> None:
        """Raises ExperimentError where the folder holds something else."""
        if self.home is None or not self.home.exists:
            return
        try:
            agree(plan_in(self.home.folder), self.plan)
            store = Store(self.home.result_file)
            try:
                agree_with_code(self.plan, store)
            finally:
                store.close()
        except ExperimentError as problem:
            raise ExperimentError(f"{self.home.path} cannot go on: {problem}") from None


@dataclass(frozen=True, slots=True)
class Workers:
    """Who does the work: so many processes of this machine, or a cluster's address."""

    count: int | None = None
    cluster: str | None = None

    def engine(self, replications: int) -> Engine:
        """The engine; raises EngineError or MissingExtraError where it cannot be had."""
        if self.cluster is None:
            return local_engine(self.count, replications)
        if self.count is not None:
            raise EngineError("--workers are of this machine, and --cluster has its own; give one")
        return Cluster(self.cluster)


def job_in(folder: RunFolder) -> Job:
    """The job of an existing folder, to go on with."""
    return Job(plan_in(folder), Home(folder, exists=True))


def run_job(job: Job, workers: Workers, *, quiet: bool, alone: Alone = unlocked) -> Results:
    """Carry a job out, and keep what it came to in its folder, which `alone` keeps others out of.

    Raises ExperimentError before anything has begun; whatever ends it later, what is done is kept.
    """
    job.check()
    engine = workers.engine(len(job.plan.points) * job.plan.replications)
    if job.home is None:
        return _in_memory(job.plan, engine, quiet=quiet)
    make(job.home, job.scenarios)
    with alone(job.home.folder):
        return _in_folder(job, job.home, engine, quiet=quiet)


def _in_folder(job: Job, home: Home, engine: Engine, *, quiet: bool) -> Results:
    store = begin(home, job.plan, job.about or _about(home))
    try:
        _run(job.plan, store, engine, quiet=quiet)
        results = Results.of(store, home.path)
    except BaseException as ended:
        interrupted = isinstance(ended, KeyboardInterrupt)
        home.mark(status="interrupted" if interrupted else "failed")
        raise
    finally:
        store.close()
    write(home, results)
    return results


def _about(home: Home) -> str:
    return str(home.folder.manifest().get("about", ""))


def _in_memory(plan: Plan, engine: Engine, *, quiet: bool) -> Results:
    store = Store()
    try:
        _run(plan, store, engine, quiet=quiet)
        return Results.of(store)
    finally:
        store.close()


def _run(plan: Plan, store: Store, engine: Engine, *, quiet: bool) -> None:
    waiting = taken_down(plan, store)
    with watched(len(waiting), quiet=quiet) as tell:
        carry_out(waiting, store, engine, tell)


def write(home: Home, results: Results) -> None:
    """Write the table of what is there, and mark how it ended."""
    write_csv(home.path / REPLICATIONS_FILE, results.rows())
    status = "failed" if results.failed else "done"
    home.mark(status=status, event_digest=results.digest, seconds=results.seconds)


def write_csv(file: Path, rows: Sequence[Mapping[str, Any]]) -> None:
    """Rows as a table whose columns are the keys of the first."""
    draft = file.with_name(file.name + ".new")
    with draft.open("w", encoding="utf-8", newline="") as out:
        writer = csv.DictWriter(out, list(rows[0]), lineterminator="\n")
        writer.writeheader()
        writer.writerows(rows)
    draft.replace(file)
