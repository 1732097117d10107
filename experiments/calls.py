"""One Python call for each command, for notebooks and scripts, with the same results.

    import experiments

    run = experiments.simulate("quiet_week", days=1, seed=3, growth__users_per_day=8)
    many = experiments.ensemble("quiet_week", replications=20, days=1)
    many.frame().groupby("label").completion_rate.describe()
    varied = experiments.sweep("quiet_week", {"growth.users_per_day": [3, 5, 10]}, days=1)
    apart = experiments.compare("reference", "legacy", replications=10, days=2)
    found = experiments.sensitivity("quiet_week", {"workers.count": "1:6"}, days=1)
    tuned = experiments.tune("targets.yaml", trials=40)

Without `out` nothing is written. In a script, call them below `if __name__ == "__main__":`, since
workers are fresh interpreters that import the script.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from experiments.asking import Asked, changes_of, resolved, stem_of
from experiments.comparisons import COMPARE, Comparison, compare_job, compared
from experiments.design import Design
from experiments.ensembles import ENSEMBLE, ensemble_job
from experiments.finishing import finish
from experiments.job import Job, Workers, run_job
from experiments.keeping import Home, home_for
from experiments.kept_run import run_into
from experiments.replication import Replication, Result, opened, replicate
from experiments.results import Results
from experiments.sensitivity_job import (
    SENSITIVITY,
    Depth,
    Sensitivity,
    run_stages,
    sensitivity_job,
)
from experiments.sensitivity_report import Influence
from experiments.sweeps import SWEEP, sweep_job
from experiments.tuning.loading import Wish, read_tuning
from experiments.tuning.place import place_for
from experiments.tuning.tune import FRESH_SEEDS, Search, picture_of, run_search
from model.simulation import Simulation
from scenarios import ResolvedScenario

if TYPE_CHECKING:
    from experiments.tuning.report import Tuned

__all__ = [
    "Depth",
    "Where",
    "compare",
    "ensemble",
    "mesa_model",
    "sensitivity",
    "simulate",
    "sweep",
    "tune",
]


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

    def run(self, job: Job, carry: Callable[..., Results] = run_job) -> Results:
        """Carry a job out there."""
        results = carry(job, Workers(self.workers, self.cluster), quiet=not self.progress)
        finish(results)
        return results


HERE = Where()
USUAL = Depth()


def simulate(
    scenario: Asked,
    *,
    days: float | None = None,
    seed: int | None = None,
    hourly: bool = True,
    out: str | Path | None = None,
    **changes: object,
) -> Result:
    """Run a scenario once: measures, digest and the measures of every hour, as `run.py run` does.

    A change is named like --set's, with `__` or in a `**{...}` with dots. With `out` the run is
    kept in that new folder, for `reports.load` and for `run.py show`, `report` and the like.
    """
    one = resolved(scenario, days, seed, changes)
    if out is not None:
        return run_into(Path(out), one, stem_of(scenario), hourly=hourly)
    return replicate(Replication(0, 0, one.scenario.seed, one.scenario, hourly))


def mesa_model(
    scenario: Asked, *, days: float | None = None, seed: int | None = None, **changes: object
) -> Simulation:
    """A scenario as the Mesa model that it is, at time zero, with its first people in place.

    One step is one virtual hour; `run_for`, `agents` and `datacollector` are Mesa's own.
    """
    one = resolved(scenario, days, seed, changes).scenario
    return opened(one, lambda _event: None, lambda _hour, _measures: None)[0]


def ensemble(
    scenario: Asked,
    replications: int = 20,
    *,
    days: float | None = None,
    seed: int | None = None,
    hourly: bool = False,
    where: Where = HERE,
    **changes: object,
) -> Results:
    """Run a scenario with many seeds, as `run.py ensemble` does.

    With `hourly` the measures of every hour are kept, too: `sides_of` has them as frames, where
    the ensemble has a folder.
    """
    one, stem = resolved(scenario, days, seed, changes), stem_of(scenario)
    home = where.home(f"{stem}-{ENSEMBLE}")
    return where.run(ensemble_job(one, str(scenario), replications, home, hourly=hourly))


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


def sensitivity(
    scenario: str | Path,
    vary: Mapping[str, str],
    measures: Sequence[str] = (),
    *,
    depth: Depth = USUAL,
    days: float | None = None,
    seed: int | None = None,
    where: Where = HERE,
    **changes: object,
) -> Influence:
    """Find which ranges of keys matter for the measures, as `run.py sensitivity` does.

    `vary` is key to range, as --vary takes it: "0.1:0.8".
    """

    def load(more: Sequence[str]) -> ResolvedScenario:
        return resolved(scenario, days, seed, changes, more)

    texts = [f"{key}={text}" for key, text in vary.items()]
    wanted = Sensitivity(texts, measures, depth)
    home = where.home(f"{stem_of(scenario)}-{SENSITIVITY}")
    return Influence.of(where.run(sensitivity_job(load, str(scenario), wanted, home), run_stages))


def tune(  # noqa: PLR0913  # one keyword for each option
    targets: str | Path,
    *,
    trials: int | None = None,
    replications: int | None = None,
    fresh_seeds: int = FRESH_SEEDS,
    storage: str | None = None,
    days: float | None = None,
    seed: int | None = None,
    where: Where = HERE,
    **changes: object,
) -> "Tuned":
    """Find values with which measures reach their targets, as `run.py tune` does.

    `targets` is a targets file, by its path or its name on the shelf; what is given beside it wins.
    """
    wish = Wish(days, seed, replications, trials, changes_of(changes))
    tuning = read_tuning(str(targets), wish)
    search = Search(Workers(where.workers, where.cluster), storage, fresh_seeds, not where.progress)
    place = None if where.out is None else place_for(Path(where.out), tuning.stem)
    tuned = run_search(tuning, search, place)
    picture_of(tuned)
    return tuned


def _as_text(values: Sequence[Any] | str) -> str:
    return values if isinstance(values, str) else ",".join(str(value) for value in values)
