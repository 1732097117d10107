"""A fault in a scenario, as data: where it stands and what is wrong, in our own words."""

import re
from typing import NamedTuple

from pydantic import ValidationError
from pydantic_core import ErrorDetails

from scenarios.part import SENTENCE, STRANGER
from scenarios.wording import found, nearest, quoted
from scenarios.yaml_lines import scalar

EXPECTS = {
    "int_type": "a whole number",
    "int_from_float": "a whole number",
    "float_type": "a number",
    "bool_type": "true or false",
    "string_type": "a text",
    "finite_number": "a finite number",
    "greater_than": "a number greater than {gt:g}",
    "greater_than_equal": "a number from {ge:g} up",
    "less_than_equal": "a number up to {le:g}",
    "tuple_type": "a list",
    "dict_type": "a mapping",
    "mapping_type": "a mapping",
}
"""What was expected, by the type of the validator's error."""

NUMBER_TYPES = frozenset({"int_type", "int_from_float", "float_type"})


class Problem(NamedTuple):
    """One fault: the place in the file, the key to name, and the sentence."""

    place: tuple[str, ...]
    key: tuple[str, ...]
    sentence: str


def first_problem(error: ValidationError) -> Problem:
    """The first of the faults that validation found, in the order of the schema."""
    return _problem(error.errors(include_url=False)[0])


def _problem(details: ErrorDetails) -> Problem:
    place = tuple(step for step in details["loc"] if isinstance(step, str))
    if details["type"] not in (SENTENCE, STRANGER):
        return Problem(place, place, _sentence(details))
    context = details["ctx"]
    fault = (*place, *context["below"])
    return Problem(fault, place if details["type"] == STRANGER else fault, context["sentence"])


def _sentence(details: ErrorDetails) -> str:
    given, bounds = details["input"], details.get("ctx", {})
    if details["type"] == "literal_error":
        return _one_of(re.findall("'([^']*)'", bounds["expected"]), given)
    expected = EXPECTS.get(details["type"], "something else").format_map(bounds)
    return f"expects {expected}; found {found(given)}.{_remedy(details['type'], given)}"


def _one_of(allowed: list[str], given: object) -> str:
    near = nearest(given, allowed) if isinstance(given, str) else None
    hint = f" Did you mean {quoted(near)}?" if near is not None else ""
    return f"expects {' or '.join(allowed)}; found {found(given)}.{hint}"


def _remedy(kind: str, given: object) -> str:
    """What to write instead, where a value only looks right."""
    if kind == "bool_type" and isinstance(given, str):
        return " Write true or false, without quotes."
    if kind in NUMBER_TYPES and isinstance(given, str) and isinstance(scalar(given), int | float):
        return " Remove the quotes."
    if kind == "string_type" and given is not None and not isinstance(given, dict | tuple):
        return " Put it in quotes."
    return ""
