"""What all parts of a scenario share: strictness, and sentences instead of error codes."""

from collections.abc import Mapping
from typing import Annotated, Any

from pydantic import (
    AfterValidator,
    BaseModel,
    BeforeValidator,
    ConfigDict,
    SerializerFunctionWrapHandler,
    WrapSerializer,
    model_validator,
)
from pydantic_core import PydanticCustomError

from scenarios.frozen import FrozenMapping
from scenarios.wording import found, unknown

SENTENCE = "sentence"
"""The type of those validation errors that carry their own sentence."""

STRANGER = "stranger"
"""The type of those that speak about a key which does not belong where it stands."""


def wrong(sentence: str, *below: str) -> PydanticCustomError:
    """A validation error in our own words; `below` are the keys between the value and the fault."""
    return PydanticCustomError(SENTENCE, "{sentence}", {"sentence": sentence, "below": list(below)})


def strange(sentence: str, key: str) -> PydanticCustomError:
    """A validation error about a key that does not belong here."""
    return PydanticCustomError(STRANGER, "{sentence}", {"sentence": sentence, "below": [key]})


class Part(BaseModel):
    """A frozen part of a scenario that refuses unknown keys and converts nothing.

    A number stays a number: "7" and true are not 7, and neither infinity nor NaN is a number.
    """

    model_config = ConfigDict(frozen=True, extra="forbid", strict=True, allow_inf_nan=False)

    @model_validator(mode="before")
    @classmethod
    def _all_keys_known_and_none_missing(cls, given: Any) -> Any:
        if isinstance(given, cls):
            return given
        if not isinstance(given, Mapping):
            raise wrong(f"expects a mapping with {_listed(cls)}; found {found(given)}.")
        for key in given:
            if key not in cls.model_fields:
                raise strange(unknown("key", key, cls.model_fields), key)
        for key, field in cls.model_fields.items():
            if field.is_required() and key not in given:
                raise wrong(f"this is missing: {field.description}.", key)
        return given


def _listed(part: type[Part]) -> str:
    return ", ".join(part.model_fields)


def _two_numbers(given: Any) -> Any:
    """Accept exactly [low, high]; what stands in the two places is checked after this."""
    if not isinstance(given, tuple | list) or len(given) != 2:
        raise wrong(f"expects two numbers [low, high]; found {found(given)}.")
    for number in given:
        if isinstance(number, bool) or not isinstance(number, int | float):
            raise wrong(f"expects two numbers [low, high]; found {found(given)}.")
    return tuple(given)


def _in_order[Number: (int, float)](pair: tuple[Number, Number]) -> tuple[Number, Number]:
    low, high = pair
    if low < 0:
        raise wrong(f"cannot be below 0; found {found(pair)}.")
    if low > high:
        raise wrong(f"expects the lower number first; found {found(pair)}.")
    return pair


type Span = Annotated[tuple[float, float], BeforeValidator(_two_numbers), AfterValidator(_in_order)]
"""From low to high, both included, none below 0."""

type CountSpan = Annotated[
    tuple[int, int], BeforeValidator(_two_numbers), AfterValidator(_in_order)
]
"""From low to high in whole numbers, both included, none below 0."""


def _as_dict(value: Mapping[str, Any], serialize: SerializerFunctionWrapHandler) -> Any:
    return serialize(dict(value))


type Frozen[Value] = Annotated[
    Mapping[str, Value], AfterValidator(FrozenMapping), WrapSerializer(_as_dict)
]
"""A mapping from names to values that cannot change after loading."""
