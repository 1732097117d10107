"""The settings as they stand on the page: the next run's, which may differ from the one shown.

A change is a `--set key=value` on the scenario that the dashboard was started with, so that the
loader checks it and the file that can be downloaded says where each value came from.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from agents.actions import ACTIONS
from scenarios import ResolvedScenario, Scenario

type Resolve = Callable[[Sequence[str]], ResolvedScenario]
"""The scenario with further changes; raises ScenariosError where they do not fit."""

WEIGHT_TOP = 1.0
SHARES = "profiles.{}.share"


@dataclass(frozen=True, slots=True)
class Field:
    """A number that can be changed: its key in the scenario, its label, and the slider's range."""

    key: str
    label: str
    top: float
    step: float
    group: str
    minor: bool = False
    """Whether it is shown only when asked for: a weight of 0."""


def _general() -> Iterable[Field]:
    run, growth, start = "The run", "Growth", "At time zero"
    yield Field("time.days", "virtual days", 120, 1, run)
    yield Field("workers.count", "workers", 40, 1, run)
    yield Field("workers.delay_s.0", "rest at least, in seconds", 300, 5, run)
    yield Field("workers.delay_s.1", "rest at most, in seconds", 600, 5, run)
    yield Field("growth.users_per_day", "arrivals in a day", 40, 0.5, growth)
    yield Field("growth.max_per_day", "at most in a day", 40, 1, growth)
    yield Field("growth.max_users", "people at most", 2000, 10, growth)
    yield Field("population.initial", "people", 1000, 5, start)
    yield Field("population.communities", "communities", 40, 1, start)
    yield Field("founding.communities", "founded in the first hours", 40, 1, start)
    yield Field("affinity.factor", "pull of an own request", 10, 0.5, "Habits of all")
    yield Field("limits.open_requests", "open requests at most", 10, 1, "Habits of all")
    yield Field("limits.memberships", "memberships at most", 20, 1, "Habits of all")


def fields_of(scenario: Scenario) -> list[Field]:
    """Everything that the page lets people change, in groups."""
    fields = list(_general())
    chooseable = [name for name, action in ACTIONS.items() if action.chooseable]
    for name in chooseable:
        minor = not scenario.common_actions.get(name)
        key = f"common_actions.{name}"
        fields.append(Field(key, _words(name), WEIGHT_TOP, 0.01, "Actions of everybody", minor))
    for profile, habits in scenario.profiles.items():
        group = f"Profile: {_words(profile)}"
        fields.append(Field(SHARES.format(profile), "share of the members", 1, 0.01, group))
        for name in chooseable:
            minor = not habits.actions.get(name)
            key = f"profiles.{profile}.actions.{name}"
            fields.append(Field(key, _words(name), WEIGHT_TOP, 0.01, group, minor))
    return fields


def value_at(scenario: Scenario, key: str) -> float:
    """The number at a key; a weight that is not there is 0."""
    found: Any = scenario
    for step in key.split("."):
        if step.isdigit():
            found = found[int(step)]
        elif isinstance(found, Mapping):
            found = found.get(step, 0.0)
        else:
            found = getattr(found, step)
    return float(found)


class Draft:
    """The scenario that the next run will have."""

    def __init__(self, resolve: Resolve) -> None:
        self._resolve = resolve
        self._given = resolve([]).scenario
        self.changed: dict[str, float] = {}
        self.fields = fields_of(self._given)
        self._known = {field.key: field for field in self.fields}

    @property
    def name(self) -> str:
        """A file name for what can be downloaded."""
        return f"scenario-s{int(self.value('seed'))}.yaml"

    def value(self, key: str) -> float:
        """The number at a key as it stands."""
        return self.changed.get(key, value_at(self._given, key))

    def change(self, key: str, value: float) -> None:
        """Set a number; raises KeyError for a key that is not offered. Shares stay a whole."""
        if key != "seed" and key not in self._known:
            raise KeyError(key)
        self.changed[key] = value
        if key.endswith(".share"):
            self._balance(key)
        self.changed = {k: v for k, v in self.changed.items() if v != value_at(self._given, k)}

    def forget(self) -> None:
        """All settings as the scenario has them."""
        self.changed = {}

    def resolved(self) -> ResolvedScenario:
        """The scenario with the changes; raises ScenariosError where they do not fit together."""
        return self._resolve(list(self._changes()))

    def _balance(self, key: str) -> None:
        """Give the other profiles what is left, in the proportions that they had."""
        others = [SHARES.format(name) for name in self._given.profiles]
        others.remove(key)
        mine = self.changed[key] = min(max(self.changed[key], 0.0), 1.0) if others else 1.0
        total = sum(self.value(other) for other in others)
        for other in others:
            part = self.value(other) / total if total else 1 / len(others)
            self.changed[other] = round((1 - mine) * part, 9)

    def _changes(self) -> Iterable[str]:
        pairs = {key.rpartition(".")[0] for key in self.changed if key[-2:] in {".0", ".1"}}
        for key, value in self.changed.items():
            if key.rpartition(".")[0] not in pairs:
                yield f"{key}={_number(value)}"
        for key in sorted(pairs):
            yield f"{key}=[{_number(self.value(f'{key}.0'))}, {_number(self.value(f'{key}.1'))}]"


def _number(value: float) -> str:
    return f"{value:.12g}"


def _words(name: str) -> str:
    return name.replace("_", " ")
