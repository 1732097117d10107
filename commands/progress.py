"""The progress of a run, on stderr: a bar where somebody looks, plain lines elsewhere."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import datetime
from time import monotonic
from typing import NamedTuple

import typer
from rich.console import Console
from rich.progress import BarColumn, Progress, TaskID, TextColumn, TimeRemainingColumn

from model.clock import HOURS_PER_DAY

SECONDS_BETWEEN_LINES = 10.0


class State(NamedTuple):
    """Where a run stands."""

    date: datetime
    members: int
    actions: int


class Bar:
    """Tells people during the opening, then date, members, actions, rate and time left."""

    def __init__(self, days: float, show: Callable[[str, float], None] | None) -> None:
        self._days = days
        self._show = show
        self._state: Callable[[], State] | None = None
        self._began = monotonic()
        self._actions_before = 0

    def follow(self, state: Callable[[], State]) -> None:
        """From here on the run itself is told, as `state` finds it."""
        self._state = state
        self._began = monotonic()
        self._actions_before = state().actions

    def opening(self, ready: int, due: int) -> None:
        """So many of the first residents are there."""
        if self._show is not None:
            self._show(f"opening: {ready} of {due} people", ready / due)

    def in_past(self, days: float) -> Callable[[float], None]:
        """Tells of so many days before time zero, as part of the whole past."""
        return lambda hours: self._tell("the past: ", 1 + hours / HOURS_PER_DAY / days)

    def at_hour(self, hours: float) -> None:
        """The run has come to this hour."""
        self._tell("", hours / HOURS_PER_DAY / self._days)

    def _tell(self, when: str, done: float) -> None:
        if self._show is not None and self._state is not None:
            state = self._state()
            spent_s = max(monotonic() - self._began, 1e-3)
            rate = (state.actions - self._actions_before) / spent_s
            text = (
                f"{state.date:%Y-%m-%d %H:%M}  {state.members} members  "
                f"{state.actions:,} actions  {rate:,.0f} a second"
            )
            self._show(when + text, done)


@contextmanager
def progress_bar(days: float, quiet: bool) -> Iterator[Bar]:
    """Progress while this lasts; none with --quiet."""
    console = Console(stderr=True)
    if quiet:
        yield Bar(days, None)
    elif console.is_terminal:
        with Progress(
            TextColumn("{task.description}"),
            BarColumn(bar_width=24),
            TextColumn("{task.percentage:>3.0f}%"),
            TimeRemainingColumn(),
            console=console,
            transient=True,
        ) as progress:
            yield Bar(days, _on_screen(progress))
    else:
        yield Bar(days, _in_lines())


def _on_screen(progress: Progress) -> Callable[[str, float], None]:
    task: TaskID = progress.add_task("", total=1.0)
    return lambda text, done: progress.update(task, description=text, completed=done)


def _in_lines() -> Callable[[str, float], None]:
    began = last = monotonic()

    def show(text: str, done: float) -> None:
        nonlocal last
        now = monotonic()
        if now - last < SECONDS_BETWEEN_LINES:
            return
        last = now
        left_s = (now - began) * (1 - done) / done if done else 0.0
        typer.echo(f"{100 * done:3.0f}%  {text}  {left_s:,.0f} s left", err=True)

    return show
