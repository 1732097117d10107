"""Looking at runs: tidy frames, pictures, and the report as one page.

What is named here is imported when it is asked for, since pandas takes its time.
"""

from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from reports.frames import Run, load

__all__ = ["Run", "load"]


def __getattr__(name: str) -> object:
    """One of the names; raises AttributeError for another."""
    if name not in __all__:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(import_module("reports.frames"), name)
