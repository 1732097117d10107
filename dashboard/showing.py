"""From a scenario or a stored run to the page: process, cockpit, server, and their common end."""

import socket
from collections.abc import Callable
from pathlib import Path

from dashboard.page.cockpit import COCKPITS, Cockpit
from dashboard.page.draft import Resolve
from dashboard.page.studio import Studio
from dashboard.protocol import Begin
from dashboard.server import application, serve


def show(
    listening: socket.socket,
    resolve: Resolve | None,
    run: Path | None,
    *,
    tell: Callable[[str], None],
) -> None:
    """Show a scenario (`resolve`) or a stored `run` until Ctrl-C ends it; both processes end then.

    Raises MissingExtraError, and ScenariosError for a scenario that cannot be had.
    """
    opening = Begin(resolve([]).scenario) if resolve is not None else str(run)
    page = application()  # whether all is installed is known before a process is started
    studio = Studio(opening)
    try:
        COCKPITS.append(Cockpit(studio, resolve))
        serve(page, listening, lambda address: tell(f"dashboard on {address} (Ctrl-C ends it)"))
    finally:
        studio.close()
        COCKPITS.clear()
