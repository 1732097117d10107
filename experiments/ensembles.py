"""An ensemble: one scenario, many seeds."""

from pathlib import Path

from experiments.job import Job
from experiments.keeping import Home
from experiments.plan import Plan, Point
from model.run_folder import SCENARIO_FILE
from scenarios import ResolvedScenario

ENSEMBLE = "ensemble"


def ensemble_job(
    resolved: ResolvedScenario,
    name: str,
    replications: int,
    home: Home | None,
    *,
    hourly: bool = False,
) -> Job:
    """So many replications of a scenario; its own seed is their base seed.

    `name` is what people call it. In a home that holds the same ensemble only those replications
    are run that are not there yet; without a home results stay in memory.
    """
    stem = Path(name).stem
    source = name if home is None else home.source()
    return Job(
        Plan(
            kind=ENSEMBLE,
            base_seed=resolved.scenario.seed,
            replications=replications,
            points=[Point(stem, resolved.scenario, source)],
            asked={"scenario": stem, "replications": replications},
            hourly=hourly,
        ),
        home,
        {SCENARIO_FILE: resolved.to_yaml()},
        resolved.scenario.about,
    )
