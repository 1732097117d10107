"""A sweep: one scenario with some of its values varied, each combination over the same seeds."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import asdict
from pathlib import Path
from typing import Any

from experiments.design import Design, combinations
from experiments.errors import ExperimentError
from experiments.job import Job
from experiments.keeping import Home
from experiments.plan import Plan, Point
from experiments.results import Results
from experiments.vary import Vary, as_value, parsed
from model.run_folder import SCENARIO_FILE
from scenarios import ResolvedScenario, ScenariosError

SWEEP = "sweep"

type Load = Callable[[Sequence[str]], ResolvedScenario]
"""Loads the scenario of a sweep with further changes, written like --set."""


def sweep_job(
    load: Load,
    name: str,
    vary: Sequence[str],
    *,
    design: Design = Design.GRID,
    samples: int | None = None,
    replications: int = 5,
    home: Home | None = None,
) -> Job:
    """The points of a sweep, all of them loaded and checked before anything runs.

    Without a `home` its results stay in memory.

    Raises ExperimentError where something cannot be varied as it was asked.
    """
    base = load(())
    varied = parsed(vary, base.scenario)
    seed = base.scenario.seed
    rows = combinations(varied, design, samples, seed)
    stem = Path(name).stem
    source = name if home is None else home.source()
    asked = {"scenario": stem, "vary": list(vary), "design": str(design), "samples": samples}
    points = [loaded_point(load, source, varied, row) for row in rows]
    return Job(
        Plan(SWEEP, seed, replications, points, {**asked, "replications": replications}),
        home,
        {SCENARIO_FILE: base.to_yaml()},
        base.scenario.about,
    )


def loaded_point(load: Load, source: str, varied: Sequence[Vary], row: Sequence[str]) -> Point:
    """The scenario with these values of the varied keys; raises ExperimentError as --vary."""
    changes = tuple(f"{one.key}={value}" for one, value in zip(varied, row, strict=True))
    try:
        scenario = load(changes).scenario
    except (ScenariosError, ExperimentError) as problem:
        said = str(problem)
        for change in changes:
            said = said.replace(f"--set {change}:", f"--vary {change}:")
        raise ExperimentError(said) from None
    values = [(one.key, as_value(value)) for one, value in zip(varied, row, strict=True)]
    return Point(", ".join(changes), scenario, source, changes, tuple(values))


def keys_of(results: Results) -> list[str]:
    """The keys that a sweep varies."""
    return list(results.values(0))


def tidy(results: Results) -> list[dict[str, Any]]:
    """One row for each point and measure: the varied values, then what is known of the measure."""
    return [
        {"point": place, **results.values(place), "measure": name, **asdict(found)}
        for place in range(len(results.points))
        for name, found in results.estimates(place).items()
    ]


def moving(results: Results) -> list[str]:
    """The measures whose mean is not the same at every point."""
    tables = [results.estimates(place) for place in range(len(results.points))]
    return [name for name in results.names if len({table[name].mean for table in tables}) > 1]


def described(values: Mapping[str, object]) -> str:
    """The values of a point in one line."""
    return ", ".join(f"{key.rpartition('.')[2]} {value}" for key, value in values.items())
