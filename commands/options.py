"""The options that every command which runs a model takes."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from os import environ
from pathlib import Path
from typing import Annotated

import typer

from commands.complaints import Complaint
from commands.words import VOCABULARY
from model.clock import start_of
from scenarios import ResolvedScenario, load
from scenarios.parts import Time

ScenarioName = Annotated[
    str,
    typer.Argument(
        metavar="SCENARIO", help="A scenario of the library, or the path of a YAML file."
    ),
]
Days = Annotated[float | None, typer.Option(help="Virtual days to run.")]
Until = Annotated[
    str | None, typer.Option(help="Local date and time at which to stop, e.g. 2026-03-09T08:00.")
]
Seed = Annotated[int | None, typer.Option(help="Where all randomness starts.")]
Out = Annotated[
    Path | None, typer.Option(help="The run's folder; it must not exist. [default: below runs/]")
]
Changes = Annotated[
    list[str] | None,
    typer.Option("--set", metavar="KEY=VALUE", help="Change a value of the scenario; repeatable."),
]
AsJson = Annotated[bool, typer.Option("--json", help="Print the summary as JSON.")]
Quiet = Annotated[bool, typer.Option("--quiet", help="Show no progress.")]
Strict = Annotated[bool, typer.Option("--strict", help="Exit with 1 when an expectation failed.")]


@dataclass(frozen=True, slots=True)
class Wanted:
    """What the options ask of a scenario."""

    days: float | None
    until: str | None
    seed: int | None
    changes: Sequence[str]

    def resolved(self, name: str) -> ResolvedScenario:
        """The scenario with everything that environment and options change."""
        if self.days is not None and self.until is not None:
            raise Complaint("--days and --until both say when to stop; give one of them")
        changes = list(self.changes)
        if self.seed is not None:
            changes.append(f"seed={self.seed}")
        if self.days is not None:
            changes.append(f"time.days={self.days}")
        resolved = load(name, vocabulary=VOCABULARY, changes=changes, environ=environ)
        if self.until is None:
            return resolved
        changes.append(f"time.days={_days_until(self.until, resolved.scenario.time)}")
        return load(name, vocabulary=VOCABULARY, changes=changes, environ=environ)


def _days_until(text: str, time: Time) -> float:
    try:
        moment = datetime.fromisoformat(text)
    except ValueError:
        raise Complaint(
            f"--until: {text!r} is no date and time; write one like 2026-03-09T08:00"
        ) from None
    if moment.tzinfo is not None:
        raise Complaint(f"--until: leave the offset away, {time.zone} is meant; found {text}")
    end = start_of(time.model_copy(update={"starts": moment}))
    days = (end - start_of(time)) / timedelta(days=1)
    if days <= 0:
        raise Complaint(f"--until: {text} is not after the start, {time.starts.isoformat()}")
    return days
