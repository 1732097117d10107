"""The base of everything that is read from a content file: frozen, exact, and no key unknown."""

from typing import Annotated, Any, TypeVar

from pydantic import (
    AfterValidator,
    BaseModel,
    BeforeValidator,
    ConfigDict,
    Field,
    Strict,
    model_validator,
)
from pydantic_core import PydanticCustomError

T = TypeVar("T")


class Content(BaseModel):
    """A frozen value; text is never read as a number, and a key it does not know is an error."""

    model_config = ConfigDict(frozen=True, extra="forbid", strict=True, allow_inf_nan=False)

    @model_validator(mode="before")
    @classmethod
    def _keys_are_known(cls, data: Any) -> Any:
        """Refuse what is no mapping, and unknown keys, saying which keys there are."""
        if isinstance(data, cls):
            return data
        allowed = list(cls.model_fields)
        if not isinstance(data, dict):
            raise PydanticCustomError("no_mapping", "a mapping is needed", {"allowed": allowed})
        for key in data:
            if key not in cls.model_fields:
                context = {"key": str(key), "allowed": allowed}
                raise PydanticCustomError("unknown_key", "the key is unknown", context)
        return data


def _is_a_pair(value: Any) -> Any:
    if not isinstance(value, list | tuple) or len(value) != 2:
        raise PydanticCustomError("no_range", "a range is written [low, high]")
    return value


def _is_ascending(pair: tuple[Any, Any]) -> tuple[Any, Any]:
    if pair[0] > pair[1]:
        raise PydanticCustomError("range_order", "the low end of a range comes first")
    return pair


def _is_open(pair: tuple[Any, Any]) -> tuple[Any, Any]:
    if pair[0] == pair[1]:
        raise PydanticCustomError("range_width", "the two ends of a time range must differ")
    return pair


# A list in YAML is a list, a frozen value needs a tuple: the one conversion that is allowed.
Several = Annotated[tuple[T, ...], Strict(False), Field(min_length=1)]
"""One or more values, in the order of the file."""

Span = Annotated[
    tuple[T, T], Strict(False), BeforeValidator(_is_a_pair), AfterValidator(_is_ascending)
]
"""A range `[low, high]`, both ends included."""

# No longer than the 60 days that a request stays open by default.
_Hours = Annotated[int, Field(ge=1, le=60 * 24)]
HoursAhead = Annotated[Span[_Hours], AfterValidator(_is_open)]
"""A range of whole hours counted from the platform's now."""
