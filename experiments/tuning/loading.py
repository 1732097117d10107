"""Loads a targets file and everything that it names; what is wrong is said before anything runs.

1. the file's shape, types and ranges        targets.py
2. the scenario with the file's changes
3. measures that exist, targets that can be met together
4. parameters that exist, with a start within their bounds, and values that the scenario allows
"""

import json
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import partial
from os import environ
from pathlib import Path

from pydantic import ValidationError

from experiments.errors import ExperimentError
from experiments.tuning.contradictions import contradictions
from experiments.tuning.space import Dimension, Space, Values, keys_of
from experiments.tuning.targets import Bounds, Targets
from experiments.vary import value_at
from model.measures import MEASURES
from model.vocabulary import VOCABULARY
from scenarios import ResolvedScenario, Scenario, ScenariosError, load
from scenarios.problem import first_problem
from scenarios.resolve import SUFFIXES, origin_at
from scenarios.wording import CHECKOUT, found, quoted, shown, unknown
from scenarios.yaml_lines import Tree, YamlSource, plain, read_yaml

SHELF = CHECKOUT / "scenarios" / "targets"
"""The targets files that come along; they are named without their ending."""

type Load = Callable[[Sequence[str]], ResolvedScenario]


class TargetsError(ExperimentError):
    """A targets file cannot be used as it is."""


@dataclass(frozen=True, slots=True)
class Wish:
    """What is asked beside the file: each value wins over the file's, None leaves it."""

    days: float | None = None
    seed: int | None = None
    replications: int | None = None
    trials: int | None = None
    changes: Sequence[str] = ()

    def over(self, targets: Targets) -> Targets:
        """The file's values with these over them."""
        given = {name: getattr(self, name) for name in ("days", "seed", "replications", "trials")}
        wanted = {name: value for name, value in given.items() if value is not None}
        try:
            return Targets.model_validate({**dict(targets), **wanted})
        except ValidationError as error:
            problem = first_problem(error)
            raise TargetsError(f"--{problem.place[0]}: {problem.sentence}") from None


@dataclass(frozen=True, slots=True)
class Tuning:
    """A search as it was asked for, checked."""

    stem: str
    text: str
    wish: Wish
    targets: Targets
    original: str
    start: ResolvedScenario
    space: Space
    changes: tuple[str, ...]
    load: Load = field(repr=False)

    def changes_at(self, values: Values) -> tuple[str, ...]:
        """What some values change in the scenario of the start, written like --set's."""
        return self.space.changes(values)

    def scenario_at(self, values: Values) -> ResolvedScenario:
        """The scenario with some values."""
        return self.load(self.changes_at(values))


def targets_file(name: str) -> Path:
    """The file of a name on the shelf, or of a path that ends in .yaml or .yml."""
    path = Path(name)
    if path.suffix in SUFFIXES:
        return path
    known = {file.stem: file for file in sorted(SHELF.glob("*.yaml"))}
    if name not in known:
        raise TargetsError(
            f"{unknown('targets file', name, known)} One of your own is named by its path, which "
            "ends in .yaml."
        )
    return known[name]


def read_tuning(
    name: str, wish: Wish | None = None, *, original: str | None = None, stem: str | None = None
) -> Tuning:
    """A search, ready to run; raises TargetsError or a ScenariosError where it cannot.

    `original` and `stem` are those of a kept copy: its scenario, and the name it went by.
    """
    wish = wish or Wish()
    path = targets_file(name)
    text = _text(path)
    tree = _tree(text, path)
    targets = wish.over(_checked(tree, path))
    original = original or _original(path, targets)

    def sited(place: Sequence[str], sentence: str) -> TargetsError:
        where = origin_at(tree, place) or shown(path)
        return TargetsError(f"{where}: {'.'.join(place[:2])}: {sentence}")

    bare = _loaded(original, (), lambda said: sited(("scenario",), said))
    settings = _settings(targets, bare.scenario, wish)
    before = _loaded(original, settings, lambda said: sited(("changes",), said)).scenario
    _check_measures(targets, sited)
    space = Space(tuple(_dimensions(targets, before, sited)))
    _check_values(space, original, settings, sited)
    settings = (*settings, *space.changes(space.start))

    def loading(more: Sequence[str]) -> ResolvedScenario:
        return load(original, vocabulary=VOCABULARY, changes=[*settings, *more], environ=environ)

    start = loading(())
    name = stem or path.stem
    return Tuning(name, text, wish, targets, original, start, space, settings, loading)


def _text(path: Path) -> str:
    try:
        return path.read_text(encoding="utf-8-sig")
    except FileNotFoundError:
        raise TargetsError(f"{shown(path)}: there is no such file; check the path.") from None
    except UnicodeDecodeError:
        raise TargetsError(f"{shown(path)}: this is not UTF-8; save the file as UTF-8.") from None
    except OSError as error:
        why = (error.strerror or "unknown reason").lower()
        raise TargetsError(f"{shown(path)}: this file cannot be read: {why}.") from None


def _tree(text: str, path: Path) -> Tree:
    here = shown(path)
    document = read_yaml(text, YamlSource(lambda line: f"{here}:{line}"))
    if not isinstance(document.value, Mapping):
        raise TargetsError(
            f"{here}: a targets file is a mapping that begins with `about:`; "
            f"found {found(document.value)}."
        )
    return document.value


