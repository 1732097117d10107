"""The Scenario: one question, then chance, time, people, habits, limits and expectations."""

import math
import re
from datetime import timedelta
from typing import Annotated, Any, Literal, Self

from pydantic import AfterValidator, BeforeValidator, Field, model_validator

from scenarios.frozen import FrozenMapping
from scenarios.part import Frozen, Part, wrong
from scenarios.parts import (
    Affinity,
    Expectation,
    Founding,
    Growth,
    Limits,
    Live,
    Obligations,
    Population,
    Profile,
    Time,
    Weight,
    Workers,
)
from scenarios.wording import found, quoted, unknown

PROFILE_NAME = re.compile(r"[a-z][a-z0-9_]*")
SHARE_TOLERANCE = 1e-6
"""How far the shares may be from 1; thirds written with seven digits still pass."""


def _setting(given: Any) -> Any:
    numbers = given if isinstance(given, tuple) else (given,)
    for number in numbers:
        if isinstance(number, bool) or not isinstance(number, int | float):
            raise wrong(f"expects a number, or two numbers [low, high]; found {found(given)}.")
        if not math.isfinite(number):
            raise wrong(f"expects a finite number; found {found(given)}.")
    return given


type Setting = Annotated[int | float | tuple[float, ...], BeforeValidator(_setting)]
"""A number, or two numbers [low, high]; the action's own settings say which."""


def _question(about: str) -> str:
    if not about.strip():
        raise wrong("expects the question that this scenario asks; found an empty text.")
    return about


class Scenario(Part):
    """What to simulate, complete: every setting has a value and nothing can change any more."""

    about: Annotated[str, AfterValidator(_question)] = Field(
        description="the question that this scenario asks"
    )
    seed: int = Field(default=1, ge=0, description="where all randomness of the run starts")
    content: str = Field(
        default="portland",
        description="the city whose names and texts are used: a folder of content",
    )
    time: Time = Field(description="when the run starts and how long it lasts")
    workers: Workers = Field(default=Workers(), description="how many act at once, and how fast")
    population: Population = Field(
        default=Population(), description="who is there before time zero"
    )
    founding: Founding = Field(
        default=Founding(), description="who starts communities early in the run"
    )
    growth: Growth = Field(default=Growth(), description="how people arrive during the run")
    profile_assignment: Literal["persistent", "reroll"] = Field(
        default="persistent",
        description="whether a profile stays with its member or is drawn each time",
    )
    profiles: Frozen[Profile] = Field(description="the kinds of people, by name")
    common_actions: Frozen[Weight] = Field(
        default=FrozenMapping({"join_community": 0.05}),
        description="action to weight, for every profile",
    )
    obligations: Obligations = Field(
        default=Obligations(), description="answers that wait for a member"
    )
    join_first: bool = Field(
        default=True, description="whether a member of no community joins one before anything else"
    )
    affinity: Affinity = Field(default=Affinity(), description="the pull of an own request")
    limits: Limits = Field(default=Limits(), description="what members keep to by themselves")
    actions: Frozen[Frozen[Setting]] = Field(
        default=FrozenMapping(),
        description="action to its settings that differ from the action's own",
    )
    live: Live = Field(
        default=Live(), description="how a live run treats the people of the platform"
    )
    expectations: Frozen[Expectation] = Field(
        default=FrozenMapping(), description="measure to the bounds that it is expected to keep"
    )

    @model_validator(mode="before")
    @classmethod
    def _founders_of_a_profile_that_exists(cls, given: Any) -> Any:
        """A scenario without community builders, which names no other, draws its founders."""
        if not isinstance(given, dict):
            return given
        founding, profiles = given.get("founding", {}), given.get("profiles", {})
        default = Founding.model_fields["profile"].default
        if not isinstance(founding, dict) or not isinstance(profiles, dict):
            return given
        if "profile" in founding or default in profiles:
            return given
        return {**given, "founding": {**founding, "profile": None}}

    @model_validator(mode="after")
    def _some_habits(self) -> Self:
        if not self.profiles:
            raise wrong(
                "expects at least one profile, for example "
                "{regular: {share: 1, actions: {offer_help: 0.5}}}.",
                "profiles",
            )
        for name in self.profiles:
            if not PROFILE_NAME.fullmatch(name):
                raise wrong(
                    "a profile's name is made of lower case letters, digits and underscores; "
                    f"found {quoted(name)}.",
                    "profiles",
                )
        weights = [self.common_actions, *(profile.actions for profile in self.profiles.values())]
        if not any(weight > 0 for actions in weights for weight in actions.values()):
            raise wrong(
                "no action weighs more than 0, so nobody would ever act; give one a weight.",
                "profiles",
            )
        return self

    @model_validator(mode="after")
    def _shares_make_a_whole(self) -> Self:
        total = math.fsum(profile.share for profile in self.profiles.values())
        if abs(total - 1) > SHARE_TOLERANCE:
            shares = ", ".join(f"{name} {p.share:.12g}" for name, p in self.profiles.items())
            change = f"{'lower' if total > 1 else 'raise'} them by {abs(total - 1):.6g} in all"
            raise wrong(
                f"the shares add up to {total:.6g} instead of 1 ({shares}); {change}.", "profiles"
            )
        return self

    @model_validator(mode="after")
    def _founders_are_known(self) -> Self:
        profile = self.founding.profile
        if profile is not None and profile not in self.profiles:
            raise wrong(unknown("profile", profile, self.profiles), "founding", "profile")
        return self

    @model_validator(mode="after")
    def _past_is_on_the_calendar(self) -> Self:
        days = self.population.history_days
        try:
            self.time.starts - timedelta(days=days)
        except OverflowError:
            raise wrong(
                f"the calendar begins less than {found(days)} days before time.starts.",
                "population",
                "history_days",
            ) from None
        return self

    @model_validator(mode="after")
    def _simulated_people_may_act(self) -> Self:
        if self.growth.email_domain in self.live.excluded_domains:
            raise wrong(
                f"{self.growth.email_domain} is one of live.excluded_domains, so nobody could act; "
                "choose another domain.",
                "growth",
                "email_domain",
            )
        return self
