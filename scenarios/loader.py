"""Load a scenario: file, then environment, then --set; checked as a whole, with all origins.

1. read the file and what it extends        resolve.py
2. lay the environment and --set over it    overrides.py
3. check shape, types and ranges            schema.py
4. check words: actions, settings, measures vocabulary.py
5. check that the city's content exists
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import chain
from pathlib import Path
from types import MappingProxyType

from pydantic import ValidationError

from scenarios.errors import ScenarioError
from scenarios.frozen import FrozenMapping
from scenarios.overrides import with_changes, with_environment
from scenarios.problem import Problem, first_problem
from scenarios.resolve import LIBRARY, find, library_files, origin_at, read_with_parents
from scenarios.schema import Scenario
from scenarios.vocabulary import Vocabulary, unknown_words, with_typed_settings, wrong_settings
from scenarios.wording import found, shown, unknown
from scenarios.writing import as_yaml, leaves
from scenarios.yaml_lines import Tree, plain

CONTENT = Path(__file__).resolve().parent / "content"
DEFAULT = "default"
"""The origin of a value that nobody wrote."""

NO_ENVIRONMENT: Mapping[str, str] = MappingProxyType({})


@dataclass(frozen=True, slots=True)
class ResolvedScenario:
    """A complete scenario, and for each of its settings (`growth.max_users`) where it came from."""

    scenario: Scenario
    origins: Mapping[str, str]

    def to_yaml(self) -> str:
        """The scenario without `extends`; loading this text gives the same scenario again."""
        return as_yaml(self.scenario, self.origins)


def load(
    name_or_path: str,
    *,
    vocabulary: Vocabulary,
    changes: Sequence[str] = (),
    environ: Mapping[str, str] = NO_ENVIRONMENT,
    library: Path | None = None,
) -> ResolvedScenario:
    """The scenario of this library name, or of this file (a path that ends in .yaml or .yml).

    `changes` are key.path=value and win over `environ`, which wins over the file. A stored run's
    scenario is loaded by its path without an environment, so that it stays what it was.
    """
    shelf = library if library is not None else LIBRARY
    path = find(name_or_path, shelf)
    tree = read_with_parents(path, shelf)
    tree = with_changes(with_environment(tree, environ), changes)
    scenario = _checked(tree, shown(path), vocabulary)
    return ResolvedScenario(scenario, FrozenMapping(dict(_origins(scenario, tree))))


def library_scenarios(library: Path | None = None) -> Mapping[str, str]:
    """The scenarios of the library by name, each with the question that it asks."""
    shelf = library if library is not None else LIBRARY
    return {name: _question(path, shelf) for name, path in library_files(shelf).items()}


def _question(path: Path, library: Path) -> str:
    tree = read_with_parents(path, library)
    about = tree["about"].value if "about" in tree else None
    if not isinstance(about, str):
        place = origin_at(tree, ("about",)) or shown(path)
        raise ScenarioError(f"{place}: about: expects a question; found {found(about)}.")
    return about


def _checked(tree: Tree, file: str, vocabulary: Vocabulary) -> Scenario:
    try:
        scenario = Scenario.model_validate(plain(tree))
    except ValidationError as error:
        raise _refusal(first_problem(error), tree, file) from None
    for problem in chain(unknown_words(scenario, vocabulary), _missing_content(scenario)):
        raise _refusal(problem, tree, file)
    for problem in wrong_settings(scenario, vocabulary):
        raise _refusal(problem, tree, file)
    return with_typed_settings(scenario, vocabulary)


def _refusal(problem: Problem, tree: Tree, file: str) -> ScenarioError:
    where = origin_at(tree, problem.place) or file
    key = f"{'.'.join(problem.key)}: " if problem.key else ""
    return ScenarioError(f"{where}: {key}{problem.sentence}")


def _missing_content(scenario: Scenario) -> Iterator[Problem]:
    folders = sorted(path.name for path in CONTENT.glob("[a-z]*") if path.is_dir())
    if scenario.content not in folders:
        said = unknown("folder of scenarios/content", scenario.content, folders)
        yield Problem(("content",), ("content",), said)


def _origins(scenario: Scenario, tree: Tree) -> Iterator[tuple[str, str]]:
    written = dict(_written(tree))
    for place, _ in leaves(scenario):
        yield ".".join(place), written.get(place, DEFAULT)


def _written(tree: Tree, above: tuple[str, ...] = ()) -> Iterator[tuple[tuple[str, ...], str]]:
    for key, placed in tree.items():
        place = (*above, key)
        yield place, placed.origin
        if isinstance(placed.value, Mapping):
            yield from _written(placed.value, place)
