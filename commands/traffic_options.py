"""What `run.py live` takes beside every run's options: where, how long, how fast it calls."""

import re
from collections.abc import Mapping
from typing import Annotated

import typer

from adapters.live.settings import API_URL, DATABASE_URL
from adapters.live.traffic import RATE_PER_MINUTE, UNLIMITED, Traffic
from commands.complaints import Complaint
from model.clock import HOURS_PER_DAY

SPAN = re.compile(r"(?P<count>\d+(\.\d+)?)(?P<unit>[mhd])", re.ASCII)
DAYS_IN = {"m": 1 / HOURS_PER_DAY / 60, "h": 1 / HOURS_PER_DAY, "d": 1.0}

Api = Annotated[str | None, typer.Option("--api", metavar="URL", help=f"Instead of {API_URL}.")]
Database = Annotated[
    str | None, typer.Option("--database-url", metavar="URL", help=f"Instead of {DATABASE_URL}.")
]
For = Annotated[
    str | None, typer.Option("--for", metavar="SPAN", help="Virtual time to run: 90m, 2h or 3d.")
]
RatePerMinute = Annotated[
    float | None,
    typer.Option(
        "--rate",
        metavar="N",
        help=f"Most calls a minute; 0 is no limit. [default: {RATE_PER_MINUTE:g}, karmyq's own]",
    ),
]
TimeFactor = Annotated[
    float | None,
    typer.Option(
        "--platform-time-factor",
        metavar="N",
        help="How fast the platform's clock runs: its limits count its time. [default: 1]",
    ),
]


def days_for(span: str | None, *, days: float | None, until: str | None) -> float | None:
    """Virtual days of `--for`, or those given; raises Complaint where two say when to stop."""
    if span is None:
        return days
    if days is not None or until is not None:
        raise Complaint("--for, --days and --until all say when to stop; give one of them")
    given = SPAN.fullmatch(span)
    if given is None or float(given["count"]) <= 0:
        raise Complaint(f"--for: {span!r} is no span of time; write one like 90m, 2h or 3d")
    return float(given["count"]) * DAYS_IN[given["unit"]]


def environment_with(
    environ: Mapping[str, str], api: str | None, database: str | None
) -> dict[str, str]:
    """The environment, where options take the place of what it says."""
    given = {API_URL: api, DATABASE_URL: database}
    return {**environ, **{name: value for name, value in given.items() if value is not None}}


def traffic_for(rate: float | None, factor: float | None, *, lockstep: bool) -> Traffic:
    """The budget of calls; raises Complaint where it makes no sense."""
    if lockstep:
        # No limit is what lockstep has, so that --rate 0 says the same.
        for name, given in (("--rate", rate or None), ("--platform-time-factor", factor)):
            if given is not None:
                raise Complaint(
                    f"{name} and --lockstep exclude each other: lockstep knows no real time"
                )
        return UNLIMITED
    try:
        traffic = Traffic() if rate is None else Traffic(rate_per_minute=rate)
    except ValueError as error:
        raise Complaint(f"--rate: {error}") from None
    try:
        return traffic if factor is None else Traffic(traffic.rate_per_minute, factor)
    except ValueError as error:
        raise Complaint(f"--platform-time-factor: {error}") from None
