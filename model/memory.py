"""Python's cycle collector during a run: what is there stays, so it need not be looked at again.

A run keeps nearly everything that it makes. Left alone, the collector walks over all of it again
and again, which costs a tenth of the time with 500 people and a third with 10 000.
"""

import gc
from collections.abc import Iterator
from contextlib import contextmanager

THRESHOLDS = (500_000, 50, 1000)
"""Allocations before a young collection, and the ratios of the older two."""


@contextmanager
def no_collections() -> Iterator[None]:
    """While this lasts, collect nothing: for imports, of which everything stays.

    Nobody looks at it later either, unless something was kept so before.
    """
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()
        if not gc.get_freeze_count():
            gc.freeze()


@contextmanager
def few_collections() -> Iterator[None]:
    """While this lasts, collect rarely, and never again what was there at the beginning.

    Within another one it changes nothing: whoever began that one knows what stays.
    """
    before = gc.get_threshold()
    if before == THRESHOLDS:
        yield
        return
    gc.collect()
    gc.freeze()
    gc.set_threshold(*THRESHOLDS)
    try:
        yield
    finally:
        gc.set_threshold(*before)
        gc.unfreeze()
