"""The web server of the dashboard: Solara's pages on uvicorn, on this machine alone.

Everything that the page needs comes from here: Solara's own files are installed with it, and what
it would tell its makers stays untold.
"""

import os
import signal
import socket
import tempfile
import warnings
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from importlib.util import find_spec
from pathlib import Path
from typing import Any

from dashboard.errors import MissingExtraError, PortTakenError

LOOPBACK = "127.0.0.1"
PAGE = "dashboard.page.page:Page"
LIBRARIES = ("solara", "solara_assets", "ipyvue", "matplotlib", "starlette", "uvicorn")
SIGNALS = (signal.SIGINT, signal.SIGTERM)
GRACE_S = 1
"""How long open pages may hold up the end."""


@contextmanager
def listening(port: int) -> Iterator[socket.socket]:
    """A socket that waits for browsers; port 0 takes any. Raises PortTakenError."""
    with socket.socket(socket.AF_INET, socket.SOCK_STREAM) as found:
        found.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            found.bind((LOOPBACK, port))
        except (OSError, OverflowError) as error:
            why = getattr(error, "strerror", None) or str(error)
            raise PortTakenError(
                f"port {port} of {LOOPBACK} cannot be used ({why.lower()}); "
                "choose another with --port, or 0 for any that is free"
            ) from None
        yield found


def application() -> Any:
    """The ASGI application; raises MissingExtraError where a library of it is missing."""
    _check_installed()
    _settle_environment()
    import solara.server.starlette
    from solara.server import app, settings

    # It speaks of pages within other pages; ours stands alone.
    warnings.filterwarnings("ignore", message="Cookies with samesite=none")
    settings.main.mode = "production"  # no reloading, no watching of files
    settings.kernel.cull_timeout = "10m"  # of a page whose browser has gone without a word
    settings.theme.show_banner = False
    settings.theme.title = "karmyq-simulation"
    settings.telemetry.mixpanel_enable = False
    app.apps["__default__"] = app.AppScript(PAGE)
    return solara.server.starlette.app


def _check_installed() -> None:
    """Look before importing, which takes seconds."""
    for library in LIBRARIES:
        if find_spec(library) is None:
            raise MissingExtraError(
                f"the dashboard needs {library}, which is missing: "
                ".venv/bin/pip install -c constraints.txt -e '.[dashboard]'"
            )


def _settle_environment() -> None:
    """Before Solara is imported, which makes a folder in the home and writes an identity there."""
    os.environ.setdefault("SOLARA_HOME", str(Path(tempfile.gettempdir()) / "karmyq-solara"))
    os.environ["SOLARA_TELEMETRY_MIXPANEL_ENABLE"] = "false"
    os.environ["SOLARA_SESSION_HTTP_ONLY"] = "true"


def serve(application: Any, found: socket.socket, ready: Callable[[str], None]) -> None:
    """Serve until Ctrl-C or SIGTERM; `ready` hears the address once browsers are answered."""
    import uvicorn

    class Server(uvicorn.Server):
        async def startup(self, sockets: list[socket.socket] | None = None) -> None:
            await super().startup(sockets=sockets)
            ready(f"http://{LOOPBACK}:{found.getsockname()[1]}/")

        @contextmanager
        def capture_signals(self) -> Iterator[None]:
            """As uvicorn's own, but a signal is not raised again: there is more to end here."""
            before = {one: signal.signal(one, self.handle_exit) for one in SIGNALS}
            try:
                yield
            finally:
                for one, handler in before.items():
                    signal.signal(one, handler)

    config = uvicorn.Config(
        application, log_level="warning", timeout_graceful_shutdown=GRACE_S, ws="websockets-sansio"
    )
    Server(config).run(sockets=[found])
