"""How long it takes until something can happen: a command, imports, and a first moment."""

import subprocess
import sys
from collections.abc import Iterator
from functools import partial
from pathlib import Path
from time import perf_counter

from benchmarks.row import Effort, Row, alone, beside, in_turn

CHECKOUT = Path(__file__).resolve().parents[1]
ALL_COMMANDS = (
    "import typer, commands.app as one; list(typer.main.get_command(one.app).commands.values())"
)


def seconds_of(statement: str) -> float:
    """Run a statement in an interpreter of its own, from its start to its end."""
    began = perf_counter()
    command = [sys.executable, "-c", statement]
    subprocess.run(command, check=True, cwd=CHECKOUT, stdout=subprocess.DEVNULL)
    return perf_counter() - began


def measure(effort: Effort) -> Iterator[Row]:
    """Seconds of fresh interpreters, with their ratio to one that imports Mesa alone."""
    mesa, version, commands, opened = in_turn(
        effort.repeat,
        partial(seconds_of, "import mesa"),
        partial(seconds_of, "from commands.app import main; main(['--version'])"),
        partial(seconds_of, ALL_COMMANDS),
        partial(seconds_of, "from benchmarks.towns import town; town().scheduler.close()"),
    )
    peer = alone("start and import mesa", "s", mesa)
    yield peer
    yield beside("start and print the version", "s", version, peer, mesa)
    yield beside("start and import all commands", "s", commands, peer, mesa)
    yield beside("start and open the reference", "s", opened, peer, mesa)
