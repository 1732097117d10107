"""`run.py live`: simulated people act on a karmyq over HTTP."""

import asyncio
from collections.abc import Mapping
from functools import partial
from os import environ
from typing import Annotated

import typer

from adapters.errors import KarmyqError
from commands.complaints import FAILED, INTERRUPTED, Complaint, say
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
from commands.printing import print_summary
from commands.reporting import WithReport, conclude
from commands.request_rate import measured_rate, starved
from commands.speeds import checked_speed
from commands.traffic_options import (
    Api,
    Database,
    For,
    RatePerMinute,
    TimeFactor,
    days_for,
    environment_with,
    traffic_for,
)
from model.run_folder import RunFolder
from model.summary import Summary

LOCKSTEP = (
    "Step by step with a sandbox started for it: the digest of the dry run. Empties the sandbox "
    "and implies --populate."
)
PLAN = "Only read, and print what the first hundred decisions would do."
AT_ONCE = (
    "interrupted at once; what was stored is kept, go on with run.py resume and the run's folder"
)
Speed = Annotated[
    float | None,
    typer.Option(metavar="FACTOR", help="Virtual seconds per real second. [default: 1]"),
]
Populate = Annotated[
    bool, typer.Option("--populate", help="First register the scenario's population.")
]


def live(
    scenario: ScenarioName = "reference",
    days: Days = None,
    until: Until = None,
    seed: Seed = None,
    out: Out = None,
    changes: Changes = None,
    speed: Speed = None,
    populate: Populate = False,
    lockstep: Annotated[bool, typer.Option("--lockstep", help=LOCKSTEP)] = False,
    api: Api = None,
    database_url: Database = None,
    span: For = None,
    rate: RatePerMinute = None,
    time_factor: TimeFactor = None,
    only_plan: Annotated[bool, typer.Option("--plan", help=PLAN)] = False,
    as_json: AsJson = False,
    quiet: Quiet = False,
    strict: Strict = False,
    report: WithReport = True,
) -> None:
    """Let simulated people act on a karmyq, or on a sandbox of one.

    The environment says where it is and who must never act: KARMYQ_API_URL, KARMYQ_DATABASE_URL,
    KARMYQ_JWT_SECRET, KARMYQ_SIM_PASSWORD and KARMYQ_PROTECTED (run.py check looks at them all).
    Only people of the scenario's e-mail domain act, and by default only towards each other.

    Example: run.py live quiet_week --populate --for 2h
    """
    days = days_for(span, days=days, until=until)
    around = environment_with(environ, api, database_url)
    plan = LivePlan(
        speed=_pace(speed, lockstep=lockstep),
        traffic=traffic_for(rate, time_factor, lockstep=lockstep),
        resolved=Wanted(days, until, seed, changes or []).resolved(scenario),
        name=scenario,
        out=out,
        populate=populate or lockstep,
        quiet=quiet,
        tell=partial(print_summary, as_json=as_json),
    )
    if only_plan:
        _print_plan(plan, around, as_json=as_json)
        return
    conclude(*_act(plan, around), as_json=as_json, strict=strict, report=report)


def _pace(speed: float | None, *, lockstep: bool) -> float | None:
    """Virtual seconds per real second; None is lockstep."""
    if speed is None:
        return None if lockstep else 1.0
    if lockstep:
        raise Complaint("--speed and --lockstep exclude each other: lockstep knows no real time")
    return checked_speed(speed)


def _act(plan: LivePlan, environ: Mapping[str, str]) -> tuple[RunFolder, Summary]:
    settings = settings_for(plan.resolved, environ)
    _say_if_starved(plan, database=settings.database_url is not None)
    try:
        return asyncio.run(live_run(plan, settings, environ))
    except KeyboardInterrupt:
        raise Complaint(AT_ONCE, INTERRUPTED) from None


def _say_if_starved(plan: LivePlan, *, database: bool) -> None:
    """A budget that is too small drops nothing, but whoever asked for speed should know."""
    traffic = plan.traffic
    if plan.speed is None or not traffic.rate_per_minute:
        return
    rate = measured_rate(
        plan.scenario,
        speed=plan.speed,
        database=database,
        allowed=traffic.rate_per_minute * traffic.time_factor,
    )
    said = starved(rate, plan.speed)
    if said is not None:
        say(said)


def _print_plan(plan: LivePlan, environ: Mapping[str, str], *, as_json: bool) -> None:
    if plan.speed is None:
        raise Complaint("--plan and --lockstep exclude each other: lockstep empties a sandbox")

    def tell(step: Step) -> None:
        if not as_json:
            typer.echo(line_of(step))

    scenario, settings = plan.scenario, settings_for(plan.resolved, environ)
    try:
        steps = asyncio.run(
            live_plan(
                scenario,
                settings,
                environ,
                populate=plan.populate,
                tell=tell,
                traffic=plan.traffic,
            )
        )
    except KarmyqError as error:
        raise Complaint(error.message, FAILED) from None
    print_steps(steps, scenario.growth.email_domain, as_json=as_json)
