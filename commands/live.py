"""`run.py live`: simulated people act on a karmyq over HTTP."""

import asyncio
from os import environ
from typing import Annotated

import typer

from commands.complaints import Complaint
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


def live(
    scenario: ScenarioName = "reference",
    days: Days = None,
    until: Until = None,
    seed: Seed = None,
    out: Out = None,
    changes: Changes = None,
    speed: Annotated[
        float, typer.Option(help="Virtual seconds per real second.", show_default=True)
    ] = 1.0,
    populate: Annotated[
        bool,
        typer.Option("--populate", help="First register the scenario's population."),
    ] = False,
    lockstep: Annotated[
        bool,
        typer.Option(
            "--lockstep",
            help="Step by step with a sandbox started for it: the digest of the dry run. "
            "Empties the sandbox and implies --populate.",
        ),
    ] = False,
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
    if speed <= 0:
        raise Complaint(f"--speed is greater than 0; found {speed:g}")
    plan = LivePlan(
        resolved=Wanted(days, until, seed, changes or []).resolved(scenario),
        name=scenario,
        out=out,
        speed=None if lockstep else speed,
        populate=populate or lockstep,
        quiet=quiet,
    )
    folder, summary = asyncio.run(live_run(plan, settings_for(plan.scenario, environ)))
    print_summary(summary, str(folder.path), as_json=as_json)
    raise typer.Exit(exit_code(summary, strict=strict))
