"""The parts of a scenario: time, workers, people, growth, habits, limits, live, expectations.

Each field's description is one line on what it means; docs/scenario-reference.md shows it.
"""

import re
from datetime import datetime, timedelta
from itertools import product
from typing import Annotated, Any, Literal, Self
from zoneinfo import ZoneInfo, available_timezones

from pydantic import AfterValidator, BeforeValidator, Field, model_validator

from scenarios.frozen import FrozenMapping
from scenarios.part import CountSpan, Frozen, Part, Span, wrong
from scenarios.wording import found, quoted, unknown

MOMENT = re.compile(r"\d{4}-\d\d-\d\d([T ]\d\d:\d\d(:\d\d)?)?", re.ASCII)
DOMAIN = re.compile(r"[a-z0-9-]+(\.[a-z0-9-]+)+")
EMAIL = re.compile(r"[^@\s]+@[^@\s]+\.[^@\s]+")
HOURS_OF_A_DAY = 24
MACHINE_ZONES = frozenset({"localtime", "Factory", "posixrules"})
"""Names that mean another zone on another machine."""


def _moment(given: Any) -> Any:
    if isinstance(given, datetime) and given.tzinfo is None:
        return given
    if isinstance(given, str) and MOMENT.fullmatch(given):
        try:
            return datetime.fromisoformat(given)
        except ValueError:
            raise wrong(f"there is no such date or time as {quoted(given)}.") from None
    raise wrong(
        "expects a local date and time such as 2026-03-02T08:00:00, without an offset "
        f"(time.zone says where); found {found(given)}."
    )


def _zone(name: str) -> str:
    try:
        if name in MACHINE_ZONES:
            raise ValueError(name)
        ZoneInfo(name)
    except (LookupError, ValueError, OSError):  # a missing, malformed or unreadable zone
        known = sorted(available_timezones() - MACHINE_ZONES)
        raise wrong(unknown("time zone", name, known)) from None
    return name


def _domain(name: str) -> str:
    if not DOMAIN.fullmatch(name):
        raise wrong(f"expects a domain in lower case such as test.karmyq.com; found {found(name)}.")
    return name


def _email(address: str) -> str:
    if not EMAIL.fullmatch(address):
        raise wrong(f"expects e-mail addresses; found {found(address)}.")
    return address


def _at_least_one_worker(count: Any) -> Any:
    if isinstance(count, int) and not isinstance(count, bool) and count < 1:
        raise wrong(
            f"without a worker nobody is ever woken; found {count}. Write a number from 1 up."
        )
    return count


type Domain = Annotated[str, AfterValidator(_domain)]
type Email = Annotated[str, AfterValidator(_email)]


class Time(Part):
    """When the run starts, where its clocks hang, and how long it lasts."""

    starts: Annotated[datetime, BeforeValidator(_moment)] = Field(
        description="the local date and time at which the run begins"
    )
    zone: Annotated[str, AfterValidator(_zone)] = Field(
        default="America/Los_Angeles", description="the IANA time zone of time.starts"
    )
    days: float = Field(gt=0, description="how long the run lasts, in virtual days")

    @model_validator(mode="after")
    def _ends_on_the_calendar(self) -> Self:
        try:
            self.starts + timedelta(days=self.days)
        except OverflowError:
            raise wrong(
                f"the calendar ends before {found(self.days)} days are over.", "days"
            ) from None
        return self


def _hours_of_a_day(span: tuple[float, float]) -> tuple[float, float]:
    opens, closes = span
    if not 0 <= opens < closes <= HOURS_OF_A_DAY:
        raise wrong(
            f"expects two hours of one day, from 0 to 24, such as [9, 21]; found {found(span)}."
        )
    return span


class Workers(Part):
    """How many members can act at once, and how long a worker rests between two actions."""

    count: Annotated[int, BeforeValidator(_at_least_one_worker)] = Field(
        default=1, ge=1, description="how many workers wake members side by side"
    )
    delay_s: Span = Field(
        default=(5.0, 30.0), description="rest between two actions of a worker, in virtual seconds"
    )
    error_backoff_s: float = Field(
        default=10.0, ge=0, description="rest after a failed action, in virtual seconds"
    )
    hours: Annotated[Span, AfterValidator(_hours_of_a_day)] | None = Field(
        default=None, description="local hours within which members are woken; null is always"
    )


class Population(Part):
    """Who and what is there before time zero."""

    initial: int = Field(default=0, ge=0, description="how many people are registered at time zero")
    communities: int = Field(
        default=0, ge=0, description="how many communities are founded before it"
    )
    joins: CountSpan = Field(
        default=(1, 3), description="how many communities each person joins before time zero"
    )
    history_days: float = Field(
        default=0.0,
        ge=0,
        description="virtual days that all of them live before time zero, with every rule",
    )


