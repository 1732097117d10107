"""What a sweep varies: a range `key=lo:hi:n` or a list `key=a,b,c`, of any key but one.

The random seed is never a parameter: all points share one block of seeds (`--replications`).
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from experiments.errors import ExperimentError
from experiments.plan import Value
from scenarios import Scenario
from scenarios.part import Part
from scenarios.wording import quoted, unknown

EXAMPLE = "--vary growth.users_per_day=3:10:4 or --vary growth.users_per_day=3,5,10"
DIGITS = 12
"""Significant digits of a value between two given ones; more would show how binary counts."""


@dataclass(frozen=True, slots=True)
class Vary:
    """A key and its values: those of `listed`, or `steps` from `low` to `high`, both included."""

    key: str
    text: str
    listed: tuple[str, ...] = ()
    low: float = 0.0
    high: float = 0.0
    steps: int | None = None
    whole: bool = False

    def values(self) -> list[str]:
        """The values of a grid, written like --set's."""
        if self.listed:
            return list(self.listed)
        if self.steps is None:
            raise ExperimentError(
                f"{self}: a grid needs to know how many values: "
                f"{self.key}={self.text}:5, or take --design lhs or sobol"
            )
        spread = [self._written(float(x)) for x in np.linspace(self.low, self.high, self.steps)]
        if self.whole and any("." in value for value in spread):
            raise ExperimentError(
                f"{self}: takes whole numbers, and so many steps fall between them; list them"
            )
        return spread

    def at(self, share: float) -> str:
        """The value at a share of the way, from 0 up to but not including 1."""
        if self.listed:
            return self.listed[int(share * len(self.listed))]
        if self.steps is not None:
            raise ExperimentError(
                f"{self}: with --design lhs or sobol --samples says how many; write "
                f"{self.key}={self.text.rpartition(':')[0]}"
            )
        if self.whole:
            low = round(self.low)
            return str(low + int(share * (round(self.high) - low + 1)))
        return self._written(self.low + share * (self.high - self.low))

    def _written(self, value: float) -> str:
        return f"{value:.{DIGITS}g}"

    def __str__(self) -> str:
        """As it was typed."""
        return f"--vary {self.key}={self.text}"


def parsed(texts: Sequence[str], scenario: Scenario) -> list[Vary]:
    """What is varied; raises ExperimentError where that cannot be, names the nearest key."""
    if not texts:
        raise ExperimentError(f"nothing is varied; write {EXAMPLE}")
    varied = [_parsed(text, scenario) for text in texts]
    keys = [one.key for one in varied]
    for key in keys:
        if keys.count(key) > 1:
            raise ExperimentError(f"--vary {key}: is varied twice; write all its values in one")
    return varied


def _parsed(text: str, scenario: Scenario) -> Vary:
    key, equals, rest = (part.strip() for part in text.partition("="))
    if not equals or not key or not rest:
        raise ExperimentError(f"--vary {quoted(text)}: expects key=values; write {EXAMPLE}")
    _check_key(key, scenario)
    bounds = rest.split(":")
    if len(bounds) == 1 or "[" in rest or "{" in rest:
        return Vary(key, rest, listed=_listed(rest))
    try:
        low, high = (float(bound) for bound in bounds[:2])
        steps = [int(bound) for bound in bounds[2:]]
    except ValueError:
        raise _no_range(key, rest) from None
    if len(steps) > 1 or not low < high or any(count < 2 for count in steps):
        raise _no_range(key, rest)
    whole = _is_whole(value_at(scenario, key))
    return Vary(key, rest, low=low, high=high, steps=steps[0] if steps else None, whole=whole)


def _no_range(key: str, rest: str) -> ExperimentError:
    return ExperimentError(
        f"--vary {key}={rest}: expects lo:hi:n, the lower number first, and two values or more; "
        f"write {EXAMPLE}"
    )


def _check_key(key: str, scenario: Scenario) -> None:
    """What the scenario itself would not find odd about a key."""
    if key == "seed":
        raise ExperimentError(
            "--vary seed: the seed is no parameter, every point meets the same block of seeds; "
            "say how many with --replications, and choose the block with --seed"
        )
    first, *rest = key.split(".")
    if first == "profiles" and rest and rest[0] not in scenario.profiles:
        said = unknown("profile", rest[0], scenario.profiles)
        raise ExperimentError(f"--vary {key}: profiles: {said}")


def _listed(text: str) -> tuple[str, ...]:
    """The values of a list; a comma within brackets belongs to a value."""
    values, depth = [""], 0
    for sign in text:
        depth += (sign in "[{") - (sign in "]}")
        if sign == "," and depth == 0:
            values.append("")
        else:
            values[-1] += sign
    return tuple(value.strip() for value in values)


def value_at(scenario: Scenario, key: str) -> object:
    """A scenario's value at a key; None where nobody has set one."""
    place: object = scenario
    for step in key.split("."):
        if isinstance(place, Part):
            place = getattr(place, step, None)
        elif isinstance(place, Mapping):
            place = place.get(step)
        else:
            return None
    return place


def _is_whole(value: object) -> bool:
    return isinstance(value, int) and not isinstance(value, bool)


def as_value(text: str) -> Value:
    """A value as a table shows it: a number where it is one."""
    for kind in (int, float):
        try:
            return kind(text)
        except ValueError:
            continue
    return text
