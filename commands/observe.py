"""`run.py observe`: the measures of a real karmyq, for calibrating the dry run to it."""

import json
from dataclasses import asdict
from datetime import datetime
from os import environ
from pathlib import Path
from typing import Annotated
from zoneinfo import ZoneInfo

import typer

from adapters.errors import Unavailable
from adapters.live import domains
from adapters.live.environment import DATABASE_URL, REMEDIES, SettingsError, read
from adapters.live.observed.measures import UNREADABLE
from adapters.live.observed.people import People
from adapters.live.observed.reading import NothingToObserve, Observation
from adapters.live.observed.reading import observe as look
from adapters.live.protected import protected_people
from commands.complaints import FAILED, Complaint
from commands.experiment_options import WorkerCount
from commands.experiment_run import known_measures, told
from commands.guest import refused, written_protected
from commands.observed_targets import Spread, changes_for, targets_text
from commands.options import AsJson, Changes, Quiet, ScenarioName, Wanted
from commands.printing import shown, table
from experiments.ensembles import ensemble_job
from experiments.job import Workers, run_job
from model.measures import MEASURES
from scenarios import ResolvedScenario

DatabaseUrl = Annotated[
    str | None,
    typer.Option(metavar="URL", help=f"karmyq's PostgreSQL. [default: what {DATABASE_URL} says]"),
]
Since = Annotated[
    str | None,
    typer.Option(
        metavar="MOMENT",
        help="Local date and time from which on things count. [default: the first request]",
    ),
]
TargetsFile = Annotated[
    Path | None,
    typer.Option("--out", metavar="FILE", help="Write a targets file for run.py tune."),
]
ChanceRuns = Annotated[
    int,
    typer.Option(
        "--replications",
        metavar="NUMBER",
        help="Dry runs that tell what chance makes of a measure. [default: none, by counting]",
        show_default=False,
    ),
]
Targets = Annotated[
    list[str] | None,
    typer.Option("--measure", metavar="NAME", help="Make this measure a target; repeatable."),
]


def observe(
    scenario: ScenarioName = "reference",
    database_url: DatabaseUrl = None,
    since: Since = None,
    out: TargetsFile = None,
    measure: Targets = None,
    replications: ChanceRuns = 0,
    workers: WorkerCount = None,
    changes: Changes = None,
    quiet: Quiet = False,
    as_json: AsJson = False,
) -> None:
    """Read the measures of a real karmyq from its database.

    Read only, aggregates only, and of simulated people only: those of the scenario's e-mail domain
    without the protected ones. --out writes a targets file, with which run.py tune finds the
    weights that show the same. Few people differ much by chance: --replications runs the scenario
    a few times, for tolerances that know of it.

    Example: run.py observe reference --out seen.yaml
    """
    known_measures(measure or [])
    if out is not None and out.exists():
        raise Complaint(f"{out} exists already; choose another --out")
    resolved = Wanted(None, None, None, changes or []).resolved(scenario)
    url = _database(database_url)
    try:
        seen = look(url, _people(resolved), _moment(since, resolved))
    except SettingsError as error:
        raise refused(error) from None
    except Unavailable as error:
        raise Complaint(error.message, FAILED) from None
    except NothingToObserve as nothing:
        raise Complaint(str(nothing)) from None
    if out is not None:
        again = Wanted(seen.days, None, None, [*(changes or []), *_as_changes(resolved, seen)])
        spread = _spread(scenario, again, replications, Workers(workers), quiet=quiet)
        text = targets_text(scenario, resolved.scenario, seen, measure or [], spread)
        out.write_text(text, encoding="utf-8")
    _print(seen, out, as_json=as_json)


def _database(given: str | None) -> str:
    if given is not None:
        return given
    try:
        url = read(environ, DATABASE_URL)
    except SettingsError as error:
        raise refused(error) from None
    if url is None:
        raise Complaint(f"{DATABASE_URL} is not set: {REMEDIES[DATABASE_URL]}, or --database-url")
    return url


def _people(resolved: ResolvedScenario) -> People:
    """Whom to look at; raises Complaint where real people might be among them."""
    domain = resolved.scenario.growth.email_domain.lower()
    refusal = domains.refusal(domain, resolved.scenario.live.excluded_domains)
    if refusal is not None:
        raise Complaint(refusal)
    return People(domain, protected_people(environ, written_protected(resolved)))


def _moment(text: str | None, resolved: ResolvedScenario) -> datetime | None:
    if text is None:
        return None
    try:
        moment = datetime.fromisoformat(text)
    except ValueError:
        raise Complaint(
            f"--since: {text!r} is no date and time; write one like 2026-03-09T08:00"
        ) from None
    zone = ZoneInfo(resolved.scenario.time.zone)
    return moment if moment.tzinfo is not None else moment.replace(tzinfo=zone)


def _as_changes(resolved: ResolvedScenario, seen: Observation) -> list[str]:
    return [f"{key}={value}" for key, value in changes_for(resolved.scenario, seen).items()]


def _spread(
    scenario: str, wanted: Wanted, replications: int, workers: Workers, *, quiet: bool
) -> Spread | None:
    """What so many dry runs of the same people and time say of each measure."""
    if not replications:
        return None
    with told():
        job = ensemble_job(wanted.resolved(scenario), scenario, replications, None)
        return run_job(job, workers, quiet=quiet).estimates()


def _print(seen: Observation, out: Path | None, *, as_json: bool) -> None:
    if as_json:
        seen_as_json = asdict(seen) | {
            "since": seen.since.isoformat(),
            "until": seen.until.isoformat(),
            "days": seen.days,
            "unreadable": dict(UNREADABLE),
        }
        typer.echo(json.dumps(seen_as_json, indent=2))
        return
    span = " to ".join(f"{end:%Y-%m-%d %H:%M}" for end in (seen.since, seen.until))
    typer.echo(f"{span} UTC, {seen.days:.2f} days; before: {seen.people_before:,} people")
    typer.echo("")
    names = [one.name for one in MEASURES if one.name in seen.measures]
    typer.echo(table([[name, shown(seen.measures[name])] for name in names]))
    typer.echo("")
    typer.echo("No table of karmyq tells")
    for why in dict.fromkeys(UNREADABLE.values()):
        told_not = ", ".join(name for name, reason in UNREADABLE.items() if reason == why)
        typer.echo(f"  {told_not}: {why}")
    if out is not None:
        typer.echo("")
        typer.echo(f"targets in    {out}: read it, then run.py tune {out}")
