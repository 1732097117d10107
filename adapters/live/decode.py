"""From raw data to the port's entities; what does not fit is named by endpoint and field.

GET /matches: matches[3].status: Invalid enum value 'paused'
"""

import re
from collections.abc import Callable
from datetime import datetime
from functools import cache
from typing import Any, NamedTuple, get_args, get_type_hints

import msgspec
from msgspec import Struct

from adapters.entities import TEXT_NUMBERS, Account, DibsCandidate
from adapters.errors import ContractDrift
from adapters.live.clock import parse_utc
from adapters.live.envelope import Success

WIRE_NAMES: dict[type[Struct], dict[str, str]] = {
    Account: {"created_at": "createdAt"},
    DibsCandidate: {
        "provider_user_id": "providerUserId",
        "display_name": "displayName",
        "prior_interactions": "priorInteractions",
        "similar_prior_interactions": "similarPriorInteractions",
        "is_available": "isAvailable",
    },
}
"""Fields that karmyq calls otherwise on the wire: some handlers write camel case."""

WHOLE_NUMBER = re.compile(r"-?[0-9]{1,18}")  # longer ones are no numbers of karmyq's
DECIMAL = re.compile(r"-?[0-9]{1,18}\.[0-9]{1,18}")
MISSING_FIELD = re.compile(r"Object missing required field `(?P<field>[^`]+)`")
WRONG_FIELD = re.compile(r"(?P<found>.*) - at `\$\.(?P<field>[^`]+)`", re.DOTALL)


class Field(NamedTuple):
    """One field of an entity, and how it arrives."""

    name: str
    wire_name: str
    read: Callable[[str, Any], Any] | None
    """What makes a value of what arrives, given the field's name; None where that is the value."""


def one[T: Struct](answer: Success, kind: type[T], *path: str) -> T:
    """The entity at a path within `data`; unknown fields are ignored."""
    return _entity(answer, kind, _at(answer, path), ".".join(path))


def one_or_none[T: Struct](answer: Success, kind: type[T], *path: str) -> T | None:
    """The entity at a path within `data`, or None where null stands."""
    return None if _at(answer, path) is None else one(answer, kind, *path)


def page[T: Struct](answer: Success, kind: type[T], *path: str) -> list[T]:
    """The entities of the list at a path within `data`, or of `data` itself."""
    rows, name = _at(answer, path), ".".join(path) or "data"
    if not isinstance(rows, list):
        raise _drift(answer, name, f"expected a list, found {_json_kind(rows)}")
    return [_entity(answer, kind, row, f"{name}[{index}]") for index, row in enumerate(rows)]


def text(answer: Success, *path: str) -> str:
    """A text within `data`."""
    value = _at(answer, path)
    if not isinstance(value, str):
        raise _drift(answer, ".".join(path), f"expected a text, found {_json_kind(value)}")
    return value


def flag(answer: Success, *path: str) -> bool:
    """A yes or no within `data`."""
    value = _at(answer, path)
    if not isinstance(value, bool):
        raise _drift(answer, ".".join(path), f"expected true or false, found {_json_kind(value)}")
    return value


def _at(answer: Success, path: tuple[str, ...]) -> Any:
    value: Any = answer.data
    for depth, name in enumerate(path):
        if not isinstance(value, dict):
            place = ".".join(path[:depth]) or "data"
            raise _drift(answer, place, f"expected an object, found {_json_kind(value)}")
        if name not in value:
            raise _drift(answer, ".".join(path[: depth + 1]), "missing")
        value = value[name]
    return value


def _entity[T: Struct](answer: Success, kind: type[T], raw: Any, place: str) -> T:
    if not isinstance(raw, dict):
        raise _drift(answer, place or "data", f"expected an object, found {_json_kind(raw)}")
    try:
        # The longest part of taking in a page, so nothing is called for a plain field.
        row = {
            name: raw[wire_name] if read is None else read(name, raw[wire_name])
            for name, wire_name, read in _fields(kind)
            if wire_name in raw
        }
        return msgspec.convert(row, kind)
    except msgspec.ValidationError as error:
        name, found = _located(str(error))
        wire_name = WIRE_NAMES.get(kind, {}).get(name, name)
        raise _drift(answer, f"{place}.{wire_name}".strip("."), found) from None


def _time(name: str, value: Any) -> Any:
    if value is None:
        return None
    try:
        return parse_utc(value)
    except ValueError:
        found = f"Expected a time in UTC, got {str(value)[:40]!r}"
        raise msgspec.ValidationError(f"{found} - at `$.{name}`") from None


def _number(_name: str, value: Any) -> Any:
    if isinstance(value, str) and WHOLE_NUMBER.fullmatch(value):
        return int(value)
    if isinstance(value, str) and DECIMAL.fullmatch(value):
        return float(value)
    return value


@cache
def _fields(kind: type[Struct]) -> tuple[Field, ...]:
    names, numbers = WIRE_NAMES.get(kind, {}), TEXT_NUMBERS.get(kind, ())

    def reader(name: str, hint: Any) -> Callable[[str, Any], Any] | None:
        if datetime in (hint, *get_args(hint)):
            return _time
        return _number if name in numbers else None

    return tuple(
        Field(name, names.get(name, name), reader(name, hint))
        for name, hint in get_type_hints(kind).items()
    )


def _located(message: str) -> tuple[str, str]:
    """The field that msgspec complains about, and the complaint."""
    if missing := MISSING_FIELD.match(message):
        return missing["field"], "missing"
    if wrong := WRONG_FIELD.match(message):
        return wrong["field"], wrong["found"]
    return "", message


def _drift(answer: Success, field: str, found: str) -> ContractDrift:
    return ContractDrift(answer.status, answer.endpoint, field, found)


def _json_kind(value: object) -> str:
    names = {dict: "an object", list: "a list", str: "a text", bool: "a truth value"}
    return "null" if value is None else names.get(type(value), "a number")
