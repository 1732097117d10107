"""`run.py sandbox`: a karmyq of one's own, on this machine, for as long as the command runs."""

from typing import Annotated

import typer

from adapters.dryrun.defects import DEFECTS
from adapters.sandbox.errors import SandboxError
from adapters.sandbox.server import SandboxOptions, announcement, serve
from commands.complaints import INTERRUPTED, Complaint
from model.streams import PLATFORM_IDS, stream
from scenarios.wording import unknown

DEFECT_NAMES = ", ".join(sorted(DEFECTS))
STOPPED = "the sandbox has stopped, and nothing of it is kept"


def sandbox(
    port: Annotated[
        int, typer.Option(metavar="PORT", help="0 takes a free one.", min=0, max=65535)
    ] = 0,
    seed: Annotated[int, typer.Option(metavar="NUMBER", help="Where identifiers start.")] = 0,
    lockstep: Annotated[
        bool, typer.Option("--lockstep", help="Let `run.py live --lockstep` set seed and time.")
    ] = False,
    defects: Annotated[
        list[str] | None,
        typer.Option(
            "--defect",
            metavar="NAME",
            help=f"Show this defect of today's karmyq; repeatable: {DEFECT_NAMES}.",
        ),
    ] = None,
) -> None:
    """Serve an emulated karmyq on this machine, for live runs.

    It answers on loopback alone, with an embedded PostgreSQL behind it. It prints the variables
    that `run.py live` needs; Ctrl-C stops it, and nothing of it is kept.

    Example: run.py sandbox --port 8400
    """
    for name in defects or ():
        if name not in DEFECTS:
            raise Complaint(f"--defect: {unknown('defect', name, sorted(DEFECTS))}")
    options = SandboxOptions(
        stream_of=lambda number: stream(number, PLATFORM_IDS),
        seed=seed,
        defects=frozenset(defects or ()),
        lockstep=lockstep,
        port=port,
    )
    command = f".venv/bin/python run.py live quiet_week {_how(lockstep)}"
    try:
        serve(options, lambda running: typer.echo(announcement(running, command)))
    except SandboxError as error:
        raise Complaint(str(error)) from None
    except (KeyboardInterrupt, SystemExit):  # Ctrl-C, or a service manager's SIGTERM
        raise Complaint(STOPPED, INTERRUPTED) from None


def _how(lockstep: bool) -> str:
    return "--lockstep" if lockstep else "--populate --speed 600"
