"""Running a command line inside this process, and what it told."""

import json
from pathlib import Path
from typing import Any, NamedTuple

import pytest
from sqlalchemy import create_engine, select

from commands.app import main
from model.runlog import EVENTS, MEASURES

CHECKOUT = Path(__file__).resolve().parents[2]
QUIET_HOURS = ("quiet_week", "--days", "0.1")
"""The smallest run that does something."""


class Told(NamedTuple):
    """Exit code, results and everything else."""

    code: int
    out: str
    err: str

    @property
    def sentence(self) -> str:
        """What it said beside its results: one line, or the test is wrong."""
        assert "Traceback" not in self.err
        (line,) = self.err.splitlines()
        return line


class Terminal:
    """Types command lines and reads what comes back."""

    def __init__(self, capsys: pytest.CaptureFixture[str]) -> None:
        self._capsys = capsys

    def __call__(self, *arguments: str) -> Told:
        self._capsys.readouterr()
        code = main(arguments)
        return Told(code, *self._capsys.readouterr())


def manifest_of(run: Path) -> dict[str, Any]:
    manifest: dict[str, Any] = json.loads((run / "run.json").read_text())
    return manifest


def rows_of(run: Path) -> tuple[list[Any], list[Any]]:
    """All events and all measures that a run has stored."""
    engine = create_engine(f"sqlite:///{run / 'run.sqlite'}")
    try:
        with engine.connect() as connection:
            events = connection.execute(select(EVENTS).order_by(EVENTS.c.id)).all()
            measures = connection.execute(select(MEASURES)).all()
    finally:
        engine.dispose()
    return list(events), list(measures)


def is_empty(folder: Path) -> bool:
    return not any(folder.iterdir())
