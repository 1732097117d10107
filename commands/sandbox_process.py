"""A sandbox in a process of its own, for as long as a rehearsal lasts."""

import json
import signal
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from types import FrameType
from typing import IO, NamedTuple

from commands.complaints import FAILED, REFUSED, Complaint

RUN_PY = Path(__file__).resolve().parents[1] / "run.py"
LAST_WORDS_S = 20.0
"""How long it may take to stop its PostgreSQL."""


class SandboxPlace(NamedTuple):
    """Where it is found, and the environment in which live mode finds it."""

    root_url: str
    variables: dict[str, str]


@contextmanager
def sandbox_process(*options: str) -> Iterator[SandboxPlace]:
    """Start `run.py sandbox` with these options; it is down again whatever ends the block.

    Raises Complaint with the sandbox's own sentence where it cannot start.
    """
    command = [sys.executable, str(RUN_PY), "sandbox", "--json", *options]
    with tempfile.TemporaryFile("w+") as words:
        # Ctrl-C reaches every process of a terminal's group, and people have calls to finish first.
        process = subprocess.Popen(
            command, stdout=subprocess.PIPE, stderr=words, text=True, start_new_session=True
        )
        try:
            with _sigterm_unwinds():
                yield _place_of(process, words)
        finally:
            _stop(process)


@contextmanager
def _sigterm_unwinds() -> Iterator[None]:
    """A service manager's SIGTERM ends the blocks in turn, too, instead of this process at once."""

    def leave(number: int, _frame: FrameType | None) -> None:
        raise SystemExit(128 + number)

    before = signal.signal(signal.SIGTERM, leave)
    try:
        yield
    finally:
        signal.signal(signal.SIGTERM, before)


def _place_of(process: "subprocess.Popen[str]", words: IO[str]) -> SandboxPlace:
    assert process.stdout is not None  # it was asked for
    line = process.stdout.readline()
    if not line:
        code = process.wait()
        words.seek(0)
        said = " ".join(words.read().split()) or f"the sandbox ended with {code} and said nothing"
        raise Complaint(said, REFUSED if code == REFUSED else FAILED)
    told = json.loads(line)
    return SandboxPlace(told["control_url"].removesuffix("/sandbox"), told["variables"])


def _stop(process: "subprocess.Popen[str]") -> None:
    process.send_signal(signal.SIGTERM)
    try:
        process.wait(LAST_WORDS_S)
    except subprocess.TimeoutExpired:
        process.kill()
        process.wait()
    finally:
        if process.stdout is not None:
            process.stdout.close()
