"""The tables of docs/rules.md, read from the port, from tests/contract and from the defects."""

from collections.abc import Iterable, Sequence
from pathlib import Path
from textwrap import fill

from adapters.dryrun.defects import DEFECTS
from scenarios.wording import CHECKOUT
from tools.blocks import table
from tools.source import all_words, methods_of, names_of_tests, own_words

CONTRACT = CHECKOUT / "tests" / "contract"
SERVICES: dict[str, tuple[str, ...]] = {
    "accounts": ("accounts",),
    "communities": ("communities", "community_changes"),
    "memberships": ("memberships", "leaving", "leading", "member_defects", "identity"),
    "governance": ("governance",),
    "requests": ("posting", "posting_places", "requests", "request_changes", "expiry"),
    "matches": ("matches", "match_outcomes", "cancelling_matches"),
    "admin_actions": ("admin_proposals",),
    "dibs": ("dibs", "dibs_candidate", "dibs_defects"),
    "feedback": ("feedback",),
    "providers": ("providers", "provider_offers", "provider_reviews"),
    "collectives": ("collectives",),
    "activities": ("activities",),
    "reputation": ("reputation", "karma", "trust"),
    "conversations": ("conversations",),
    "splits": ("splits", "split_execution"),
    "fusions": ("fusions",),
}
"""The services of the port, and the files `test_*.py` of tests/contract that hold their rules."""

BOTH = frozenset({"town", "town_with", "adapter", "poster"})
DOORS = frozenset({"door", "raw", "Raw", "DOORS"})
RARE = ("test_invariants", "test_trade_walk", "test_error_shapes", "/commands/", "/sandbox/")
MOST_CALLS = 4
MOST_TESTS = 2
"""So many operations are named beside a test, and so many tests beside a switch."""


def rules_tables() -> str:
    """All rules by service: where each operation stands, then a row for each test."""
    told = {name for files in SERVICES.values() for name in files}
    others = [name for name in _files() if name not in told]
    services = [_service(name, files) for name, files in SERVICES.items()]
    return "\n\n".join([*services, "\n\n".join(["### Across services", _tests(others)])])


def defects_table() -> str:
    """Every switch: what today's platform does, and tests that name it."""
    words = {
        f"{file.relative_to(CHECKOUT)}::{name}": all_words(file, name)
        for file in sorted((CHECKOUT / "tests").glob("**/test_*.py"))
        for name in names_of_tests(file)
    }
    rows = []
    for switch, today in sorted(DEFECTS.items()):
        found = sorted((node for node in words if switch in words[node]), key=_rare)
        shown = "<br>".join(f"`{node}`" for node in found[:MOST_TESTS])
        rows.append([f"`{switch}`", today, shown])
    return table(["Switch", "What it makes the platform do", "Tests"], rows)


def operations(service: str) -> list[str]:
    """The operations of a service of the port, in its order."""
    return methods_of(CHECKOUT / "adapters" / "port" / f"{service}.py")


def _rare(node: str) -> bool:
    """Walks and error bodies name many switches; a test about one switch is the better example."""
    return any(part in node for part in RARE)


def _files() -> list[str]:
    return [file.stem.removeprefix("test_") for file in sorted(CONTRACT.glob("test_*.py"))]


def _service(name: str, files: Iterable[str]) -> str:
    called = ", ".join(f"`{operation}`" for operation in operations(name))
    homes = ", ".join(f"`{file}`" for side in ("dryrun", "live") for file in _homes(side, name))
    where = fill(f"Operations: {called}. Adapters: {homes}.", 100, break_on_hyphens=False)
    return "\n\n".join([f"### {name.replace('_', ' ').capitalize()}", where, _tests(files)])


def _homes(side: str, service: str) -> list[Path]:
    """The files of an adapter that hold operations of a service."""
    wanted = set(operations(service))
    files = sorted((CHECKOUT / "adapters" / side / "calls").glob("*.py"))
    return [file.relative_to(CHECKOUT) for file in files if wanted & set(methods_of(file))]


def _tests(files: Iterable[str]) -> str:
    rows = []
    for name in files:
        file = CONTRACT / f"test_{name}.py"
        for test in names_of_tests(file):
            calls = _shown(_called(file, test))
            rows.append([f"`{file.name}`", _rule(test), calls, _runs_on(file, test)])
    return table(["File", "Rule", "Operations named", "Runs on"], rows)


def _rule(test: str) -> str:
    """A test's name as a sentence; it stays the name with its blanks turned into underscores."""
    return test.removeprefix("test_").replace("_", " ")


def _called(file: Path, test: str) -> list[str]:
    """The operations that a test names with its helpers; where those are many, it alone."""
    every = [operation for service in SERVICES for operation in operations(service)]
    near, far = own_words(file, test), all_words(file, test)
    called = [operation for operation in every if operation in far]
    alone = [operation for operation in called if operation in near]
    return alone if alone and len(called) > MOST_CALLS else called


def _shown(called: Sequence[str]) -> str:
    if len(called) > MOST_CALLS:
        return f"{len(called)} operations"
    return ", ".join(f"`{operation}`" for operation in called) or "–"


def _runs_on(file: Path, test: str) -> str:
    words = all_words(file, test)
    if words & BOTH:
        return "memory, live"
    return "rules, HTTP" if words & DOORS else "own set-up"
