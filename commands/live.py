"""`run.py live`: simulated people act on a karmyq over HTTP."""

import asyncio
from os import environ
from typing import Annotated

import typer

from adapters.errors import KarmyqError
from commands.complaints import FAILED, INTERRUPTED, Complaint
from commands.guest import settings_for
from commands.live_plan import Step, line_of, live_plan, print_steps
from commands.live_run import LivePlan, live_run
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
from commands.speeds import checked_speed
from model.run_folder import RunFolder
from model.summary import Summary
from scenarios import ResolvedScenario

LOCKSTEP = (
    "Step by step with a sandbox started for it: the digest of the dry run. Empties the sandbox "
    "and implies --populate."
)
PLAN = "Only read, and print what the first hundred decisions would do."
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
    only_plan: Annotated[bool, typer.Option("--plan", help=PLAN)] = False,
    as_json: AsJson = False,
    quiet: Quiet = False,
    strict: Strict = False,
) -> None:
    """Let simulated people act on a karmyq, or on a sandbox of one.

    The environment says where it is and who must never act: KARMYQ_API_URL, KARMYQ_DATABASE_URL,
    KARMYQ_JWT_SECRET, KARMYQ_SIM_PASSWORD and KARMYQ_PROTECTED (run.py check looks at them all).
    Only people of the scenario's e-mail domain act, and by default only towards each other.

    Example: run.py live quiet_week --populate --speed 600
    """
    resolved = Wanted(days, until, seed, changes or []).resolved(scenario)
    if only_plan:
        if lockstep:
            raise Complaint("--plan and --lockstep exclude each other: lockstep empties a sandbox")
        _print_plan(resolved, populate=populate, as_json=as_json)
        return
    plan = LivePlan(
        resolved=resolved,
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
    return checked_speed(speed)


def _ran(plan: LivePlan) -> tuple[RunFolder, Summary]:
    try:
        return asyncio.run(live_run(plan, settings_for(plan.resolved, environ), environ))
    except KeyboardInterrupt:
        raise Complaint(AT_ONCE, INTERRUPTED) from None


def _print_plan(resolved: ResolvedScenario, *, populate: bool, as_json: bool) -> None:
    def tell(step: Step) -> None:
        if not as_json:
            typer.echo(line_of(step))

    scenario, settings = resolved.scenario, settings_for(resolved, environ)
    try:
        steps = asyncio.run(live_plan(scenario, settings, environ, populate=populate, tell=tell))
    except KarmyqError as error:
        raise Complaint(error.message, FAILED) from None
    print_steps(steps, scenario.growth.email_domain, as_json=as_json)
