"""What results depend on beside scenario and seed: the code that ran and the libraries under it."""

from functools import cache
from hashlib import sha256
from pathlib import Path

from model.versions import versions
from scenarios import Scenario
from scenarios.wording import CHECKOUT

DECIDES = ("adapters", "agents", "model", "scenarios", "experiments/replication.py")
"""What a replication runs."""

WITHOUT = (("adapters", "live"), ("adapters", "sandbox"), ("adapters", "faults"))
"""What a dry run does not touch."""


@cache
def code() -> str:
    """The SHA-256 of all files that a replication can depend on, names included."""
    digest = sha256()
    for file in sorted(_files()):
        digest.update(file.relative_to(CHECKOUT).as_posix().encode() + b"\0")
        digest.update(file.read_bytes() + b"\0")
    return digest.hexdigest()


def _files() -> list[Path]:
    files: list[Path] = []
    for name in DECIDES:
        place = CHECKOUT / name
        inside = [place] if place.is_file() else [*place.rglob("*.py"), *place.rglob("*.yaml")]
        files += [file for file in inside if not _untouched(file)]
    return files


def _untouched(file: Path) -> bool:
    return file.relative_to(CHECKOUT).parts[:2] in WITHOUT


def fingerprint(scenario: Scenario) -> str:
    """The SHA-256 of a scenario's values; the seed is left out, a replication brings its own."""
    return sha256(scenario.model_copy(update={"seed": 0}).model_dump_json().encode()).hexdigest()


def provenance() -> dict[str, str]:
    """Python's, the libraries' and the code's versions by name."""
    return {**versions(), "code": code()}
