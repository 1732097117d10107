"""How long it takes until something can happen: imports, then the reference's first moment."""

import subprocess
import sys
from collections.abc import Iterator
from functools import partial
from pathlib import Path
from time import perf_counter

from benchmarks.row import Effort, Row, alone, beside, in_turn

CHECKOUT = Path(__file__).resolve().parents[1]


def seconds_of(statement: str) -> float:
    """Run a statement in an interpreter of its own, from its start to its end."""
    began = perf_counter()
    subprocess.run([sys.executable, "-c", statement], check=True, cwd=CHECKOUT)
    return perf_counter() - began


def measure(effort: Effort) -> Iterator[Row]:
    """Seconds of fresh interpreters, with their ratio to one that imports Mesa alone."""
    mesa, commands, opened = in_turn(
        effort.repeat,
        partial(seconds_of, "import mesa"),
        partial(seconds_of, "import commands.app"),
        partial(seconds_of, "from benchmarks.towns import town; town().scheduler.close()"),
    )
    peer = alone("start and import mesa", "s", mesa)
    yield peer
    yield beside("start and import all commands", "s", commands, peer, mesa)
    yield beside("start and open the reference", "s", opened, peer, mesa)
