"""An ensemble: one scenario, many seeds."""

from pathlib import Path

from experiments.job import Job
from experiments.keeping import home_for
from experiments.plan import Plan, Point
from model.run_folder import SCENARIO_FILE
from scenarios import ResolvedScenario

ENSEMBLE = "ensemble"


def ensemble_job(
    resolved: ResolvedScenario,
    name: str,
    replications: int,
    *,
    out: Path | None,
    in_memory: bool = False,
    hourly: bool = False,
) -> Job:
    """So many replications of a scenario; its own seed is their base seed.

    `name` is what people call it. In a folder that holds the same ensemble only those replications
    are run that are not there yet.
    """
    stem = Path(name).stem
    home = None if in_memory else home_for(out, f"{stem}-{ENSEMBLE}")
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
