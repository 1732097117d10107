"""`run.py sandbox`: a karmyq of one's own, on this machine, for as long as the command runs."""

from dataclasses import replace
from typing import Annotated

import typer

from adapters.dryrun.defects import DEFECTS
from adapters.faults.kinds import KINDS, NONE, Faults
from adapters.faults.plans import FaultError, plan_of, with_single
from adapters.sandbox.errors import SandboxError
from adapters.sandbox.running import announcement, as_json
from adapters.sandbox.server import RunningSandbox, SandboxOptions, serve
from commands.complaints import INTERRUPTED, Complaint
from commands.options import AsJson
from model.streams import PLATFORM_IDS, stream
from scenarios.wording import unknown

DEFECT_NAMES = ", ".join(sorted(DEFECTS))
ALL = "all"
STOPPED = "the sandbox has stopped, and nothing of it is kept"

Defects = Annotated[
    str,
    typer.Option(
        metavar="NAMES",
        help=f"Show these defects of today's karmyq, separated by commas, or all: {DEFECT_NAMES}.",
    ),
]
RateLimit = Annotated[
    int | None,
    typer.Option(
        metavar="N",
        min=1,
        help="Limit calls as karmyq does: N a minute and address on most paths (karmyq's is 60), "
        "the other limits in proportion. [default: none]",
    ),
]


Port = Annotated[int, typer.Option(metavar="PORT", help="0 takes a free one.", min=0, max=65535)]
FirstSeed = Annotated[
    int, typer.Option(metavar="NUMBER", help="Where identifiers and faults start.")
]
Lockstep = Annotated[
    bool, typer.Option("--lockstep", help="Let `run.py live --lockstep` set seed and time.")
]
ClockFactor = Annotated[
    float, typer.Option(metavar="N", help="Let its clock run N times as fast.", min=0.001)
]
OneDefect = Annotated[
    list[str] | None,
    typer.Option("--defect", metavar="NAME", help="Show this defect, too; repeatable."),
]
FaultPlan = Annotated[
    str, typer.Option(metavar="PLAN", help="Let things go wrong: mild, rough or a YAML file.")
]
OneFault = Annotated[
    list[str] | None,
    typer.Option(
        "--fault",
        metavar="NAME=PROBABILITY",
        help=f"Let this go wrong, too; repeatable: {', '.join(KINDS)}.",
    ),
]
OwnDatabase = Annotated[
    str | None,
    typer.Option(
        metavar="URL", help="Use this empty PostgreSQL. [default: one of the sandbox's own]"
    ),
]
Secret = Annotated[
    str | None,
    typer.Option(metavar="TEXT", help="What signs tokens. [default: a fresh random one]"),
]


def sandbox(
    port: Port = 0,
    seed: FirstSeed = 0,
    lockstep: Lockstep = False,
    clock_factor: ClockFactor = 1,
    rate_limit: RateLimit = None,
    defects: Defects = "",
    defect: OneDefect = None,
    faults: FaultPlan = "",
    fault: OneFault = None,
    database_url: OwnDatabase = None,
    secret: Secret = None,
    as_json_line: AsJson = False,
) -> None:
    """Serve an emulated karmyq on this machine, for live runs.

    It answers on loopback alone, with an embedded PostgreSQL behind it. It prints the variables
    that `run.py live` needs; Ctrl-C stops it, and nothing of it is kept. What goes wrong can be
    switched while it runs: POST {"plan": "rough"} to /sandbox/faults, and {} for nothing.

    Example: run.py sandbox --port 8400
    """
    options = SandboxOptions(
        stream_of=lambda number: stream(number, PLATFORM_IDS),
        seed=seed,
        defects=_defects([*defects.split(","), *(defect or ())]),
        lockstep=lockstep,
        port=port,
        clock_factor=clock_factor,
        rate_limit=rate_limit,
        faults=_faults(faults, fault or ()),
        fault_seed=seed,
        database_url=None if database_url is None else _named("--database-url", database_url),
    )
    if secret is not None:
        options = replace(options, jwt_secret=_named("--secret", secret))
    command = f".venv/bin/python run.py live quiet_week {_how(lockstep, clock_factor, rate_limit)}"

    def ready(running: RunningSandbox) -> None:
        typer.echo((as_json if as_json_line else announcement)(running, command))

    try:
        serve(options, ready)
    except SandboxError as error:
        raise Complaint(str(error)) from None
    except (KeyboardInterrupt, SystemExit):  # Ctrl-C, or a service manager's SIGTERM
        raise Complaint(STOPPED, INTERRUPTED) from None


def _how(lockstep: bool, clock_factor: float, rate_limit: int | None) -> str:
    if lockstep:
        return "--lockstep"
    # A client's limit of its own would starve a fast run for nothing where there is none.
    rate = f"--rate {rate_limit or 0}"
    if clock_factor == 1:
        return f"--populate --speed 600 {rate}"
    return f"--populate --speed {clock_factor:g} --platform-time-factor {clock_factor:g} {rate}"


def _defects(names: list[str]) -> frozenset[str]:
    wanted = {name.strip() for name in names} - {""}
    for name in sorted(wanted - {ALL}):
        if name not in DEFECTS:
            raise Complaint(f"--defect: {unknown('defect', name, sorted(DEFECTS))}")
    return frozenset(DEFECTS) if ALL in wanted else frozenset(wanted)


def _faults(plan: str, singles: list[str] | tuple[str, ...]) -> Faults:
    option = "--faults"
    try:
        chosen = plan_of(plan) if plan else NONE
        option = "--fault"
        for single in singles:
            chosen = with_single(chosen, single)
    except FaultError as error:
        raise Complaint(f"{option}: {error}") from None
    return chosen


def _named(option: str, value: str) -> str:
    if not value.strip():
        raise Complaint(f"{option} is named but empty: give it a value, or leave it out")
    return value
