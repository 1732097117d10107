"""Two scenarios over the same seeds, or two folders that hold what was run already."""

from collections.abc import Mapping
from dataclasses import asdict, dataclass
from pathlib import Path
from statistics import median
from typing import Any

from experiments.differences import BySeed, Difference, differences
from experiments.errors import ExperimentError
from experiments.job import Job
from experiments.keeping import SCENARIO_B_FILE, Home
from experiments.plan import Plan, Point
from experiments.results import Results
from experiments.store import RESULT_FILE, Store
from model.measures import MEASURES
from model.run_folder import MANIFEST_FILE, SCENARIO_FILE, RunFolder
from scenarios import ResolvedScenario
from scenarios.wording import found

COMPARE = "compare"


@dataclass(frozen=True, slots=True)
class Side:
    """One side of a comparison: its name, and each measure's values by seed."""

    label: str
    values: Mapping[str, BySeed]


@dataclass(frozen=True, slots=True)
class Comparison:
    """B against A, measure by measure."""

    a: str
    b: str
    differences: list[Difference]

    @property
    def moved(self) -> list[Difference]:
        """The measures that moved beyond noise, the largest effects first."""
        moved = [one for one in self.differences if one.moved]
        return sorted(moved, key=lambda one: -abs(one.effect or float("inf")))

    @property
    def pairs(self) -> int:
        """How many seeds the sides have in common."""
        return max((one.pairs for one in self.differences), default=0)

    @property
    def precision(self) -> float | None:
        """The median, over measures, of what pairing saves."""
        known = [one.precision for one in self.differences if one.precision is not None]
        return median(known) if known else None

    def as_dict(self) -> dict[str, Any]:
        """For JSON."""
        return {
            "a": self.a,
            "b": self.b,
            "pairs": self.pairs,
            "pairing_precision_median": self.precision,
            "differences": [{**asdict(one), "moved": one.moved} for one in self.differences],
        }


def compare_job(
    a: tuple[str, ResolvedScenario],
    b: tuple[str, ResolvedScenario],
    replications: int,
    home: Home | None,
) -> Job:
    """Both scenarios over the same seeds, those of A's own seed.

    Raises ExperimentError where they do not last equally long.
    """
    (name_a, one), (name_b, other) = a, b
    days_a, days_b = one.scenario.time.days, other.scenario.time.days
    if days_a != days_b:
        raise ExperimentError(
            f"{name_a} lasts {found(days_a)} days and {name_b} {found(days_b)}; say for how long "
            f"to compare them, as in --days {found(min(days_a, days_b))}"
        )
    files = (SCENARIO_FILE, SCENARIO_B_FILE)
    sources = (name_a, name_b) if home is None else tuple(home.source(file) for file in files)
    labels = _labels(name_a, name_b)
    points = [
        Point(label, resolved.scenario, source)
        for label, resolved, source in zip(labels, (one, other), sources, strict=True)
    ]
    asked = {"scenario": " and ".join(labels), "replications": replications}
    texts = dict(zip(files, (one.to_yaml(), other.to_yaml()), strict=True))
    about = f"What is different in {labels[1]}, compared with {labels[0]}?"
    plan = Plan(COMPARE, one.scenario.seed, replications, points, asked)
    return Job(plan, home, texts, about)


def _labels(a: str, b: str) -> tuple[str, str]:
    stems = (Path(a).stem, Path(b).stem)
    return stems if stems[0] != stems[1] else (a, b)


def compared(results: Results) -> Comparison:
    """What a job of compare has come to."""
    return between(side_of(results, 0), side_of(results, 1))


def between(a: Side, b: Side) -> Comparison:
    """B against A, in the measures that either side has."""
    present = a.values.keys() | b.values.keys()
    names = [measure.name for measure in MEASURES if measure.name in present]
    return Comparison(a.label, b.label, differences(names, a.values, b.values))


def side_of(results: Results, point: int, label: str = "") -> Side:
    """One point of an experiment as a side."""
    seeds = [kept.seed for kept in results.done_at(point)]
    values = {
        name: {
            seed: float(value)
            for seed, value in zip(seeds, numbers, strict=True)
            if value is not None
        }
        for name, numbers in results.numbers(point).items()
    }
    return Side(label or str(results.points[point]["label"]), values)


def is_kept(name: str) -> bool:
    """Whether a name is that of a folder with something that was run."""
    return any((place / MANIFEST_FILE).is_file() for place in (Path(name), Path("runs") / name))


def kept_side(name: str) -> Side:
    """A finished run or ensemble as a side; raises ExperimentError for anything else."""
    folder = RunFolder.open(name)
    if (folder.path / RESULT_FILE).is_file():
        return _ensemble_side(folder, name)
    summary = folder.summary()
    if folder.manifest().get("mode") == "tune":
        raise ExperimentError(
            f"{folder.path} is a search; compare {folder.path / SCENARIO_FILE}, its start, with "
            "the tuned.yaml beside it"
        )
    if summary is None:
        raise ExperimentError(f"{folder.path} is not finished; go on with: run.py resume {name}")
    seed = int(summary["seed"])
    measures = summary["measures"].items()
    return Side(name, {key: {seed: float(v)} for key, v in measures if v is not None})


def _ensemble_side(folder: RunFolder, name: str) -> Side:
    store = Store(folder.path / RESULT_FILE)
    try:
        results = Results.of(store, folder.path)
    finally:
        store.close()
    if len(results.points) != 1:
        raise ExperimentError(
            f"{folder.path} is a {results.kind} of {len(results.points)} scenarios; compare takes "
            "scenarios, runs and ensembles"
        )
    return side_of(results, 0, name)
