"""A resolved scenario as YAML: every value, each with its origin, the same bytes every time."""

import json
import re
from collections.abc import Iterator, Mapping
from datetime import datetime

from scenarios.part import Part
from scenarios.yaml_lines import scalar

INDENT = "  "
HEADER = "# A resolved scenario: every value, and behind it where it came from.\n"
PLAIN = re.compile(r"[A-Za-z][A-Za-z0-9_./@?!-]*( [A-Za-z0-9_./@?!-]+)*")
"""Texts that need no quotes, in a list or outside."""

UNSAFE = re.compile(
    "[^\\x20-\\x7e\\xa0-\\u2027\\u202a-\\ud7ff\\ue000-\\ufefe\\uff00-\\ufffd\U00010000-\U0010ffff]"
)
"""Characters that YAML refuses or takes for a line's end; spelled out, since Unicode grows."""

type Place = tuple[str, ...]


def leaves(value: object, place: Place = ()) -> Iterator[tuple[Place, object]]:
    """The single settings of a scenario with their places, in the order of the schema."""
    items = children(value)
    if not items:
        yield place, value
        return
    for key, inner in items.items():
        yield from leaves(inner, (*place, key))


def children(value: object) -> Mapping[str, object]:
    """What a part or a mapping holds, by key; nothing for a single setting."""
    if isinstance(value, Part):
        return {key: getattr(value, key) for key in type(value).model_fields}
    return value if isinstance(value, Mapping) else {}


def as_yaml(scenario: Part, origins: Mapping[str, str]) -> str:
    """The whole scenario, to be loaded again as it is."""
    return HEADER + "".join(_lines(scenario, (), origins))


def _lines(value: object, place: Place, origins: Mapping[str, str]) -> Iterator[str]:
    for key, inner in children(value).items():
        here = (*place, key)
        start = f"{INDENT * len(place)}{_text(key)}:"
        if children(inner):
            yield f"{start}\n"
            yield from _lines(inner, here, origins)
        else:
            yield f"{start} {_written(inner)}  # {_escaped(origins['.'.join(here)])}\n"


def _written(value: object) -> str:
    if isinstance(value, str):
        return _text(value)
    if isinstance(value, tuple):
        return f"[{', '.join(_written(item) for item in value)}]"
    if isinstance(value, Mapping):
        return "{}"
    if isinstance(value, datetime):
        return value.isoformat()
    if isinstance(value, float) and value.is_integer() and "e" not in repr(value):
        return str(int(value))
    return json.dumps(value)


def _text(text: str) -> str:
    if PLAIN.fullmatch(text) and isinstance(scalar(text), str):
        return text
    return _escaped(json.dumps(text, ensure_ascii=False))


def _escaped(text: str) -> str:
    return UNSAFE.sub(lambda match: f"\\U{ord(match.group()):08x}", text)
