"""`run.py live`: simulated people act on a karmyq over HTTP."""

import asyncio
import math
from os import environ
from typing import Annotated

import typer

from commands.complaints import INTERRUPTED, Complaint
from commands.live_run import LivePlan, live_run, settings_for
from commands.options import (
    AsJson,
    Changes,
    Days,
    Out,
    Quiet,
    ScenarioName,
    Seed,
    Strict,
    Until,
    Wanted,
)
from commands.printing import exit_code, print_summary
from model.run_folder import RunFolder
from model.summary import Summary

LOCKSTEP = (
    "Step by step with a sandbox started for it: the digest of the dry run. Empties the sandbox "
    "and implies --populate."
)
AT_ONCE = (
    "interrupted at once; what was stored is kept, and karmyq keeps its side: start live again to "
    "go on"
)


def live(
    scenario: ScenarioName = "reference",
    days: Days = None,
    until: Until = None,
    seed: Seed = None,
    out: Out = None,
    changes: Changes = None,
    speed: Annotated[
        float | None,
        typer.Option(metavar="FACTOR", help="Virtual seconds per real second. [default: 1]"),
    ] = None,
    populate: Annotated[
        bool,
        typer.Option("--populate", help="First register the scenario's population."),
    ] = False,
    lockstep: Annotated[bool, typer.Option("--lockstep", help=LOCKSTEP)] = False,
    as_json: AsJson = False,
    quiet: Quiet = False,
    strict: Strict = False,
) -> None:
    """Let simulated people act on a karmyq, or on a sandbox of one.

    The environment says where it is: KARMYQ_API_URL, KARMYQ_DATABASE_URL, KARMYQ_JWT_SECRET and
    KARMYQ_SIM_PASSWORD. Only people of the scenario's e-mail domain act, and by default only
    towards each other.

    Example: run.py live quiet_week --populate --speed 600
    """
    plan = LivePlan(
        resolved=Wanted(days, until, seed, changes or []).resolved(scenario),
        name=scenario,
        out=out,
        speed=_pace(speed, lockstep=lockstep),
        populate=populate or lockstep,
        quiet=quiet,
    )
    folder, summary = _ran(plan)
    print_summary(summary, str(folder.path), as_json=as_json)
    raise typer.Exit(exit_code(summary, strict=strict))


def _pace(speed: float | None, *, lockstep: bool) -> float | None:
    """Virtual seconds per real second; None is lockstep."""
    if speed is None:
        return None if lockstep else 1.0
    if lockstep:
        raise Complaint("--speed and --lockstep exclude each other: lockstep knows no real time")
    if not (math.isfinite(speed) and speed > 0):
        raise Complaint(f"--speed: expects a number greater than 0; found {speed:g}")
    return speed


def _ran(plan: LivePlan) -> tuple[RunFolder, Summary]:
    try:
        return asyncio.run(live_run(plan, settings_for(plan.scenario, environ)))
    except KeyboardInterrupt:
        raise Complaint(AT_ONCE, INTERRUPTED) from None