class Founding(Part):
    """The people who start communities at the beginning of a run."""

    profile: str | None = Field(
        default="community_builder",
        description="the profile of founders; null draws it like everybody's",
    )
    communities: int = Field(
        default=0, ge=0, description="how many communities founders start in the run"
    )
    within_hours: float = Field(
        default=24.0, gt=0, description="the virtual hours within which they do so"
    )


class Growth(Part):
    """How people arrive while the run goes on."""

    users_per_day: float = Field(
        default=5.0, ge=0, description="expected arrivals in a virtual day"
    )
    max_per_day: int = Field(default=5, ge=0, description="most arrivals within any virtual day")
    max_users: int = Field(
        default=500, ge=0, description="the number of people at which arrivals stop"
    )
    onboarding: bool = Field(
        default=True, description="whether a newcomer joins communities right after registering"
    )
    ticks_per_day: int = Field(
        default=480, ge=1, description="how often in a virtual day an arrival is drawn"
    )
    email_domain: Domain = Field(
        default="test.karmyq.com",
        description="the domain of the e-mail addresses of simulated people",
    )

    @model_validator(mode="after")
    def _one_arrival_a_tick(self) -> Self:
        if self.users_per_day > self.ticks_per_day:
            raise wrong(
                f"at most one person arrives a tick, so {self.ticks_per_day} a day; "
                f"found {found(self.users_per_day)}. Raise growth.ticks_per_day.",
                "users_per_day",
            )
        return self


type Weight = Annotated[float, Field(ge=0)]


class Profile(Part):
    """One kind of person: its share of the members and the weights of its actions."""

    share: float = Field(ge=0, le=1, description="the part of all members with this profile")
    actions: Frozen[Weight] = Field(
        default=FrozenMapping(), description="action to weight; an action left out weighs 0"
    )


class Obligations(Part):
    """Whether members answer what waits for them, whatever their profile."""

    enabled: bool = Field(default=True, description="whether waiting answers become candidates")
    weight: float | None = Field(
        default=None,
        gt=0,
        description="their weight; null takes the action's largest in any profile",
    )


class Affinity(Part):
    """The pull of an own request that is open or matched."""

    factor: float = Field(default=2.0, ge=0, description="what the weights are multiplied by")
    actions: tuple[str, ...] = Field(
        default=("accept_offer", "complete_match"),
        description="the actions whose weights are multiplied",
    )


class Limits(Part):
    """What members keep to by themselves, beside the platform's own rules."""

    communities: int = Field(
        default=50, ge=0, description="nobody founds another beyond this number"
    )
    memberships: int = Field(default=6, ge=0, description="nobody joins another beyond this number")
    open_requests: int = Field(
        default=2, ge=0, description="nobody posts another beyond this number"
    )


class Live(Part):
    """How a live run treats the people who are already on the platform."""

    interact_with: Literal["simulated", "everyone"] = Field(
        default="simulated", description="towards whom simulated people may act"
    )
    excluded_domains: tuple[Domain, ...] = Field(
        default=("karmyq.test",), description="domains whose people never act"
    )
    protected: tuple[Email, ...] = Field(default=(), description="people who never act")


class Expectation(Part):
    """The bounds that a measure is expected to keep, all of them; at least one is given."""

    above: float | None = Field(default=None, description="the measure shall be greater than this")
    below: float | None = Field(default=None, description="the measure shall be less than this")
    at_least: float | None = Field(
        default=None, description="the measure shall be this or greater than this"
    )
    at_most: float | None = Field(
        default=None, description="the measure shall be this or less than this"
    )

    @model_validator(mode="after")
    def _bounds_leave_something(self) -> Self:
        lower = {"above": self.above, "at least": self.at_least}
        upper = {"below": self.below, "at most": self.at_most}
        if all(bound is None for bound in (*lower.values(), *upper.values())):
            raise wrong("expects a bound, for example {above: 0.5}, {below: 24} or {at_most: 2}.")
        for (side, low), (other, high) in product(lower.items(), upper.items()):
            if low is None or high is None:
                continue
            one_value_left = (side, other) == ("at least", "at most")
            if low > high or (low == high and not one_value_left):
                raise wrong(f"nothing is both {side} {found(low)} and {other} {found(high)}.")
        return self

    def met_by(self, value: float | None) -> bool:
        """Whether a measure keeps to the bounds; one without a value keeps to none."""
        return value is not None and (
            (self.above is None or value > self.above)
            and (self.below is None or value < self.below)
            and (self.at_least is None or value >= self.at_least)
            and (self.at_most is None or value <= self.at_most)
        )
