"""A run is a folder: resolved scenario, manifest, event log with measures, summary.

runs/<name>/scenario.yaml    the scenario with every value and where it came from
run.json         status, mode, seed, days, versions; rewritten when the status changes
run.sqlite       events and measures
platform.sqlite  the platform's records at the end of a dry run
summary.json     what `--json` prints
report.html      all of that as one page
"""

import json
import os
from collections.abc import Iterator
from pathlib import Path
from typing import Any

SCENARIO_FILE = "scenario.yaml"
MANIFEST_FILE = "run.json"
LOG_FILE = "run.sqlite"
SUMMARY_FILE = "summary.json"
PLATFORM_FILE = "platform.sqlite"
REPORT_FILE = "report.html"

RUNS = Path("runs")


class RunFolderError(Exception):
    """A run's folder cannot be made, or is not a run; the message is one sentence."""


class RunFolder:
    """One run on disk."""

    def __init__(self, path: Path) -> None:
        self.path = path

    @classmethod
    def create(cls, path: Path) -> "RunFolder":
        """Make the folder of a new run; raises RunFolderError when it exists or cannot be made."""
        try:
            path.mkdir(parents=True)
        except FileExistsError:
            is_run = (path / MANIFEST_FILE).is_file()
            on = _how_to_use(cls(path)) if is_run else ""
            raise RunFolderError(f"{path} exists already; choose another --out{on}") from None
        except OSError as error:
            raise RunFolderError(
                f"{path} cannot be made ({error.strerror}); choose another place with --out"
            ) from None
        return cls(path)

    @classmethod
    def open(cls, name: str, root: Path = RUNS) -> "RunFolder":
        """The folder of an existing run, by path or by its name below `runs/`."""
        for path in (Path(name), root / name):
            if (path / MANIFEST_FILE).is_file():
                return cls(path)
        names = ", ".join(folder.path.name for folder in all_runs(root)) or "none yet"
        raise RunFolderError(f'there is no run called "{name}" below {root}/; there are: {names}')

    @property
    def log_file(self) -> Path:
        """The database of events and measures."""
        return self.path / LOG_FILE

    @property
    def scenario_file(self) -> Path:
        """The resolved scenario."""
        return self.path / SCENARIO_FILE

    def write_scenario(self, text: str) -> None:
        """Keep the resolved scenario."""
        _write(self.scenario_file, text)

    def write_manifest(self, **changes: Any) -> None:
        """Change some values of the manifest, all at once."""
        manifest = self.manifest() if (self.path / MANIFEST_FILE).exists() else {}
        _write(self.path / MANIFEST_FILE, _as_text(manifest | changes))

    def manifest(self) -> dict[str, Any]:
        """Status, mode, seed, days and versions."""
        return _read(self.path / MANIFEST_FILE)

    def write_summary(self, summary: dict[str, Any]) -> None:
        """Keep the summary."""
        _write(self.path / SUMMARY_FILE, _as_text(summary))

    def summary(self) -> dict[str, Any] | None:
        """The summary, once the run has one."""
        file = self.path / SUMMARY_FILE
        return _read(file) if file.is_file() else None


def _how_to_use(folder: RunFolder) -> str:
    """What can be done with a run that is there already."""
    if folder.manifest().get("status") == "done":
        return f", or see what is in it: run.py show {folder.path}"
    return f", or go on with the run in it: run.py resume {folder.path}"


def all_runs(root: Path = RUNS) -> Iterator[RunFolder]:
    """The runs below a folder, by name."""
    for manifest in sorted(root.glob(f"*/{MANIFEST_FILE}")):
        yield RunFolder(manifest.parent)


def free_name(stem: str, root: Path = RUNS) -> Path:
    """The first of `<stem>-1`, `<stem>-2`, ... that is not taken."""
    number = 1
    while (root / f"{stem}-{number}").exists():
        number += 1
    return root / f"{stem}-{number}"


def _as_text(values: dict[str, Any]) -> str:
    return json.dumps(values, indent=2) + "\n"


def _write(file: Path, text: str) -> None:
    """Write all or nothing: a file that exists is whole."""
    draft = file.with_name(file.name + ".new")
    try:
        draft.write_text(text, encoding="utf-8")
        os.replace(draft, file)
    except OSError as error:
        raise RunFolderError(f"{file} cannot be written ({error.strerror})") from None


def _read(file: Path) -> dict[str, Any]:
    try:
        values = json.loads(file.read_text(encoding="utf-8"))
    except (OSError, ValueError) as error:
        raise RunFolderError(f"{file} cannot be read ({error}); is this a run's folder?") from None
    if not isinstance(values, dict):
        raise RunFolderError(f"{file} holds no mapping; is this a run's folder?")
    return values
