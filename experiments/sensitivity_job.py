"""A sensitivity analysis: which of the varied keys matter for a measure, and how much.

1. Screening: Morris' trajectories over all keys.
2. Sobol' indices: Saltelli's design over the keys that matter for one of the measures; the others
   stay what they are in the scenario.

The second stage follows from the results of the first. Both are points of one experiment, over one
block of seeds, so that the job store, resuming and clusters are those of every experiment.
"""

from collections.abc import Sequence
from dataclasses import asdict, dataclass, field, replace
from pathlib import Path

from experiments.agreement import agree
from experiments.errors import ExperimentError
from experiments.job import Alone, Job, Workers, run_job, unlocked
from experiments.keeping import Home, plan_in
from experiments.plan import Plan, Point
from experiments.results import Results
from experiments.sensitivity_analysis import MAIN, matching, screened, walked
from experiments.sensitivity_design import (
    check_ranges,
    check_samples,
    saltelli,
    trajectories,
    written,
)
from experiments.sweeps import Load, loaded_point
from experiments.vary import Vary, parsed
from model.run_folder import SCENARIO_FILE, RunFolder
from model.vocabulary import VOCABULARY
from scenarios import ResolvedScenario, load

SENSITIVITY = "sensitivity"


@dataclass(frozen=True, slots=True)
class Depth:
    """How closely to look: walks of the screening, Sobol' samples, and seeds for each point.

    Below 64 samples the intervals are too narrow: a bootstrap cannot know what was not met.
    """

    trajectories: int = 10
    samples: int = 64
    replications: int = 2


@dataclass(frozen=True, slots=True)
class Sensitivity:
    """What is asked: ranges of keys, the measures that count, and how closely to look."""

    vary: Sequence[str]
    measures: Sequence[str] = ()
    depth: Depth = Depth()

    def as_asked(self, name: str) -> dict[str, object]:
        """For the result file: enough to find the second stage again."""
        return {
            "scenario": Path(name).stem,
            "vary": list(self.vary),
            "measures": list(self.measures) or list(MAIN),
            **asdict(self.depth),
        }


@dataclass(frozen=True, slots=True)
class Staged(Job):
    """A job that goes on with Sobol' indices once the screening is done."""

    load: Load = field(kw_only=True)

    def second(self, results: Results) -> "Staged | None":
        """The job with the points of both stages; None where nothing matters, or a run failed."""
        asked = results.notes["asked"]
        keys = matching(results, screened(results))
        if not keys or results.failed:
            return None
        base = self.load(()).scenario
        varied = [one for one in parsed(asked["vary"], base) if one.key in keys]
        source = self.plan.points[0].source
        points = [
            *self.plan.points[: walked(asked)],
            *_points(self.load, source, varied, saltelli(keys, asked["samples"], base.seed)),
        ]
        home = None if self.home is None else Home(self.home.folder, exists=True)
        return replace(self, plan=replace(self.plan, points=points), home=home)


def _points(
    load: Load, source: str, varied: Sequence[Vary], places: Sequence[Sequence[float]]
) -> list[Point]:
    return [loaded_point(load, source, varied, written(varied, row)) for row in places]


def sensitivity_job(load: Load, name: str, wanted: Sensitivity, home: Home | None = None) -> Staged:
    """The first stage, all of its points loaded and checked before anything runs.

    In a home that holds the same analysis already its second stage is gone on with. Raises
    ExperimentError where something cannot be varied as it was asked.
    """
    base = load(())
    varied = parsed(wanted.vary, base.scenario)
    check_ranges(varied)
    check_samples(wanted.depth.samples)
    keys = [one.key for one in varied]
    source = name if home is None else home.source()
    places = trajectories(keys, wanted.depth.trajectories, base.scenario.seed)
    points = _points(load, source, varied, places)
    plan = Plan(
        SENSITIVITY, base.scenario.seed, wanted.depth.replications, points, wanted.as_asked(name)
    )
    return Staged(
        _after(home, plan), home, {SCENARIO_FILE: base.to_yaml()}, base.scenario.about, load=load
    )


def _after(home: Home | None, plan: Plan) -> Plan:
    """The plan with the points of a second stage that its folder holds already."""
    if home is None or not home.exists:
        return plan
    kept = plan_in(home.folder)
    count = len(plan.points)
    try:
        agree(replace(kept, points=kept.points[:count]), plan)
    except ExperimentError as problem:
        raise ExperimentError(f"{home.path} cannot go on: {problem}") from None
    return replace(plan, points=[*plan.points, *kept.points[count:]])


def sensitivity_in(folder: RunFolder, job: Job) -> Staged:
    """The job of an existing folder, with what its second stage is loaded from."""
    source = str(folder.path / SCENARIO_FILE)

    def again(changes: Sequence[str]) -> ResolvedScenario:
        return load(source, vocabulary=VOCABULARY, changes=changes)

    return Staged(job.plan, job.home, job.scenarios, job.about, load=again)


def run_stages(job: Job, workers: Workers, *, quiet: bool, alone: Alone = unlocked) -> Results:
    """Carry out the screening, then what it leads to; as `run_job` does a single stage."""
    assert isinstance(job, Staged)
    results = run_job(job, workers, quiet=quiet, alone=alone)
    if job.home is not None:  # whatever ends this now, the folder can be gone on with
        job.home.mark(status="running")
    more = job.second(results)
    if more is None or len(more.plan.points) == len(job.plan.points):
        if job.home is not None:
            job.home.mark(status="failed" if results.failed else "done")
        return results
    return run_job(more, workers, quiet=quiet, alone=alone)
