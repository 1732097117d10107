"""Leaving report.html in the folder of whatever has come to its end.

Results are printed first, and nothing that goes wrong here takes them back: it is told in one
sentence, and the run stays as it is.
"""

from collections.abc import Callable
from pathlib import Path
from typing import Annotated, NoReturn

import typer

from commands.complaints import INTERRUPTED, Complaint, say
from commands.endings import as_complaint
from commands.printing import exit_code, print_summary
from experiments.results import Results
from model.memory import few_collections
from model.run_folder import RunFolder
from model.summary import Summary
from reports.errors import ReportError

REPORT_VARIABLE = "KARMYQ_SIM_REPORT"

WithReport = Annotated[
    bool,
    typer.Option(
        "--report/--no-report",
        envvar=REPORT_VARIABLE,
        help=f"Leave report.html in the folder, one page with pictures. [default: yes, or what "
        f"{REPORT_VARIABLE} says]",
        show_default=False,
        show_envvar=False,
    ),
]


def conclude(
    folder: RunFolder, summary: Summary, *, as_json: bool, strict: bool, report: bool
) -> NoReturn:
    """Print what a finished run came to, leave its report, and end with its exit code.

    Raises typer.Exit, or Complaint 130 after Ctrl-C at the report.
    """
    print_summary(summary, str(folder.path), as_json=as_json)
    if report:
        _leave(folder.path, lambda: _draw_run(folder.path), as_json=as_json)
    raise typer.Exit(exit_code(summary, strict=strict))


def leave_experiment_report(results: Results, wanted: bool, *, as_json: bool) -> None:
    """Draw the report of an experiment of many runs, if it is wanted: one page for the whole."""
    path = results.path
    if wanted and path is not None and results.done:
        _leave(path, lambda: _draw_experiment(results, path), as_json=as_json)


def _draw_run(folder: Path) -> Path:
    # What draws takes a second to import, and is only wanted here.
    from reports.frames import Run
    from reports.page import write
    from reports.run_report import report_on

    return write(report_on(Run(folder)), folder)


def _draw_experiment(results: Results, folder: Path) -> Path:
    from commands.experiment_page import page_of
    from reports.page import write

    return write(page_of(results), folder)


def _leave(folder: Path, draw: Callable[[], Path], *, as_json: bool) -> None:
    try:
        with few_collections():  # figures are very many small objects
            file = draw()
    except ReportError as problem:
        say(f"there is no report: {problem}")
    except KeyboardInterrupt:
        raise Complaint(
            f"interrupted at the report; the result is kept, draw it with: run.py report {folder}",
            INTERRUPTED,
        ) from None
    except Exception as problem:
        # The result is there and printed; what went wrong is told, with its traceback on file.
        say(f"there is no report: {as_complaint(problem, run=folder)}")
    else:
        if not as_json:
            typer.echo(f"report        {file}")
