"""The worked examples of CONTRIBUTING.md are code that runs, and fit the code as it is now."""

import ast
import sys
from dataclasses import fields
from importlib.util import module_from_spec, spec_from_file_location
from pathlib import Path
from types import ModuleType

import pytest

from adapters.errors import Refused
from agents.action import Action
from agents.actions import ACTIONS
from agents.registry import listed
from scenarios.wording import CHECKOUT
from tests.docs.pages import Block, blocks, page

BLOCKS = blocks(page("CONTRIBUTING.md"))
PYTHON = [block for block in BLOCKS if block.language == "python"]
DIFFS = [block for block in BLOCKS if block.language == "diff"]
EXAMPLE = "agents/actions/thank_helper.py"
EXAMPLES_TEST = "tests/agents/actions/test_thank_helper.py"
RULES = "adapters/dryrun/drafts.py"


def text_of(file: str) -> str:
    return next(block.text for block in PYTHON if block.file == file)


def file_of(diff: Block) -> str:
    return diff.text.split()[1].removeprefix("a/")


def changes(diff: Block) -> list[tuple[str, str]]:
    """What stands before and after each hunk's change."""
    hunks = [hunk.split("\n")[1:] for hunk in diff.text.split("\n@@")[1:]]
    return [(without(lines, "+"), without(lines, "-")) for lines in hunks]


def without(lines: list[str], sign: str) -> str:
    """The lines of a hunk but those with this sign, as they stand in the file."""
    return "\n".join(line[1:] for line in lines if not line.startswith(sign)).rstrip("\n")


def module_of(
    name: str, text: str, folder: Path, monkeypatch: pytest.MonkeyPatch | None = None
) -> ModuleType:
    """A text as the module of this name; others find it where a monkeypatch is given."""
    place = folder / f"{name.rsplit('.', maxsplit=1)[-1]}.py"
    place.write_text(text, encoding="utf-8")
    spec = spec_from_file_location(name, place)
    assert spec is not None
    assert spec.loader is not None
    module = module_from_spec(spec)
    if monkeypatch is not None:
        monkeypatch.setitem(sys.modules, name, module)
    spec.loader.exec_module(module)
    return module


def loaded(file: str, folder: Path, monkeypatch: pytest.MonkeyPatch) -> ModuleType:
    """A block as the module that it would be in its place."""
    name = file.removesuffix(".py").replace("/", ".")
    return module_of(name, text_of(file), folder, monkeypatch)


@pytest.fixture
def example(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Action:
    """The worked example's action."""
    action: Action = loaded(EXAMPLE, tmp_path, monkeypatch).ACTION
    return action


@pytest.mark.parametrize("block", PYTHON, ids=lambda block: str(block.file))
def test_every_example_is_python(block: Block) -> None:
    assert ast.parse(block.text).body


@pytest.mark.parametrize("block", DIFFS, ids=file_of)
def test_every_change_fits_the_file_or_is_made_already(block: Block) -> None:
    now = (CHECKOUT / file_of(block)).read_text(encoding="utf-8")

    assert changes(block)
    for before, after in changes(block):
        assert after not in before
        assert before in now or after in now


def test_the_new_action_can_be_listed_beside_the_others(example: Action) -> None:
    others = (action for action in ACTIONS.values() if action.name != example.name)

    table = listed(*others, example)

    assert table.keys() == ACTIONS.keys() | {"thank_helper"}
    assert example.summary.endswith(".")


@pytest.mark.usefixtures("example")
def test_the_new_actions_own_tests_pass(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    module = loaded(EXAMPLES_TEST, tmp_path, monkeypatch)
    tests = [value for name, value in vars(module).items() if name.startswith("test_")]

    for test in tests:
        test()

    assert len(tests) == 5


def test_the_new_actions_paragraph_names_its_numbers(example: Action) -> None:
    [paragraph] = [block.text for block in BLOCKS if block.language == "markdown"]
    told = " ".join(paragraph.split())

    assert f"`{example.name}`" in paragraph
    for field in fields(example.settings):
        default = getattr(example.settings(), field.name)
        numbers = default if isinstance(default, tuple) else (default,)
        assert f"`{field.name}` ({' to '.join(f'{number:g}' for number in numbers)}" in told


def test_the_new_rule_holds_where_the_guide_puts_it(tmp_path: Path) -> None:
    text = (CHECKOUT / RULES).read_text(encoding="utf-8")
    for before, after in changes(next(block for block in DIFFS if file_of(block) == RULES)):
        text = text.replace(before, after)
    drafts = module_of("drafts", f"{text}\n\n{text_of(RULES)}", tmp_path)
    body = {"title": "A ladder for Sunday", "description": "d" * 50_000}

    assert drafts.read_draft(body, frozenset()).description == body["description"]
    with pytest.raises(Refused, match="at most 50000 characters"):
        drafts.read_draft(body | {"description": "d" * 50_001}, frozenset())
