"""An experiment's folder: enough to repeat it, to go on with it, and to look at it elsewhere.

scenario.yaml      the scenario, complete (a comparison has scenario_b.yaml, too)
run.json           status, kind, base seed, days, versions, digest: `run.py runs` lists it
experiment.sqlite  what was asked, and each replication with its measures
replications.csv   one row a replication, one column a measure
summary.json       what `--json` prints
"""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from experiments.errors import ExperimentError, StoreError
from experiments.plan import Plan, Point
from experiments.provenance import provenance
from experiments.store import RESULT_FILE, Store
from model.run_folder import MANIFEST_FILE, SCENARIO_FILE, RunFolder, free_name
from model.vocabulary import VOCABULARY
from scenarios import load

SCENARIO_B_FILE = "scenario_b.yaml"


@dataclass(frozen=True, slots=True)
class Home:
    """Where an experiment is kept; `folder` exists already when it goes on there."""

    folder: RunFolder
    exists: bool

    @property
    def path(self) -> Path:
        """The folder."""
        return self.folder.path

    @property
    def result_file(self) -> Path:
        """The result file in it."""
        return self.path / RESULT_FILE

    def source(self, file: str = SCENARIO_FILE) -> str:
        """One of its scenarios, as `run.py run` takes it."""
        return str(self.path / file)

    def mark(self, **facts: object) -> None:
        """Change some values of its manifest."""
        self.folder.write_manifest(**facts)


def home_for(out: Path | None, stem: str) -> Home:
    """The folder that was asked for, or the next free one below runs/.

    Raises ExperimentError where something else is in it.
    """
    if out is None:
        return Home(RunFolder(free_name(stem)), exists=False)
    if not out.exists():
        return Home(RunFolder(out), exists=False)
    if not (out / MANIFEST_FILE).is_file() or not (out / RESULT_FILE).is_file():
        raise ExperimentError(f"{out} exists already and is no experiment; choose another --out")
    return Home(RunFolder(out), exists=True)


def make(home: Home, scenarios: Mapping[str, str]) -> None:
    """Make the folder with its scenarios, unless it exists."""
    if not home.exists:
        RunFolder.create(home.path)
        for name, text in scenarios.items():
            (home.path / name).write_text(text, encoding="utf-8")


def begin(home: Home, plan: Plan, about: str) -> Store:
    """The result file of a plan that is about to run in its folder."""
    store = Store(home.result_file)
    first = plan.points[0].scenario
    home.mark(
        status="running",
        mode=plan.kind,
        scenario=str(plan.asked.get("scenario", plan.points[0].label)),
        about=about,
        seed=plan.base_seed,
        days=first.time.days,
        replications=plan.replications,
        points=len(plan.points),
        versions=provenance(),
    )
    return store


def plan_in(folder: RunFolder) -> Plan:
    """The plan that an existing folder holds, for going on with it."""
    store = Store(folder.path / RESULT_FILE)
    try:
        notes, points, known = store.notes(), store.points(), store.replications()
    except StoreError as problem:
        raise ExperimentError(
            f"{folder.path} holds no experiment to go on with ({problem}); choose another folder"
        ) from None
    finally:
        store.close()
    return Plan(
        kind=notes["kind"],
        base_seed=notes["base_seed"],
        replications=1 + max(kept.number for kept in known),
        points=[_point_in(folder, point) for point in points],
        asked=notes["asked"],
        hourly=notes["hourly"],
    )


def _point_in(folder: RunFolder, kept: Mapping[str, Any]) -> Point:
    # By its file's name: the folder may have been moved since.
    source = str(folder.path / Path(kept["source"]).name)
    changes = tuple(kept["changes"])
    resolved = load(source, vocabulary=VOCABULARY, changes=changes)
    values = tuple((key, value) for key, value in kept["values"])
    return Point(kept["label"], resolved.scenario, source, changes, values)
