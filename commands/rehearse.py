"""`run.py rehearse`: live mode on a sandbox, with everything going wrong, and nothing lost."""

import json
from collections.abc import Callable
from time import monotonic
from typing import Annotated, Any

import typer

from adapters.faults.kinds import Faults
from adapters.faults.plans import FaultError, plan_of
from adapters.sandbox.errors import SandboxError
from commands.complaints import FAILED, REFUSED, Complaint, say
from commands.options import AsJson, Changes, Out, Quiet, Seed, Wanted
from commands.printing import print_summary
from commands.progress import SECONDS_BETWEEN_LINES
from commands.rehearsal import Plan, Rehearsed, rehearse_live
from commands.rehearsal_report import print_balance, print_storm, report_of, report_of_storm
from commands.storm import storm
from commands.traffic_options import days_for
from scenarios import ResolvedScenario

USUAL = "everything"
BUSY = (
    "population.initial=40",
    "workers={count: 8, delay_s: [5, 30]}",
    "growth={users_per_day: 60, max_per_day: 60}",
    "expectations={}",
)
"""What is changed where no scenario is named: all actions there are, and many of them soon."""
STORM_WORKERS = "workers={count: 10, delay_s: [5, 30]}"


UsualScenario = Annotated[
    str | None,
    typer.Argument(
        metavar="SCENARIO",
        help="A scenario of the library, or the path of a YAML file. [default: all actions "
        "there are, by forty busy people]",
    ),
]
Span = Annotated[
    str, typer.Option("--for", metavar="SPAN", help="Virtual time to run: 90m, 2h or 1d.")
]
FaultPlan = Annotated[
    str, typer.Option(metavar="PLAN", help="What goes wrong half way: mild, rough or a YAML file.")
]
ClockFactor = Annotated[
    float,
    typer.Option("--clock-factor", metavar="N", help="Virtual seconds in one real second.", min=1),
]
BothSides = Annotated[
    float,
    typer.Option(
        metavar="N",
        help="Limit calls on both sides: N a minute, karmyq's is 60; 0 is no limit.",
        min=0,
    ),
]
FaultsCount = Annotated[
    int | None,
    typer.Option(
        metavar="N",
        help="Instead of all that, meet N faults in this process, on a virtual clock.",
        min=1,
    ),
]
Crash = Annotated[
    bool, typer.Option("--crash", help="Kill the run's process on the way, and resume it.")
]


def rehearse(
    scenario: UsualScenario = None,
    span: Span = "1h",
    seed: Seed = None,
    faults: FaultPlan = "rough",
    clock_factor: ClockFactor = 60,
    rate: BothSides = 0,
    faults_count: FaultsCount = None,
    crash: Crash = False,
    changes: Changes = None,
    out: Out = None,
    as_json: AsJson = False,
    quiet: Quiet = False,
) -> None:
    """Show on a sandbox that a live run loses nothing.

    One command starts a sandbox, lets people live on it, switches faults on half way, and stops it
    again. What the client believes to have written is then laid beside what the sandbox has carried
    out, and beside its tables. Exit code 0: every write exists once, and no other; 3 otherwise.

    With --faults-count nothing is started and nobody waits: a hundred thousand faults take minutes.

    Example: run.py rehearse --for 30m
    """
    chosen = _faults(faults)
    try:
        if faults_count is not None:
            people = _resolved(scenario, seed, changes, None, STORM_WORKERS)
            _storm(people, faults_count, as_json=as_json, quiet=quiet)
            return
        resolved = _resolved(scenario, seed, changes, days_for(span, days=None, until=None))
        plan = Plan(
            resolved=resolved,
            name="rehearsal" if scenario is None else scenario,
            out=out,
            clock_factor=clock_factor,
            rate=rate,
            faults=chosen,
            quiet=quiet,
            crash=crash,
        )
        rehearsed = rehearse_live(plan)
    except SandboxError as error:
        raise Complaint(str(error), REFUSED) from None
    _tell(rehearsed, resolved.scenario.seed, as_json=as_json)


def _resolved(
    scenario: str | None,
    seed: int | None,
    changes: list[str] | None,
    days: float | None,
    *more: str,
) -> ResolvedScenario:
    usual = [] if scenario is not None else [*BUSY, *more]
    wanted = Wanted(days, None, seed, [*usual, *(changes or [])])
    return wanted.resolved(scenario or USUAL)


def _faults(name: str) -> Faults:
    try:
        return plan_of(name)
    except FaultError as error:
        raise Complaint(f"--faults: {error}") from None


def _storm(resolved: ResolvedScenario, faults: int, *, as_json: bool, quiet: bool) -> None:
    weathered = storm(resolved.scenario, faults, _silent if quiet else _progress(faults))
    if as_json:
        typer.echo(json.dumps(report_of_storm(weathered), indent=2))
    else:
        print_storm(weathered)
    _judge(weathered.wrong(), weathered.seed)


def _silent(_happened: int) -> None:
    """With --quiet nobody hears how far it is."""


def _progress(faults: int) -> Callable[[int], None]:
    said_at = monotonic()

    def tell(happened: int) -> None:
        nonlocal said_at
        if monotonic() - said_at >= SECONDS_BETWEEN_LINES:
            said_at = monotonic()
            say(f"{happened:,} of {faults:,} faults")

    return tell


def _tell(rehearsed: Rehearsed, seed: int, *, as_json: bool) -> None:
    if as_json:
        told: dict[str, Any] = {**rehearsed.summary, "rehearsal": report_of(rehearsed)}
        typer.echo(json.dumps(told, indent=2))
    else:
        print_summary(rehearsed.summary, str(rehearsed.folder.path), as_json=False)
        print_balance(rehearsed)
    _judge(rehearsed.wrong(), seed)


def _judge(wrong: list[str], seed: int) -> None:
    if wrong:
        more = f" (and {len(wrong) - 1} more)" if len(wrong) > 1 else ""
        raise Complaint(f"seed {seed} does not come out even: {wrong[0]}{more}", FAILED)
