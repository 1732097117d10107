"""The progress of many runs, on stderr: a bar in a terminal or notebook, plain lines elsewhere."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from importlib.util import find_spec
from time import monotonic

from rich.console import Console
from rich.progress import BarColumn, Progress, TextColumn, TimeRemainingColumn

SECONDS_BETWEEN_LINES = 10.0

type Tell = Callable[[int, int], None]
"""Hears how many replications are over and how many of those failed."""

type Show = Callable[[int, str], None]
"""Hears how much is over, and how that stands in words."""


@contextmanager
def watched(total: int, *, quiet: bool) -> Iterator[Tell]:
    """Progress towards so many replications while this lasts; none when quiet."""
    with shown(total, _words(0, total, 0), quiet=quiet) as show:
        yield lambda over, failed: show(over, _words(over, total, failed))


@contextmanager
def shown(total: int, at_first: str, *, quiet: bool) -> Iterator[Show]:
    """Progress towards a total while this lasts; none when quiet."""
    console = Console(stderr=True)
    if quiet:
        yield lambda _over, _words: None
    elif console.is_terminal or (console.is_jupyter and find_spec("ipywidgets") is not None):
        with Progress(
            TextColumn("{task.description}"),
            BarColumn(bar_width=24),
            TextColumn("{task.percentage:>3.0f}%"),
            TimeRemainingColumn(),
            console=console,
            transient=True,
        ) as progress:
            task = progress.add_task(at_first, total=total)
            yield lambda over, words: progress.update(task, description=words, completed=over)
    else:
        yield _in_lines(total, console)


def _words(over: int, total: int, failed: int) -> str:
    return f"{over} of {total} replications{f', {failed} failed' if failed else ''}"


def _in_lines(total: int, console: Console) -> Show:
    began = last = monotonic()

    def show(over: int, words: str) -> None:
        nonlocal last
        now = monotonic()
        if now - last < SECONDS_BETWEEN_LINES:
            return
        last = now
        left_s = (now - began) * (total - over) / over if over else 0.0
        share = 100 * over / total if total else 100
        console.print(
            f"{share:3.0f}%  {words}  {left_s:,.0f} s left", highlight=False, soft_wrap=True
        )

    return show
