"""Runs for tests of reports."""

from pathlib import Path

from commands.app import main
from reports import Run, load


def ran(folder: Path, *words: str) -> Run:
    """A scenario run into a folder, without a report."""
    assert main(["run", *words, "--out", str(folder), "--quiet", "--json", "--no-report"]) == 0
    return load(folder)
