"""docs/tuning.md's search: the targets file, and what `run.py tune` printed, from its summary.

A search of that size takes several minutes, so its summary is kept in docs/recorded/ and printed
again; `run.py tune first_search` makes it anew.
"""

import json
import re
from typing import Any

from commands.tune_printing import tuned_text
from scenarios.wording import CHECKOUT

RECORDED = CHECKOUT / "docs" / "recorded" / "first_search.json"
TARGETS = CHECKOUT / "scenarios" / "targets" / "first_search.yaml"
PLACE = "runs/first_search-tune-1"
COMMAND = ".venv/bin/python run.py tune first_search"


def recorded() -> dict[str, Any]:
    """The summary of the search that the page tells of."""
    told: dict[str, Any] = json.loads(RECORDED.read_text(encoding="utf-8"))
    return told


def recorded_search() -> str:
    """The console block: the command, and what it printed."""
    printed = re.sub(r", \d+ s\n", ", some minutes\n", tuned_text(recorded(), PLACE), count=1)
    return "\n".join(["```console", f"$ {COMMAND}", printed, "```"])


def targets_shown() -> str:
    """The targets file, as it is."""
    return f"```yaml\n{TARGETS.read_text(encoding='utf-8').rstrip()}\n```"
