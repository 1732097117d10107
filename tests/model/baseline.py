"""The pinned digests, and how they are taken: `python -m tests.model.baseline` renews the file.

A digest that moves means that the same seed no longer gives the same run: the changelog says why.
"""

from pathlib import Path

import yaml

from model.pace import complete
from tests.model.world import World

FILE = Path(__file__).with_name("baseline.yaml")
DAYS = {"quiet_week": 7, "reference": 1}
RENEW = "python -m tests.model.baseline"
MOVED = (
    "the same seed gives another run now. If that is meant, say so in CHANGELOG.md and renew the "
    f"pinned digests from the checkout's folder: {RENEW}"
)
HEADER = f"""\
# The digests of these scenarios' first days, the same on every machine and Python.
# Renew with: {RENEW}
"""


def digest_of(name: str, *changes: str, days: float) -> str:
    """What a scenario's first days come to, ended as a run ends."""
    world = World(*changes, base=name)
    complete(world.simulation.open(populate=True, progress=lambda _ready, _due: None))
    return world.run(days * 24).cut().digest()


def pinned() -> dict[str, str]:
    """Scenario to digest, as stored."""
    stored: dict[str, str] = yaml.safe_load(FILE.read_text(encoding="utf-8"))
    return stored


def renew() -> None:
    """Take every digest anew and write the file."""
    digests = {name: digest_of(name, days=days) for name, days in DAYS.items()}
    FILE.write_text(HEADER + yaml.safe_dump(digests), encoding="utf-8")


if __name__ == "__main__":
    renew()
