"""What a targets file says: a scenario, the measures that it shall show, and what may be changed.

about: Which weights let people ask, help and thank as a real place does?
scenario: reference                     # what the found scenario will extend
days: 10
changes: {population.initial: 150}      # what the search starts from, written key to value
targets:
  completion_rate: {value: 0.5, tolerance: 0.03, priority: 2}
  time_to_first_offer_median_h: {at_most: 6, tolerance: 1}
parameters:                             # what may change, and between which bounds
  profiles.requester.actions.create_request: [0.05, 1]
  profiles.*.actions.submit_feedback: {low: 0.01, high: 1, scale: log}
"""

from typing import Annotated, Any, Literal, Self

from pydantic import AfterValidator, BeforeValidator, Field, model_validator

from scenarios.frozen import FrozenMapping
from scenarios.part import Frozen, Part, wrong
from scenarios.wording import found

PLAIN_BOUNDS = 2
"""How many numbers a short form of bounds has: [low, high]."""


def _question(about: str) -> str:
    if not about.strip():
        raise wrong("expects the question that this search answers; found an empty text.")
    return about


class Goal(Part):
    """What a measure shall be: a value, or a range that is open on one side or on none."""

    value: float | None = Field(default=None, description="what the measure shall be")
    at_least: float | None = Field(default=None, description="what it shall not fall below")
    at_most: float | None = Field(default=None, description="what it shall not exceed")
    tolerance: float = Field(
        gt=0,
        description="how far from the value is still good; of a range the unit of being outside",
    )
    priority: float = Field(
        default=1.0, gt=0, description="how much this target counts beside the others"
    )

    @model_validator(mode="after")
    def _says_one_thing(self) -> Self:
        bounds = [bound for bound in (self.at_least, self.at_most) if bound is not None]
        if self.value is None and not bounds:
            raise wrong("expects a value, at_least or at_most, for example {value: 0.5, ...}.")
        if self.value is not None and bounds:
            raise wrong(
                "has a value and a bound, which contradict each other or say it twice; keep the "
                "value with its tolerance, or the bounds."
            )
        if self.at_least is not None and self.at_most is not None and self.at_least > self.at_most:
            raise wrong(
                f"nothing is both at least {found(self.at_least)} and at most "
                f"{found(self.at_most)}."
            )
        return self

    @property
    def low(self) -> float:
        """The least value with which the target is met."""
        if self.value is not None:
            return self.value - self.tolerance
        return -float("inf") if self.at_least is None else self.at_least

    @property
    def high(self) -> float:
        """The greatest."""
        if self.value is not None:
            return self.value + self.tolerance
        return float("inf") if self.at_most is None else self.at_most

    def met_by(self, measure: float | None) -> bool:
        """Whether a measure has reached its target; one without a value has not."""
        return measure is not None and self.low <= measure <= self.high

    def error(self, measure: float) -> float:
        """How far a measure is from its target, in tolerances; below it negative.

        Of a value 1 is the edge of the tolerance; of a range 0 is its edge.
        """
        if self.value is not None:
            return (measure - self.value) / self.tolerance
        nearest = min(max(measure, self.low), self.high)
        return (measure - nearest) / self.tolerance

    def __str__(self) -> str:
        """As a table shows it."""
        if self.value is not None:
            return f"{found(self.value)} ± {found(self.tolerance)}"
        bounds = (("at least", self.at_least), ("at most", self.at_most))
        return ", ".join(f"{side} {found(bound)}" for side, bound in bounds if bound is not None)


def _long_form(given: Any) -> Any:
    """[low, high] is short for {low: ..., high: ...}."""
    if isinstance(given, tuple):
        if len(given) != PLAIN_BOUNDS:
            raise wrong(f"expects bounds [low, high]; found {found(given)}.")
        return {"low": given[0], "high": given[1]}
    return given


class Bounds(Part):
    """Between which values something may be changed, and from where."""

    low: float = Field(description="the least value that may be tried")
    high: float = Field(description="the greatest")
    scale: Literal["linear", "log"] = Field(
        default="linear", description="log where doubling matters, not adding"
    )
    start: float | None = Field(
        default=None, description="where the search starts; null takes the scenario's value"
    )

    @model_validator(mode="after")
    def _leave_room(self) -> Self:
        if not self.low < self.high:
            raise wrong(
                f"expects the lower bound first, and room between the two; found "
                f"[{found(self.low)}, {found(self.high)}]."
            )
        if self.scale == "log" and self.low <= 0:
            raise wrong(
                f"scale log needs a lower bound above 0; found {found(self.low)}. Raise it, or "
                "take scale linear.",
                "low",
            )
        return self


type Change = str | bool | int | float | tuple[str | int | float, ...] | None


class Targets(Part):
    """A targets file, complete."""

    about: Annotated[str, AfterValidator(_question)] = Field(
        description="the question that this search answers"
    )
    scenario: str = Field(
        description="the scenario to extend: a library name, or a path from this file"
    )
    days: float | None = Field(
        default=None, gt=0, description="virtual days of each run; null takes the scenario's"
    )
    seed: int | None = Field(
        default=None, ge=0, description="where all randomness starts; null takes the scenario's"
    )
    changes: Frozen[Change] = Field(
        default=FrozenMapping(), description="key to value: what is different from the start on"
    )
    replications: int = Field(
        default=4, ge=2, description="how many seeds each trial gets, all trials the same"
    )
    trials: int = Field(default=60, ge=1, description="how many trials the search may make")
    objective: Literal["weighted", "pareto"] = Field(
        default="weighted",
        description="one score over all targets, or every trade-off between them",
    )
    closeness: float = Field(
        default=0.1,
        ge=0,
        description="what leaving the start costs, in squared tolerances for the whole range",
    )
    targets: Frozen[Goal] = Field(description="measure to what it shall be")
    parameters: Frozen[Annotated[Bounds, BeforeValidator(_long_form)]] = Field(
        description="scenario key to the bounds within which it may change"
    )

    @model_validator(mode="after")
    def _has_something_to_do(self) -> Self:
        if not self.targets:
            raise wrong("expects at least one measure with its target.", "targets")
        if not self.parameters:
            raise wrong("expects at least one scenario key with its bounds.", "parameters")
        return self
