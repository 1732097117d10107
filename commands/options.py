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
from scenarios import ResolvedScenario, ScenariosError, load
from scenarios.parts import Time

ScenarioName = Annotated[
    str,
    typer.Argument(
        metavar="SCENARIO", help="A scenario of the library, or the path of a YAML file."
    ),
]
RunName = Annotated[
    str, typer.Argument(metavar="RUN", help="The run's folder, or its name below runs/.")
]
Days = Annotated[float | None, typer.Option(metavar="DAYS", help="Virtual days to run.")]
Until = Annotated[
    str | None,
    typer.Option(
        metavar="MOMENT", help="Local date and time at which to stop, e.g. 2026-03-09T08:00."
    ),
]
Seed = Annotated[
    int | None, typer.Option(metavar="NUMBER", help="Where all randomness starts, from 0 up.")
]
Out = Annotated[
    Path | None,
    typer.Option(
        metavar="FOLDER", help="The run's folder; it must not exist. [default: below runs/]"
    ),
]
Changes = Annotated[
    list[str] | None,
    typer.Option("--set", metavar="KEY=VALUE", help="Change a value of the scenario; repeatable."),
]
AsJson = Annotated[bool, typer.Option("--json", help="Print JSON, and nothing else.")]
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
        options = {"--seed": ("seed", self.seed), "--days": ("time.days", self.days)}
        if self.until is not None:
            options["--until"] = ("time.days", self._days_until(name, self.until))
        given = {flag: (key, value) for flag, (key, value) in options.items() if value is not None}
        changes = [f"{key}={value}" for key, value in given.values()]
        try:
            return self._loaded(name, changes)
        except ScenariosError as error:
            # The options are changes like those of --set; an error names what was typed.
            said = str(error)
            for flag, (key, value) in given.items():
                said = said.replace(f"--set {key}={value}: {key}: ", f"{flag}: ")
            raise Complaint(said) from None

    def _loaded(self, name: str, changes: Sequence[str] = ()) -> ResolvedScenario:
        return load(name, vocabulary=VOCABULARY, changes=[*self.changes, *changes], environ=environ)

    def _days_until(self, name: str, text: str) -> float:
        return _days_until(text, self._loaded(name).scenario.time)


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
        raise Complaint(
            f"--until: {text} is not after the start; write a moment after "
            f"{time.starts.isoformat(timespec='minutes')}"
        )
    return days
