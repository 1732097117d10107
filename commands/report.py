"""`run.py report`: the page of a run or an experiment, or of several over each other."""

from pathlib import Path
from typing import Annotated

import typer

from commands.compare_printing import sentence
from commands.complaints import FAILED, REFUSED, Complaint
from commands.experiment_kinds import is_experiment
from commands.experiment_page import page_of
from commands.experiment_run import told
from commands.tune_run import no_search
from experiments.comparisons import between, kept_side
from experiments.errors import ExperimentError
from experiments.results import Results
from experiments.sides import sides_of
from experiments.store import RESULT_FILE, Store
from model.run_folder import RunFolder
from reports.errors import MissingExtraError, ReportError
from reports.frames import Run
from reports.many_report import About, report_on_many
from reports.page import Page, write
from reports.run_report import report_on, title_of
from reports.side import Side, side_of

Runs = Annotated[
    list[str],
    typer.Argument(
        metavar="RUN [RUN ...]",
        help="Runs or ensembles: folders, or their names below runs/.",
        show_default=False,
    ),
]


def report(
    runs: Runs,
    out: Annotated[
        Path | None,
        typer.Option(
            metavar="FOLDER",
            help="Where report.html is written. [default: the run's folder; for several runs here]",
        ),
    ] = None,
) -> None:
    """Show a run, or several, as one page with pictures.

    The page is one HTML file that needs nothing else: it opens from disk, prints, and follows the
    reader's light or dark setting. Several runs and ensembles are drawn over each other, ensembles
    with bands. A run that is not finished shows what there is so far.

    Example: run.py report quiet_week-s7-1
    """
    folders = [RunFolder.open(name) for name in runs]
    with told():
        try:
            page = _one(folders[0]) if len(folders) == 1 else _several(runs, folders)
            place = out or (folders[0].path if len(folders) == 1 else Path())
            if out is not None:
                out.mkdir(parents=True, exist_ok=True)
            file = write(page, place)
        except ReportError as problem:
            missing = isinstance(problem, MissingExtraError)
            raise Complaint(str(problem), FAILED if missing else REFUSED) from None
    typer.echo(str(file))


def _one(folder: RunFolder) -> Page:
    if is_experiment(folder):
        return page_of(_results(folder))
    no_search(folder)
    return report_on(Run(folder.path))


def _several(names: list[str], folders: list[RunFolder]) -> Page:
    short = [folder.path.resolve().name for folder in folders]
    labels = short if len(set(short)) == len(short) else names
    if len(set(labels)) < len(labels):
        raise Complaint("the same run is named twice; lay different runs over each other")
    sides = [_side(label, folder) for label, folder in zip(labels, folders, strict=True)]
    title = " and ".join(labels)
    kinds = ", ".join(f"{side.label}: {_what(side)}" for side in sides)
    findings = _findings(names) if len(names) == 2 else []
    about = About(title, f"What is different in {title}?", kinds, findings)
    return report_on_many(about, sides)


def _side(label: str, folder: RunFolder) -> Side:
    if not is_experiment(folder):
        no_search(folder)
        return side_of(Run(folder.path), label)
    sides = sides_of(_results(folder))
    if len(sides) != 1:
        raise Complaint(
            f"{folder.path} holds {len(sides)} scenarios; lay runs and ensembles over each other, "
            f"and see it alone with: run.py report {folder.path}"
        )
    (side,) = sides
    return Side(label, side.finals, side.hourly)


def _what(side: Side) -> str:
    return f"an ensemble of {len(side.finals)} runs" if side.run is None else title_of(side.run)


def _findings(names: list[str]) -> list[str]:
    """What moved beyond noise, where there are enough runs to say."""
    try:
        comparison = between(kept_side(names[0]), kept_side(names[1]))
    except ExperimentError:  # one that is not finished is drawn, but not compared
        return []
    return [sentence(one, comparison.b) for one in comparison.moved]


def _results(folder: RunFolder) -> Results:
    store = Store(folder.path / RESULT_FILE)
    try:
        return Results.of(store, folder.path)
    finally:
        store.close()