def _checked(tree: Tree, path: Path) -> Targets:
    try:
        return Targets.model_validate(plain(tree))
    except ValidationError as error:
        problem = first_problem(error)
        where = origin_at(tree, problem.place) or shown(path)
        key = f"{'.'.join(problem.key)}: " if problem.key else ""
        raise TargetsError(f"{where}: {key}{problem.sentence}") from None


def _original(path: Path, targets: Targets) -> str:
    name = targets.scenario
    return str(path.parent / name) if name.endswith(SUFFIXES) else name


def _check_values(space: Space, original: str, settings: Sequence[str], sited: "Sited") -> None:
    """Each parameter by itself, so that a sentence names the right one."""
    for one in space.dimensions:
        for value in (one.low, one.high, one.start):
            changes = (*settings, *one.changes(value))
            _loaded(original, changes, partial(_about, sited, ("parameters", one.name)))


def _about(sited: "Sited", place: Sequence[str], said: str) -> TargetsError:
    return sited(place, said)


type Sited = Callable[[Sequence[str], str], TargetsError]


def _loaded(
    original: str, changes: Sequence[str], told: Callable[[str], TargetsError]
) -> ResolvedScenario:
    try:
        return load(original, vocabulary=VOCABULARY, changes=changes, environ=environ)
    except ScenariosError as error:
        raise told(_without_option(str(error))) from None


def _without_option(said: str) -> str:
    """A sentence about a change, which here nobody has typed as --set."""
    return said.removeprefix("--set ") if said.startswith("--set ") else said


def _settings(targets: Targets, scenario: Scenario, wish: Wish) -> tuple[str, ...]:
    """What the file and the command line change in the scenario, written like --set's."""
    options = {"time.days": targets.days, "seed": targets.seed}
    changes = [
        f"{key}={json.dumps(value)}"
        for written, value in targets.changes.items()
        for key in keys_of(written, scenario) or (written,)
    ]
    given = [f"{key}={value}" for key, value in options.items() if value is not None]
    return (*changes, *given, *wish.changes)


def _check_measures(targets: Targets, sited: Sited) -> None:
    known = [measure.name for measure in MEASURES]
    for name in targets.targets:
        if name not in known:
            raise sited(("targets", name), unknown("measure", name, known))
    for name, sentence in contradictions(targets.targets):
        raise sited(("targets", name), sentence)


def _dimensions(targets: Targets, scenario: Scenario, sited: Sited) -> Iterator[Dimension]:
    taken: dict[str, str] = {}
    for name, bounds in targets.parameters.items():

        def refused(sentence: str, name: str = name) -> TargetsError:
            return sited(("parameters", name), sentence)

        keys = _keys(name, scenario, refused)
        for key in keys:
            if key in taken:
                raise refused(f"{key} is changed by {quoted(taken[key])} already; keep one.")
            taken[key] = name
        yield _dimension(name, keys, bounds, scenario, refused)


def _keys(name: str, scenario: Scenario, refused: Callable[[str], TargetsError]) -> tuple[str, ...]:
    first, *rest = name.split(".")
    if name == "seed":
        raise refused("the seed is no parameter: all trials meet the same block of seeds.")
    if first == "profiles" and rest and rest[0] not in (*scenario.profiles, "*"):
        raise refused(unknown("profile", rest[0], scenario.profiles))
    keys = keys_of(name, scenario)
    if not keys:
        raise refused("the scenario has no such value anywhere; give one in `changes`.")
    return keys


def _dimension(
    name: str,
    keys: tuple[str, ...],
    bounds: Bounds,
    scenario: Scenario,
    refused: Callable[[str], TargetsError],
) -> Dimension:
    there = [_number_at(scenario, key) for key in keys]
    start = bounds.start
    if start is None:
        different = sorted({value for value in there if value is not None})
        if len(different) > 1:
            raise refused(
                f"its keys start at different values ({', '.join(map(found, different))}); name "
                "one with start:, or set them in `changes`."
            )
        if not different:
            raise refused("the scenario has no number there to start from; name one with start:.")
        start = different[0]
    if not bounds.low <= start <= bounds.high:
        raise refused(
            f"the bounds {found(bounds.low)} to {found(bounds.high)} exclude the start "
            f"{found(start)}; widen them, or name another start."
        )
    whole = any(isinstance(value, int) for value in there) and float(start).is_integer()
    if whole and not (bounds.low.is_integer() and bounds.high.is_integer()):
        raise refused("takes whole numbers, so its bounds are whole numbers.")
    return Dimension(name, keys, bounds.low, bounds.high, start, bounds.scale == "log", whole)


def _number_at(scenario: Scenario, key: str) -> float | None:
    """The number at a key; an action that a profile leaves out weighs 0."""
    value = value_at(scenario, key)
    if isinstance(value, bool) or not isinstance(value, int | float):
        steps = key.split(".")
        weight = len(steps) == 4 and (steps[0], steps[2]) == ("profiles", "actions")
        return 0.0 if value is None and weight else None
    return value
