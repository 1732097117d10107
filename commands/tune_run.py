"""Run a search for the command line, go on with it, and show it: every end as one sentence."""

import json
from typing import TYPE_CHECKING

import typer

from commands.complaints import FAILED, INTERRUPTED, NOT_MET, Complaint, say
from commands.endings import as_complaint
from commands.experiment_run import interruptible, told
from commands.folders import alone
from commands.tune_printing import tuned_text
from experiments.errors import ExperimentError
from experiments.job import Workers
from experiments.tuning.loading import Tuning
from experiments.tuning.place import SHARED, TRIALS_FILE, TUNE, VALIDATION, Place, search_in
from experiments.tuning.tune import Search, picture_of, run_search
from model.run_folder import RunFolder

if TYPE_CHECKING:  # its libraries are of an extra, and `show` does without
    from experiments.tuning.report import Tuned


def is_search(folder: RunFolder) -> bool:
    """Whether a folder holds a search."""
    return folder.manifest().get("mode") == TUNE


def no_search(folder: RunFolder) -> None:
    """Raises Complaint where a command is for runs and experiments, and this is a search."""
    if is_search(folder):
        raise Complaint(
            f"{folder.path} is a search; look at it with: run.py show {folder.path}, its trials "
            f"are in {folder.path / TRIALS_FILE}, and what it found beside its start is an "
            f"experiment of its own, in {folder.path}/after-N/{VALIDATION}"
        )


def search_for(tuning: Tuning, search: Search, place: Place) -> "Tuned":
    """Search; raises Complaint 130 after Ctrl-C, with all trials kept."""
    with told():
        try:
            with interruptible():
                tuned = run_search(tuning, search, place, alone)
                remarks = picture_of(tuned)
        except KeyboardInterrupt:
            again = "the same command again" if search.storage else f"run.py resume {place.path}"
            raise Complaint(
                f"interrupted; the trials that are done are kept, go on with: {again}", INTERRUPTED
            ) from None
        except (ExperimentError, Complaint):
            raise
        except Exception as error:
            there = place.path if place.path.is_dir() else None
            raise as_complaint(error, run=there) from error
    for remark in (*remarks, *_failures(tuned)):
        say(remark)
    return tuned


def resume_search(folder: RunFolder, workers: Workers, *, quiet: bool) -> "Tuned":
    """Go on with a search whose study is in its folder."""
    if folder.manifest().get(SHARED):
        raise Complaint(
            f"{folder.path} shares its study with others; go on with the command that began it, "
            "with --storage and --out"
        )
    with told():
        tuning, fresh_seeds = search_in(folder)
    search = Search(workers, None, fresh_seeds, quiet)
    return search_for(tuning, search, Place(folder, exists=True))


def show_search(folder: RunFolder, *, as_json: bool) -> None:
    """Print what a search came to."""
    summary = folder.summary()
    if summary is None:
        raise Complaint(
            f"{folder.path} has no result, it is {folder.manifest().get('status')}; "
            f"go on with: run.py resume {folder.path}"
        )
    typer.echo(json.dumps(summary, indent=2) if as_json else tuned_text(summary, str(folder.path)))


def print_tuned(tuned: "Tuned", *, as_json: bool) -> None:
    """Print what a search has come to, as JSON or for people."""
    told_all = tuned.as_dict()
    typer.echo(json.dumps(told_all, indent=2) if as_json else tuned_text(told_all, str(tuned.path)))


def tune_exit_code(tuned: "Tuned", *, strict: bool) -> int:
    """0, 3 when a trial failed, or 1 when a target was missed and somebody minds."""
    if tuned.counts()["failed"]:
        return FAILED
    return NOT_MET if strict and not tuned.all_reached else 0


def _failures(tuned: "Tuned") -> list[str]:
    return [f"trial {number} failed: {why}" for number, why in tuned.failures()]
