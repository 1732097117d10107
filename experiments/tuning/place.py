"""The folder of a search: enough to repeat it, to go on with it, and to look at it elsewhere.

targets.yaml    the targets file, as it was
scenario.yaml   the start, complete
run.json        status, kind, seed, days, versions, what was asked beside the file
study.sqlite    the trials, unless --storage names another place
trials.csv      a row for each trial
after-N/        the best after N trials on fresh seeds, and what was chosen beside the start
tuned.yaml      the scenario that was found
search.svg      the picture of the search
summary.json    what `--json` prints
"""

import os
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from experiments.errors import ExperimentError
from experiments.provenance import provenance
from experiments.tuning.loading import Tuning, Wish, read_tuning
from model.run_folder import MANIFEST_FILE, SCENARIO_FILE, RunFolder, free_name
from scenarios.resolve import SUFFIXES

TUNE = "tune"
TARGETS_FILE, TRIALS_FILE = "targets.yaml", "trials.csv"
BEST, VALIDATION = "best", "validation"
SHARED, ASKED = "shared", "asked"


@dataclass(frozen=True, slots=True)
class Place:
    """The folder of a search, new or to go on in."""

    folder: RunFolder
    exists: bool

    @property
    def path(self) -> Path:
        """The folder."""
        return self.folder.path

    def check(self, tuning: Tuning) -> None:
        """Raises ExperimentError where it holds a search from another start."""
        if not self.exists:
            return
        if self.folder.scenario_file.read_text(encoding="utf-8") != tuning.start.to_yaml():
            raise ExperimentError(
                f"{self.path} cannot go on: it started from another scenario; choose another --out"
            )

    def make(self, tuning: Tuning) -> None:
        """Make it, and take down what is searched for."""
        if not self.exists:
            RunFolder.create(self.path)
            self.folder.write_scenario(tuning.start.to_yaml())
        (self.path / TARGETS_FILE).write_text(tuning.text, encoding="utf-8")

    def begin(self, tuning: Tuning, fresh_seeds: int, *, shared: bool) -> None:
        """The search begins, or goes on."""
        scenario = tuning.start.scenario
        self.folder.write_manifest(
            status="running",
            mode=TUNE,
            scenario=tuning.stem,
            about=tuning.targets.about,
            seed=scenario.seed,
            days=scenario.time.days,
            replications=tuning.targets.replications,
            versions=provenance(),
            shared=shared,
            asked={
                "original": _from_folder(tuning.original, self.path),
                "wish": asdict(tuning.wish),
                "fresh_seeds": fresh_seeds,
            },
        )

    @property
    def seconds(self) -> float:
        """How long it has been worked on before."""
        there = (self.path / MANIFEST_FILE).is_file()
        return float(self.folder.manifest().get("seconds", 0.0)) if there else 0.0


def place_for(out: Path | None, stem: str) -> Place:
    """The folder that was asked for, or the next free one below runs/.

    Raises ExperimentError where something else is in it.
    """
    path = out or free_name(f"{stem}-{TUNE}")
    if not path.exists():
        return Place(RunFolder(path), exists=False)
    if not (path / TARGETS_FILE).is_file() or not (path / SCENARIO_FILE).is_file():
        raise ExperimentError(f"{path} exists already and is no search; choose another --out")
    return Place(RunFolder(path), exists=True)


def search_in(folder: RunFolder) -> tuple[Tuning, int]:
    """The search of an existing folder, and its number of fresh seeds."""
    manifest: dict[str, Any] = folder.manifest()
    asked = manifest[ASKED]
    wish = Wish(**asked["wish"])
    original = asked["original"]
    if original.endswith(SUFFIXES):
        original = str(folder.path / original)
    file = str(folder.path / TARGETS_FILE)
    tuning = read_tuning(file, wish, original=original, stem=manifest["scenario"])
    return tuning, int(asked["fresh_seeds"])


def _from_folder(original: str, folder: Path) -> str:
    if not original.endswith(SUFFIXES):
        return original
    return Path(os.path.relpath(original, folder)).as_posix()
