"""One Python call for each command, for notebooks and scripts, with the same results.

    import experiments

    run = experiments.simulate("quiet_week", days=1, seed=3, growth__users_per_day=8)
    many = experiments.ensemble("quiet_week", replications=20, days=1)
    many.frame().groupby("label").completion_rate.describe()
    varied = experiments.sweep("quiet_week", {"growth.users_per_day": [3, 5, 10]}, days=1)
    apart = experiments.compare("reference", "legacy", replications=10, days=2)

Without `out` nothing is written. In a script, call them below `if __name__ == "__main__":`, since
workers are fresh interpreters that import the script.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from experiments.asking import Asked, resolved, stem_of
from experiments.comparisons import COMPARE, Comparison, compare_job, compared
from experiments.design import Design
from experiments.ensembles import ENSEMBLE, ensemble_job
from experiments.finishing import finish
from experiments.job import Job, Workers, run_job
from experiments.keeping import Home, home_for
from experiments.replication import Replication, Result, replicate
from experiments.results import Results
from experiments.sweeps import SWEEP, sweep_job
from scenarios import ResolvedScenario


@dataclass(frozen=True, slots=True)
class Where:
    """Where replications run and what is shown: processes, or a cluster's address; a bar or none.

    `out` is a folder; asked with the same one again, an experiment is extended.
    """

    workers: int | None = None
    cluster: str | None = None
    out: str | Path | None = None
    progress: bool = True

    def home(self, stem: str) -> Home | None:
        """The folder, if one was asked for."""
        return None if self.out is None else home_for(Path(self.out), stem)

    def run(self, job: Job) -> Results:
        """Carry a job out there."""
        results = run_job(job, Workers(self.workers, self.cluster), quiet=not self.progress)
        finish(results)
        return results


HERE = Where()


def simulate(
    scenario: Asked,
    *,
    days: float | None = None,
    seed: int | None = None,
    hourly: bool = True,
    **changes: object,
) -> Result:
    """Run a scenario once: measures, digest and the measures of every hour, as `run.py run` does.

    A change is named like --set's, with `__` or in a `**{...}` with dots.
    """
    one = resolved(scenario, days, seed, changes).scenario
    return replicate(Replication(0, 0, one.seed, one, hourly))


def ensemble(
    scenario: Asked,
    replications: int = 20,
    *,
    days: float | None = None,
    seed: int | None = None,
    where: Where = HERE,
    **changes: object,
) -> Results:
    """Run a scenario with many seeds, as `run.py ensemble` does."""
    one, stem = resolved(scenario, days, seed, changes), stem_of(scenario)
    home = where.home(f"{stem}-{ENSEMBLE}")
    return where.run(ensemble_job(one, str(scenario), replications, home))


def sweep(
    scenario: str | Path,
    vary: Mapping[str, Sequence[Any] | str],
    replications: int = 5,
    *,
    days: float | None = None,
    seed: int | None = None,
    samples: tuple[str, int] | None = None,
    where: Where = HERE,
    **changes: object,
) -> Results:
    """Run a scenario with varied values, as `run.py sweep` does.

    `vary` is key to values: a list, or a text as --vary takes it ("3:10:4"). Without `samples` the
    points are a grid; ("lhs", 40) and ("sobol", 64) sample ranges ("3:10").
    """

    def load(more: Sequence[str]) -> ResolvedScenario:
        return resolved(scenario, days, seed, changes, more)

    texts = [f"{key}={_as_text(values)}" for key, values in vary.items()]
    return where.run(
        sweep_job(
            load,
            str(scenario),
            texts,
            design=Design.GRID if samples is None else Design(samples[0]),
            samples=None if samples is None else samples[1],
            replications=replications,
            home=where.home(f"{stem_of(scenario)}-{SWEEP}"),
        )
    )


def compare(
    a: str | Path,
    b: str | Path,
    replications: int = 20,
    *,
    days: float | None = None,
    seed: int | None = None,
    where: Where = HERE,
    **changes: object,
) -> Comparison:
    """Run two scenarios over the same seeds, as `run.py compare` does."""
    sides = [(str(name), resolved(name, days, seed, changes)) for name in (a, b)]
    home = where.home(f"{COMPARE}-{stem_of(a)}-{stem_of(b)}")
    return compared(where.run(compare_job(sides[0], sides[1], replications, home)))


def _as_text(values: Sequence[Any] | str) -> str:
    return values if isinstance(values, str) else ",".join(str(value) for value in values)
