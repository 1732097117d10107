"""Servers in processes of their own, so that what a client costs can be told from what they cost.

sandbox   karmyq emulated, on an embedded PostgreSQL
canned    answers one path with bytes that were recorded: as little as a server can do
"""

import signal
import socket
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from multiprocessing import get_context
from multiprocessing.connection import Connection
from typing import Any

from adapters.sandbox.errors import SandboxError, missing_extra
from adapters.sandbox.postgres import LOOPBACK
from adapters.sandbox.server import RunningSandbox, SandboxOptions, serve

LAST_WORDS_S = 10.0


@contextmanager
def sandbox_process() -> Iterator[RunningSandbox]:
    """A sandbox for as long as the block lasts; raises SandboxError when it cannot start."""
    with _process(_serve_sandbox) as sandbox:
        yield sandbox


@contextmanager
def canned_process(answers: dict[str, bytes]) -> Iterator[str]:
    """The address of a server that knows these paths and nothing else."""
    with _process(_serve_canned, answers) as address:
        yield address


@contextmanager
def _process(target: Callable[..., None], *args: Any) -> Iterator[Any]:
    # Fresh interpreters: a fork would copy the event loop and the threads of this one.
    context = get_context("spawn")
    here, there = context.Pipe(duplex=False)
    process = context.Process(target=_quietly, args=(target, there, *args), daemon=True)
    process.start()
    there.close()
    try:
        yield _told(here)
    finally:
        process.terminate()
        process.join(LAST_WORDS_S)


def _told(here: Connection) -> Any:
    try:
        said = here.recv()
    except EOFError:
        raise SandboxError("The server for the measurements ended before it answered.") from None
    if isinstance(said, SandboxError):
        raise said
    return said


def _quietly(target: Callable[..., None], there: Connection, *args: Any) -> None:
    """Ctrl-C reaches every process of a terminal; only the first one has something to say."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    try:
        target(there, *args)
    except SandboxError as error:
        there.send(error)


def _serve_sandbox(there: Connection) -> None:
    serve(SandboxOptions(), there.send)


def _serve_canned(there: Connection, answers: dict[str, bytes]) -> None:
    try:
        import uvicorn
    except ImportError as error:
        raise missing_extra(error) from error

    async def app(scope: Any, _receive: Any, send: Any) -> None:
        body = answers[scope["path"]]
        headers = [
            (b"content-type", b"application/json"),
            (b"content-length", b"%d" % len(body)),
        ]
        await send({"type": "http.response.start", "status": 200, "headers": headers})
        await send({"type": "http.response.body", "body": body})

    config = uvicorn.Config(
        app,
        lifespan="off",
        ws="none",
        access_log=False,
        log_config=None,
        log_level="warning",
        timeout_keep_alive=600,  # a slow client may leave a connection idle for long
    )
    # Only where the protocol is named does asyncio switch Nagle's algorithm off: 40 ms a call.
    with socket.socket(socket.AF_INET, socket.SOCK_STREAM, socket.IPPROTO_TCP) as listener:
        listener.bind((LOOPBACK, 0))
        listener.listen()
        there.send(f"http://{LOOPBACK}:{listener.getsockname()[1]}")
        uvicorn.Server(config).run(sockets=[listener])
