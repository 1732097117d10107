"""The worked examples of CONTRIBUTING.md are code that runs, and fit the code as it is now."""

import ast
import sys
from importlib.util import module_from_spec, spec_from_file_location
from pathlib import Path
from types import ModuleType

import pytest

from agents.action import Action
from agents.actions import ACTIONS
from agents.outcome import DONE
from agents.registry import listed
from scenarios.wording import CHECKOUT
from tests.agents.stage import FIRST, Town
from tests.docs.pages import Block, blocks, page

BLOCKS = blocks(page("CONTRIBUTING.md"))
PYTHON = [block for block in BLOCKS if block.language == "python"]
DIFFS = [block for block in BLOCKS if block.language == "diff"]
EXAMPLE = "agents/actions/browse_requests.py"
EXAMPLES_TEST = "tests/agents/actions/test_browse_requests.py"


def text_of(file: str) -> str:
    return next(block.text for block in PYTHON if block.file == file)


def loaded(file: str, folder: Path, monkeypatch: pytest.MonkeyPatch) -> ModuleType:
    """A block as the module that it would be in its place."""
    name = file.removesuffix(".py").replace("/", ".")
    place = folder / Path(file).name
    place.write_text(text_of(file), encoding="utf-8")
    spec = spec_from_file_location(name, place)
    assert spec is not None
    assert spec.loader is not None
    module = module_from_spec(spec)
    monkeypatch.setitem(sys.modules, name, module)
    spec.loader.exec_module(module)
    return module


@pytest.fixture
def example(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Action:
    """The worked example's action."""
    action: Action = loaded(EXAMPLE, tmp_path, monkeypatch).ACTION
    return action


def with_the_others(example: Action) -> dict[str, Action]:
    """A copy of the list of actions with the example, also where somebody has tried it out."""
    others = (action for action in ACTIONS.values() if action.name != example.name)
    return listed(*others, example)


@pytest.mark.parametrize("block", PYTHON, ids=lambda block: str(block.file))
def test_every_example_is_python(block: Block) -> None:
    assert ast.parse(block.text).body


@pytest.mark.parametrize("block", DIFFS, ids=lambda block: str(block.text.split()[1]))
def test_every_change_fits_the_file_or_is_made_already(block: Block) -> None:
    head, *hunks = block.text.split("\n@@")
    now = (CHECKOUT / head.split()[1].removeprefix("a/")).read_text(encoding="utf-8")

    for hunk in hunks:
        lines = hunk.split("\n")[1:]
        before, after = (
            "\n".join(line[1:] for line in lines if not line.startswith(sign)).rstrip("\n")
            for sign in "+-"
        )
        assert before in now or after in now


def test_the_new_action_can_be_listed_beside_the_others(example: Action) -> None:
    table = with_the_others(example)

    assert table.keys() == ACTIONS.keys() | {"browse_requests"}
    assert example.summary.endswith(".")


def test_the_new_action_can_be_performed(example: Action) -> None:
    town = Town()
    place = town.community("Repair Café", "rosa", "omar")
    request = town.request("rosa", place)
    omar = town.somebody("omar", FIRST, FIRST, FIRST)

    outcome = omar.does(with_the_others(example)["browse_requests"])

    assert outcome == DONE
    assert omar.asked[-1] == ("get_request", (request.id,), {})


@pytest.mark.usefixtures("example")
def test_the_new_actions_own_tests_pass(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    module = loaded(EXAMPLES_TEST, tmp_path, monkeypatch)
    tests = [value for name, value in vars(module).items() if name.startswith("test_")]

    for test in tests:
        test()

    assert len(tests) == 5


def test_the_new_actions_paragraph_names_its_numbers(example: Action) -> None:
    [paragraph] = [block.text for block in BLOCKS if block.language == "markdown"]

    assert f"`{example.name}`" in paragraph
    for name in ("window", "looks", "read_s"):
        assert f"`{name}` (" in " ".join(paragraph.split())
