"""Many runs: ensembles, sweeps and comparisons, with the uncertainty of what they say.

The calls are imported when they are asked for: a worker process starts with what it runs alone.
"""

from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from experiments.calls import (
        Depth,
        Where,
        compare,
        ensemble,
        mesa_model,
        sensitivity,
        simulate,
        sweep,
        tune,
    )

__all__ = [
    "Depth",
    "Where",
    "compare",
    "ensemble",
    "mesa_model",
    "sensitivity",
    "simulate",
    "sweep",
    "tune",
]


def __getattr__(name: str) -> object:
    """One of the calls; raises AttributeError for another name."""
    if name not in __all__:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(import_module("experiments.calls"), name)
