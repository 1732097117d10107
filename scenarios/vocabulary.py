"""The words that a scenario may use: actions with their settings, and measures.

They are handed in, since scenarios know neither the agents nor the model.
"""

import typing
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, fields

from scenarios.frozen import FrozenMapping
from scenarios.problem import Problem
from scenarios.schema import Scenario
from scenarios.wording import found, unknown

CHANCE = "_chance"
"""The ending of a setting that is a probability."""

type Value = int | float | tuple[float, ...]


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """The known actions, each with the frozen dataclass of its settings, and the known measures.

    The fields of a settings class are floats, ints, or pairs of them for [low, high].
    """

    actions: Mapping[str, type]
    measures: frozenset[str]


def unknown_words(scenario: Scenario, vocabulary: Vocabulary) -> Iterator[Problem]:
    """The actions and measures that this scenario names and the vocabulary does not know."""
    for name, profile in scenario.profiles.items():
        yield from _strange("action", ("profiles", name, "actions"), profile.actions, vocabulary)
    yield from _strange("action", ("common_actions",), scenario.common_actions, vocabulary)
    yield from _strange("action", ("affinity", "actions"), scenario.affinity.actions, vocabulary)
    yield from _strange("action", ("actions",), scenario.actions, vocabulary)
    yield from _strange("measure", ("expectations",), scenario.expectations, vocabulary)


def _strange(
    kind: str, place: tuple[str, ...], names: typing.Iterable[str], vocabulary: Vocabulary
) -> Iterator[Problem]:
    known = list(vocabulary.actions) if kind == "action" else sorted(vocabulary.measures)
    for name in names:
        if name not in known:
            yield Problem((*place, name), place, unknown(kind, name, known))


def wrong_settings(scenario: Scenario, vocabulary: Vocabulary) -> Iterator[Problem]:
    """The settings of actions that do not exist, or whose value has the wrong type or range."""
    for action, settings in scenario.actions.items():
        kinds = settings_of(vocabulary.actions[action])
        for name, value in settings.items():
            place = ("actions", action, name)
            if name not in kinds:
                said = unknown("setting", name, kinds)
                yield Problem(place, ("actions", action), said)
            elif (sentence := _fault(name, kinds[name], value)) is not None:
                yield Problem(place, place, sentence)


def settings_of(settings: type) -> Mapping[str, object]:
    """The settings of an action by name, each with its type."""
    hints = typing.get_type_hints(settings)
    return {field.name: hints[field.name] for field in fields(settings)}


def with_typed_settings(scenario: Scenario, vocabulary: Vocabulary) -> Scenario:
    """The scenario with each setting in its action's type: 5 written for a float is 5.0."""
    typed = {
        action: FrozenMapping(
            {
                name: _typed(settings_of(vocabulary.actions[action])[name], value)
                for name, value in settings.items()
            }
        )
        for action, settings in scenario.actions.items()
    }
    return scenario.model_copy(update={"actions": FrozenMapping(typed)})


def _fault(name: str, kind: object, value: Value) -> str | None:
    """What is wrong with this value for a setting of this type, or None."""
    if typing.get_origin(kind) is tuple:
        return _fault_of_pair(typing.get_args(kind)[0], value)
    if isinstance(value, tuple):
        return f"expects one number; found {found(value)}."
    if kind is int and not isinstance(value, int):
        return f"expects a whole number; found {found(value)}."
    if name.endswith(CHANCE) and not 0 <= value <= 1:
        return f"is a chance, so it lies between 0 and 1; found {found(value)}."
    if value < 0:
        return f"cannot be below 0; found {found(value)}."
    return None


def _fault_of_pair(kind: object, value: Value) -> str | None:
    if not isinstance(value, tuple) or len(value) != 2:
        return f"expects two numbers [low, high]; found {found(value)}."
    low, high = value
    if kind is int and not all(isinstance(number, int) for number in value):
        return f"expects two whole numbers [low, high]; found {found(value)}."
    if low < 0:
        return f"cannot be below 0; found {found(value)}."
    if low > high:
        return f"expects the lower number first; found {found(value)}."
    return None


def _typed(kind: object, value: Value) -> Value:
    if isinstance(value, tuple):
        return tuple(float(number) for number in value) if _of_floats(kind) else value
    return float(value) if kind is float else value


def _of_floats(kind: object) -> bool:
    return typing.get_args(kind)[0] is float
