"""The documents keep up with the code: links, submodels, measures, variables, grants, decisions."""

import re
from dataclasses import fields
from pathlib import Path

import pytest

from adapters.live.environment import VARIABLES
from adapters.live.queries import COLUMNS_READ
from agents.action import Action
from agents.actions import ACTIONS
from model.measures import MEASURES
from scenarios.wording import CHECKOUT
from tests.docs.pages import PAGES, anchors, blocks, links, page, section

ODD, OPERATOR = page("docs/odd.md"), page("docs/operating.md")
ELEVEN_CONCEPTS = (
    "Basic principles",
    "Emergence",
    "Adaptation",
    "Objectives",
    "Learning",
    "Prediction",
    "Sensing",
    "Interaction",
    "Stochasticity",
    "Collectives",
    "Observation",
)
DECISIONS = sorted((CHECKOUT / "docs" / "decisions").glob("*.md"))


def named(file: Path) -> str:
    return str(file.relative_to(CHECKOUT))


@pytest.mark.parametrize("file", PAGES, ids=named)
def test_every_relative_link_leads_somewhere(file: Path) -> None:
    text = file.read_text(encoding="utf-8")
    for link in links(text):
        target, _, anchor = link.partition("#")
        there = file.parent / target if target else file

        assert there.exists(), link
        assert not anchor or anchor in anchors(there.read_text(encoding="utf-8")), link


@pytest.mark.parametrize("action", ACTIONS.values(), ids=ACTIONS)
def test_every_action_has_its_submodel_with_its_numbers(action: Action) -> None:
    told = section(ODD, f"`{action.name}`")

    for field in fields(action.settings):
        default = getattr(action.settings(), field.name)
        numbers = default if isinstance(default, tuple) else (default,)
        written = " to ".join(f"{number:g}" for number in numbers)

        assert f"`{field.name}` ({written}" in told


@pytest.mark.parametrize("name", [measure.name for measure in MEASURES])
def test_every_measure_has_its_formula(name: str) -> None:
    rows = [line for line in ODD.splitlines() if line.startswith("| `")]

    assert any(f"`{name}`" in row for row in rows)


@pytest.mark.parametrize("concept", ELEVEN_CONCEPTS)
def test_every_design_concept_is_told(concept: str) -> None:
    assert f"**{concept}.**" in ODD


@pytest.mark.parametrize("name", VARIABLES)
def test_every_variable_of_live_mode_is_in_the_operators_guide(name: str) -> None:
    assert f"`{name}`" in OPERATOR


def test_the_grants_are_those_of_the_columns_that_are_read() -> None:
    [sql] = [block.text for block in blocks(OPERATOR) if block.language == "sql"]
    grants = re.findall(r"GRANT SELECT \((.*?)\)\s+ON (\S+) TO", sql, flags=re.DOTALL)

    assert {table: re.split(r",\s+", columns) for columns, table in grants} == {
        table: [column.name for column in question.selected_columns]
        for table, question in COLUMNS_READ.items()
    }


def test_every_start_up_error_of_the_operators_guide_is_one_of_the_code() -> None:
    files = [*CHECKOUT.glob("adapters/live/*.py"), *CHECKOUT.glob("commands/*.py")]
    code = "\n".join(file.read_text(encoding="utf-8") for file in files)
    _, _, table = OPERATOR.partition("| It says |")
    said = [line.split("|")[1] for line in table.splitlines() if line.startswith("| `")]
    phrases = [phrase for cell in said for phrase in re.findall(r"`([^`]+)`", cell)]

    assert len(said) > 10
    assert [phrase for phrase in phrases if phrase not in code] == []


def test_decisions_are_numbered_without_gaps() -> None:
    numbers = [int(file.name.split("-")[0]) for file in DECISIONS]

    assert numbers == list(range(1, len(DECISIONS) + 1))


@pytest.mark.parametrize("file", DECISIONS, ids=named)
def test_a_decision_has_context_decision_and_consequences(file: Path) -> None:
    text = file.read_text(encoding="utf-8")
    parts = re.findall(r"^\*\*(\w+)\.\*\*", text, flags=re.MULTILINE)

    assert text.startswith(f"# {int(file.name.split('-')[0])}. ")
    assert parts == ["Context", "Decision", "Consequences"]
