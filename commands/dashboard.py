"""`run.py dashboard`: play a run in the browser, or replay a stored one."""

from collections.abc import Sequence
from pathlib import Path
from typing import Annotated

import typer

from commands.complaints import Complaint, say
from commands.options import Changes, Days, ScenarioName, Seed, Until, Wanted
from model.run_folder import RunFolder
from scenarios import ResolvedScenario

DEFAULT_PORT = 8765


def dashboard(
    scenario: ScenarioName = "reference",
    run: Annotated[
        str | None,
        typer.Option("--run", metavar="RUN", help="Replay this run: its folder or its name."),
    ] = None,
    port: Annotated[
        int, typer.Option(metavar="PORT", help="Port of this machine; 0 takes any that is free.")
    ] = DEFAULT_PORT,
    days: Days = None,
    until: Until = None,
    seed: Seed = None,
    changes: Changes = None,
) -> None:
    """Watch a run in the browser, change its settings, or replay one.

    Example: run.py dashboard quiet_week
    """
    from dashboard.errors import DashboardError
    from dashboard.server import listening
    from dashboard.showing import show

    def resolve(further: Sequence[str]) -> ResolvedScenario:
        return wanted_with(further).resolved(scenario)

    def wanted_with(further: Sequence[str]) -> Wanted:
        return Wanted(days, until, seed, [*(changes or []), *further])

    try:
        with listening(port) as socket:
            if run is None:
                show(socket, resolve, None, tell=say)
            else:
                show(socket, None, _folder(run), tell=say)
    except DashboardError as error:
        raise Complaint(str(error)) from None


def _folder(run: str) -> Path:
    """The folder of a run that can be replayed."""
    folder = RunFolder.open(run)
    if not folder.log_file.is_file():
        raise Complaint(
            f"{folder.path} holds no log of events, so there is nothing to replay; experiments "
            "keep none: replay a run of `run.py run` or `run.py live`"
        )
    return folder.path
