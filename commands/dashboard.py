"""`run.py dashboard`: play a run in the browser, or replay a stored one."""

from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import Annotated

import typer

from commands.complaints import INTERRUPTED, Complaint, say
from commands.options import Changes, Days, Seed, Until, Wanted
from model.run_folder import RunFolder
from scenarios import ResolvedScenario, ScenarioError

DEFAULT_PORT = 8765
HIGHEST_PORT = 65_535
STOPPED = "dashboard stopped"


def dashboard(
    scenario: Annotated[
        str,
        typer.Argument(
            metavar="SCENARIO", help="A scenario of the library, or the path of a YAML file."
        ),
    ] = "reference",
    run: Annotated[
        str | None,
        typer.Option("--run", metavar="RUN", help="Replay this run: its folder or its name."),
    ] = None,
    port: Annotated[
        int,
        typer.Option(
            min=0,
            max=HIGHEST_PORT,
            metavar="PORT",
            help="Port of this machine; 0 takes any that is free.",
        ),
    ] = DEFAULT_PORT,
    days: Days = None,
    until: Until = None,
    seed: Seed = None,
    changes: Changes = None,
) -> None:
    """Watch a run in the browser, change it, or replay one.

    Example: run.py dashboard quiet_week
    """

    def resolve(further: Sequence[str]) -> ResolvedScenario:
        try:
            return Wanted(days, until, seed, [*(changes or []), *further]).resolved(scenario)
        except Complaint as problem:  # the page says it, too, and goes on
            raise ScenarioError(str(problem)) from None

    folder = None if run is None else _folder(run)
    if folder is not None:
        _refuse_changes({"--days": days, "--until": until, "--seed": seed, "--set": changes})
    _serve(port, resolve if folder is None else None, folder)
    raise Complaint(STOPPED, INTERRUPTED)  # nothing else ends it


def _serve(
    port: int,
    resolve: Callable[[Sequence[str]], ResolvedScenario] | None,
    folder: Path | None,
) -> None:
    """Show the page until Ctrl-C."""
    from dashboard.errors import DashboardError
    from dashboard.server import listening
    from dashboard.showing import show

    try:
        with listening(port) as socket:
            show(socket, resolve, folder, tell=say)
    except DashboardError as error:
        raise Complaint(str(error)) from None


def _refuse_changes(given: Mapping[str, object]) -> None:
    """A stored run stays what it was."""
    for option, value in given.items():
        if value is not None and value != []:
            raise Complaint(f"--run shows a run as it was; leave {option} out")


def _folder(run: str) -> Path:
    """The folder of a run that can be replayed."""
    folder = RunFolder.open(run)
    if not folder.log_file.is_file():
        raise Complaint(
            f"{folder.path} holds no log of events, so there is nothing to replay; experiments "
            "keep none: replay a run of `run.py run` or `run.py live`"
        )
    return folder.path
