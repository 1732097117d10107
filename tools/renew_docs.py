"""Writes the blocks of the pages that commands and code decide: `make docs`.

1. README.md: what `run.py run quiet_week` prints.
2. docs/scenarios.md: the library; docs/scenario-reference.md: every key, and every action's
   settings.
3. docs/odd.md: the weights of the reference, and what the city's content holds.
4. docs/rules.md: the rules with their tests, and the defect switches.
5. docs/legacy.md and docs/validation.md, with --slow (`make docs-slow`): runs of ten days, and of
   a month.

The tests in tests/docs compare; nothing else of a page is touched.
"""

import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from tempfile import TemporaryDirectory

from scenarios.wording import CHECKOUT
from tools.blocks import block, write_block
from tools.contract_tests import defects_table, rules_tables
from tools.legacy_figures import figures_table
from tools.odd_tables import content_table, weights_table
from tools.quiet_week import shown_week, timeless
from tools.recorded_search import recorded_search, targets_shown
from tools.scenario_reference import keys_table
from tools.settings_table import library_table, settings_table
from tools.validation_figures import figures_of_validation

DOCS = CHECKOUT / "docs"
README = CHECKOUT / "README.md"
LEGACY, VALIDATION = DOCS / "legacy.md", DOCS / "validation.md"
Write = Callable[[], str]

QUICK: tuple[tuple[Path, str, Write], ...] = (
    (DOCS / "scenarios.md", "library", library_table),
    (DOCS / "scenario-reference.md", "keys", keys_table),
    (DOCS / "scenario-reference.md", "settings", settings_table),
    (DOCS / "odd.md", "weights", weights_table),
    (DOCS / "odd.md", "content", content_table),
    (DOCS / "rules.md", "rules", rules_tables),
    (DOCS / "rules.md", "switches", defects_table),
    (DOCS / "tuning.md", "targets", targets_shown),
    (DOCS / "tuning.md", "search", recorded_search),
)
"""Page, block and what writes it; these run nothing."""


def printed(folder: Path, *words: str) -> str:
    """What a command of run.py prints, run in a folder of its own."""
    command = [sys.executable, str(CHECKOUT / "run.py"), *words]
    return subprocess.run(command, cwd=folder, check=True, stdout=subprocess.PIPE, text=True).stdout


def renew_quick() -> None:
    """Everything that takes seconds."""
    for page, name, write in QUICK:
        _renew(page, name, write())
    with TemporaryDirectory() as folder:
        week = printed(Path(folder), "run", "quiet_week", "--quiet")
        _renew_week(shown_week(week))


def renew_slow() -> None:
    """The comparisons with the old habits and with real systems: some minutes."""
    _renew(LEGACY, "figures", figures())
    _renew(VALIDATION, "patterns", validation())


def figures() -> str:
    """The comparison, from two runs in a folder of their own."""
    with TemporaryDirectory() as folder:
        return figures_table(lambda *words: printed(Path(folder), *words))


def validation() -> str:
    """The comparison with published patterns, from three runs in a folder of their own."""
    with TemporaryDirectory() as folder:
        return figures_of_validation(lambda *words: printed(Path(folder), *words))


def _renew_week(shown: str) -> None:
    """Another speed alone is no reason to write the page."""
    before = block(README, "quiet_week")
    _renew(README, "quiet_week", before if timeless(before) == timeless(shown) else shown)


def _renew(page: Path, name: str, content: str) -> None:
    changed = write_block(page, name, content)
    print(f"{page.relative_to(CHECKOUT)}: {name} {'renewed' if changed else 'is up to date'}")


if __name__ == "__main__":
    renew_quick()
    if "--slow" in sys.argv[1:]:
        renew_slow()
