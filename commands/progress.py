"""The progress bar of a run: virtual days, on stderr, and only where somebody looks."""

from collections.abc import Iterator
from contextlib import contextmanager

from rich.console import Console
from rich.progress import (
    BarColumn,
    MofNCompleteColumn,
    Progress,
    TaskID,
    TextColumn,
    TimeRemainingColumn,
)

from model.clock import HOURS_PER_DAY


class Bar:
    """Shows people during the opening, then days."""

    def __init__(self, progress: Progress | None, days: float) -> None:
        self._progress = progress
        self._days = days
        self._task: TaskID | None = None

    def opening(self, ready: int, due: int) -> None:
        """So many of the first residents are there."""
        self._show("opening, people", ready, due)

    def at_hour(self, hours: float) -> None:
        """The run has come to this hour."""
        self._show("virtual days", round(hours / HOURS_PER_DAY, 2), self._days)

    def _show(self, what: str, done: float, total: float) -> None:
        if self._progress is None:
            return
        if self._task is None:
            self._task = self._progress.add_task(what, total=total)
        self._progress.update(self._task, description=what, completed=done, total=total)


@contextmanager
def progress_bar(days: float, quiet: bool) -> Iterator[Bar]:
    """A bar while this lasts; none with --quiet or where stderr is no terminal."""
    console = Console(stderr=True)
    if quiet or not console.is_terminal:
        yield Bar(None, days)
        return
    columns = (
        TextColumn("{task.description}"),
        BarColumn(),
        MofNCompleteColumn(),
        TimeRemainingColumn(),
    )
    with Progress(*columns, console=console, transient=True) as progress:
        yield Bar(progress, days)
