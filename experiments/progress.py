"""The progress of many runs, on stderr: a bar in a terminal or notebook, plain lines elsewhere."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from time import monotonic
from typing import Any

from rich.console import Console
from rich.progress import BarColumn, Progress, TextColumn, TimeRemainingColumn

SECONDS_BETWEEN_LINES = 10.0
SECONDS_BETWEEN_PICTURES = 0.2
"""In a notebook, where each goes to the browser."""

BAR_WIDTH = 24

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
    elif console.is_jupyter:
        with _in_notebook(total, at_first) as show:
            yield show
    elif console.is_terminal:
        with Progress(
            TextColumn("{task.description}"),
            BarColumn(bar_width=BAR_WIDTH),
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


@contextmanager
def _in_notebook(total: int, at_first: str) -> Iterator[Show]:
    """One line below the cell that is drawn anew, and is gone in the end.

    No widget: they need a library in the kernel, another in the browser, and threads of their own.
    """
    from IPython.display import display

    def picture(over: int, words: str) -> dict[str, Any]:
        full = round(BAR_WIDTH * over / total) if total else BAR_WIDTH
        return {"text/plain": f"{'█' * full}{'░' * (BAR_WIDTH - full)}  {words}"}

    place = display(picture(0, at_first), raw=True, display_id=True)
    assert place is not None
    shown = _now_and_then(
        SECONDS_BETWEEN_PICTURES,
        lambda over, words, _passed: place.update(picture(over, words), raw=True),
    )
    try:
        yield shown
    finally:
        place.update({"text/plain": ""}, raw=True)


def _in_lines(total: int, console: Console) -> Show:
    def line(over: int, words: str, passed_s: float) -> None:
        left_s = passed_s * (total - over) / over if over else 0.0
        share = 100 * over / total if total else 100
        console.print(
            f"{share:3.0f}%  {words}  {left_s:,.0f} s left", highlight=False, soft_wrap=True
        )

    return _now_and_then(SECONDS_BETWEEN_LINES, line)


def _now_and_then(seconds: float, tell: Callable[[int, str, float], None]) -> Show:
    """Tell no more often than this, and how many seconds have passed since the beginning."""
    began = last = monotonic()

    def show(over: int, words: str) -> None:
        nonlocal last
        now = monotonic()
        if now - last >= seconds:
            last = now
            tell(over, words, now - began)

    return show
