"""Blocks that `make docs` writes are up to date, and what they name is there."""

import ast
import re
from pathlib import Path

import pytest

from adapters.dryrun.defects import DEFECTS
from adapters.port import Karmyq
from reports.patterns import PATTERNS
from scenarios.wording import CHECKOUT
from tests.docs.pages import RUN_PY, page, shown_commands
from tools.blocks import block, write_block
from tools.contract_tests import CONTRACT, SERVICES, operations
from tools.legacy_figures import OPTIONS, SCENARIOS
from tools.renew_docs import LEGACY, QUICK, VALIDATION, Write, figures, validation
from tools.source import all_words, names_of_tests
from tools.validation_figures import commands

NAMED_TEST = re.compile(r"`(tests/[\w/]+\.py)::(\w+)`")
STALE = "the page is stale: run `make docs`"


@pytest.mark.parametrize(
    ("file", "name", "write"), QUICK, ids=[f"{file.stem}-{name}" for file, name, _ in QUICK]
)
def test_a_block_that_the_code_decides_is_up_to_date(file: Path, name: str, write: Write) -> None:
    assert block(file, name) == write(), STALE


@pytest.mark.slow
def test_the_figures_are_what_the_commands_print() -> None:
    assert block(LEGACY, "figures") == figures(), "the page is stale: run `make docs-slow`"


def test_the_figures_are_of_the_commands_that_are_shown() -> None:
    shown = [one.command for one in shown_commands("docs/legacy.md")]

    assert shown == [f"{RUN_PY}run {name} {' '.join(OPTIONS)}" for name in SCENARIOS]


@pytest.mark.slow
def test_the_patterns_are_what_the_command_prints() -> None:
    assert block(VALIDATION, "patterns") == validation(), "the page is stale: run `make docs-slow`"


def test_the_patterns_are_of_the_commands_that_are_shown() -> None:
    shown = [one.command for one in shown_commands("docs/validation.md")]

    assert shown == [f"{RUN_PY}{' '.join(command)}" for command in commands()]


def test_every_pattern_is_in_the_figures_with_what_is_published() -> None:
    rows = block(VALIDATION, "patterns").splitlines()

    for pattern in PATTERNS:
        row = next(row for row in rows if row.startswith(f"{pattern.name} "))
        assert row.endswith(pattern.published)


@pytest.mark.parametrize("name", ["docs/regrets.md", "docs/rules.md"])
def test_every_test_that_is_named_exists(name: str) -> None:
    named = NAMED_TEST.findall(page(name))
    missing = [
        f"{file}::{test}"
        for file, test in named
        if test not in {node.name for node in functions(CHECKOUT / file)}
    ]

    assert len(named) > 30
    assert missing == []


def functions(file: Path) -> list[ast.FunctionDef]:
    body = ast.parse(file.read_text(encoding="utf-8")).body
    return [node for node in body if isinstance(node, ast.FunctionDef)]


def test_all_31_regrets_are_answered() -> None:
    numbers = re.findall(r"^\| (\d+) \|", page("docs/regrets.md"), flags=re.MULTILINE)

    assert sorted(map(int, numbers)) == list(range(1, 32))


def test_the_services_are_all_of_the_port() -> None:
    named = [operation for service in SERVICES for operation in operations(service)]

    assert sorted(named) == sorted(name for name in dir(Karmyq) if not name.startswith("_"))


@pytest.mark.parametrize("operation", [one for service in SERVICES for one in operations(service)])
def test_every_operation_of_the_port_has_a_case(operation: str) -> None:
    cases = [(file, name) for file in CONTRACT.glob("test_*.py") for name in names_of_tests(file)]

    assert any(operation in all_words(*case) for case in cases)


@pytest.mark.parametrize("switch", DEFECTS)
def test_every_switch_has_a_test(switch: str) -> None:
    [row] = [line for line in page("docs/rules.md").splitlines() if f"| `{switch}` |" in line]

    assert NAMED_TEST.search(row)


def test_only_the_block_is_written(tmp_path: Path) -> None:
    file = tmp_path / "page.md"
    begin, end = "<!-- sum: written by `make docs` -->", "<!-- end of sum -->"
    file.write_text(f"before\n{begin}\n\nold\n\n{end}\nafter\n", encoding="utf-8")

    assert write_block(file, "sum", "new")
    assert not write_block(file, "sum", "new")
    assert file.read_text(encoding="utf-8") == f"before\n{begin}\n\nnew\n\n{end}\nafter\n"


def test_a_block_that_is_not_there_is_told(tmp_path: Path) -> None:
    file = tmp_path / "page.md"
    file.write_text("nothing", encoding="utf-8")

    with pytest.raises(LookupError, match="has no block called sum"):
        block(file, "sum")
