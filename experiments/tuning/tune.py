"""A search from its targets file to its scenario file: `experiments.tune` and `run.py tune`."""

from collections.abc import Callable
from contextlib import AbstractContextManager
from dataclasses import dataclass, field, replace
from pathlib import Path
from time import perf_counter
from typing import TYPE_CHECKING

from experiments.engine import Engine
from experiments.errors import ExperimentError, MissingExtraError, from_extra
from experiments.job import Workers, unlocked, write_csv
from experiments.kept_open import KeptOpen
from experiments.tuning.loading import Tuning
from experiments.tuning.place import TRIALS_FILE, Place
from model.run_folder import RunFolder

if TYPE_CHECKING:
    from experiments.tuning.report import Tuned

FRESH_SEEDS = 20
NEEDED = ("optuna", "sklearn", "emcee", "scipy")
"""The libraries of the extra; what imports them is imported after they have been looked for."""


@dataclass(frozen=True, slots=True)
class Search:
    """What is asked beside the targets; `fresh_seeds` are those of the validation."""

    workers: Workers = field(default_factory=Workers)
    storage: str | None = None
    fresh_seeds: int = FRESH_SEEDS
    quiet: bool = False

    def engine(self, replications: int) -> Engine:
        """The engine; raises an ExperimentError where anything that was asked cannot be had."""
        for library in NEEDED:
            from_extra(library, "tune", "run.py tune")
        from experiments.tuning.study import parsed

        if self.storage is not None:
            parsed(self.storage)
        if self.fresh_seeds < 2:
            raise ExperimentError(
                f"--fresh-seeds: expects a number from 2 up; found {self.fresh_seeds}"
            )
        return self.workers.engine(replications)


def run_search(
    tuning: Tuning,
    search: Search,
    place: Place | None,
    alone: Callable[[RunFolder], AbstractContextManager[None]] = unlocked,
) -> "Tuned":
    """Search, and end the search; without a place nothing is kept.

    Raises ExperimentError before anything has begun; whatever ends it later, trials are kept.
    """
    engine = search.engine(tuning.targets.replications)
    if place is None:
        return _searched(tuning, search, engine, None)
    place.check(tuning)
    place.make(tuning)
    with alone(place.folder):
        before, began = place.seconds, perf_counter()
        place.begin(tuning, search.fresh_seeds, shared=search.storage is not None)
        try:
            tuned = _searched(tuning, search, engine, place.path)
        except BaseException as ended:
            status = "interrupted" if isinstance(ended, KeyboardInterrupt) else "failed"
            seconds = before + perf_counter() - began
            place.folder.write_manifest(status=status, seconds=round(seconds, 3))
            raise
        tuned = replace(tuned, seconds=before + tuned.seconds)
        _keep(tuned, place)
    return tuned


def _searched(tuning: Tuning, search: Search, engine: Engine, folder: Path | None) -> "Tuned":
    from experiments.tuning.ending import Finishing
    from experiments.tuning.estimates import ranges
    from experiments.tuning.report import Tuned
    from experiments.tuning.search import Searching, is_over
    from experiments.tuning.study import Storage, opened
    from experiments.tuning.watching import watched

    began, shared = perf_counter(), search.storage is not None
    storage, ending = Storage(folder, search.storage), None
    with opened(tuning, storage) as study:
        was_over = is_over(tuning, study.get_trials(deepcopy=False))
        with KeptOpen(engine) as kept, watched(tuning, quiet=search.quiet) as watch:
            Searching(tuning, study, kept, watch, shared).run()
        trials = study.get_trials()
        # Of several processes on one study, the one that began it ends it, or whoever comes later.
        if was_over or storage.is_home_of(study):
            finishing = Finishing(tuning, search.workers, folder, search.fresh_seeds, search.quiet)
            ending = finishing.run(study)
        known = ranges(tuning, trials, tuning.start.scenario.seed)
    seconds = perf_counter() - began
    return Tuned(tuning, trials, known, ending, seconds, folder, storage.shown)


def _keep(tuned: "Tuned", place: Place) -> None:
    from experiments.tuning.report import trial_rows

    write_csv(place.path / TRIALS_FILE, trial_rows(tuned.tuning, tuned.trials))
    place.folder.write_summary(tuned.as_dict())
    status = "failed" if tuned.counts()["failed"] else "done"
    place.folder.write_manifest(status=status, seconds=round(tuned.seconds, 3))


def picture_of(tuned: "Tuned") -> list[str]:
    """Draw the picture; returns a sentence where that cannot be."""
    from experiments.tuning.picture import PICTURE_FILE, draw_search

    if tuned.path is None:
        return []
    try:
        draw_search(tuned, tuned.path / PICTURE_FILE)
    except MissingExtraError as problem:
        return [f"the search is complete, but {problem}"]
    return []
