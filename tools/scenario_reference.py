"""The tables of docs/scenario-reference.md: every key, from the schema of the scenarios themselves.

Types, bounds, defaults and the first sentence of each meaning come from the models in `scenarios/`;
what follows, a limit or the source of a number, stands here.
"""

import json
import warnings
from collections.abc import Iterator, Mapping
from typing import Any, NamedTuple

from pydantic.fields import FieldInfo
from pydantic.json_schema import PydanticJsonSchemaWarning

from scenarios.part import Part
from scenarios.parts import Expectation, Profile
from scenarios.schema import Scenario
from tools.blocks import table

CHAPTERS: tuple[tuple[str, tuple[str, ...]], ...] = (
    ("Question and chance", ("about", "seed", "content")),
    ("Time", ("time",)),
    ("People", ("workers", "population", "founding", "growth")),
    (
        "Habits",
        (
            *("profile_assignment", "profiles", "common_actions", "obligations", "join_first"),
            *("affinity", "limits", "actions"),
        ),
    ),
    ("Live runs", ("live",)),
    ("Expectations", ("expectations",)),
)
"""The keys at the top of a scenario, in the order in which they are described."""

INNER = {"profiles": "<name>", "expectations": "<measure>", "actions": "<action>.<setting>"}
"""What stands for the names below a mapping that has any."""
PARTS: Mapping[str, type[Part]] = {"<name>": Profile, "<measure>": Expectation}
"""What each of these names stands for."""

MORE: Mapping[str, str] = {
    "seed": "Same scenario and seed, same events.",
    "content": "It lies in `scenarios/content/`.",
    "time.starts": "For example `2026-03-02T08:00:00`.",
    "time.zone": "Portland keeps this time.",
    "workers.count": "The predecessor runs 10.",
    "workers.delay_s": "The predecessor's `workers.delayMs`.",
    "workers.error_backoff_s": "The predecessor's fixed back-off.",
    "workers.hours": "Such as `[9, 21]`; the predecessor ran around the clock. Growth keeps "
    "its own timer.",
    "population.joins": "The predecessor's join action joins 1 to 3.",
    "population.history_days": "The run then finds a grown platform; see "
    "[a past](scenarios.md#a-past). Dry runs only.",
    "founding.profile": "The default draws it as well where no profile of that name exists.",
    "growth.users_per_day": "At most one a tick; the predecessor's `newUsersPerDay`.",
    "growth.max_per_day": "The cap that the predecessor's documents promise.",
    "growth.max_users": "The predecessor's `maxUsers`.",
    "growth.onboarding": "False is what the predecessor did since its Sprint 72.",
    "growth.ticks_per_day": "One every 3 minutes as in the predecessor; a draw succeeds with "
    "chance `users_per_day / ticks_per_day`.",
    "growth.email_domain": "Never one of `live.excluded_domains`.",
    "profile_assignment": "The predecessor drew it for each action.",
    "profiles": "Names are lower case letters, digits and underscores.",
    "profiles.<name>.share": "All shares add up to 1.",
    "common_actions": "The predecessor's base candidate.",
    "join_first": "At every wake-up until there is one. False is what the predecessor did since "
    "its Sprint 72.",
    "affinity.factor": "The predecessor doubles them.",
    "limits.communities": "The predecessor since Sprint 77.",
    "limits.memberships": "The predecessor since Sprint 21.",
    "limits.open_requests": "The predecessor since Sprint 21.",
    "actions.<action>.<setting>": "What the action's card names: a `_chance` lies between 0 and 1, "
    "`_s` counts virtual seconds.",
    "live.excluded_domains": "The platform's own test accounts are always among them.",
    "expectations": "A failed one gives exit code 1 under `--strict`.",
    "expectations.<measure>.above": "In the measure's own unit.",
    "expectations.<measure>.at_least": "Where several bounds are given, all hold.",
    "expectations.<measure>.at_most": "`{at_most: 0}` means never.",
}
"""What the schema leaves out: examples, limits, and where a number comes from."""

REQUIRED, BELOW = "required", "see below"


class Key(NamedTuple):
    """One key: its full name, what it takes, its default as YAML, and what it means."""

    name: str
    takes: str
    default: str
    meaning: str


def keys_table() -> str:
    """A table for each chapter, below its heading."""
    schema = schema_of_scenarios()
    return "\n\n".join(f"## {title}\n\n{_table(schema, names)}" for title, names in CHAPTERS)


def schema_of_scenarios() -> dict[str, Any]:
    """The JSON schema; defaults are read from the fields, since it cannot hold all of them."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", PydanticJsonSchemaWarning)
        return Scenario.model_json_schema()


def keys(schema: Mapping[str, Any], names: tuple[str, ...]) -> Iterator[Key]:
    """The rows of these keys and of everything below them."""
    for name in names:
        yield from _keys(schema, name, schema["properties"][name])


def _table(schema: Mapping[str, Any], names: tuple[str, ...]) -> str:
    rows = [[f"`{one.name}`", one.takes, one.default, one.meaning] for one in keys(schema, names)]
    return table(["Key", "Type", "Default", "Meaning, unit, source"], rows)


def _keys(schema: Mapping[str, Any], name: str, entry: Mapping[str, Any]) -> Iterator[Key]:
    whole = _resolved(schema, entry)
    parts = whole.get("properties")
    yield Key(name, _type(schema, entry), _default(_field(name)), _meaning(name, entry))
    below, part = (f"{name}.", whole) if parts else _named_below(schema, name, whole)
    for key, inner in part.get("properties", {}).items():
        yield from _keys(schema, below + key, inner)
    if name == "actions":
        settings = f"{name}.{INNER[name]}"
        yield Key(settings, "number or pair", "the action's own", MORE[settings])


def _named_below(
    schema: Mapping[str, Any], name: str, whole: Mapping[str, Any]
) -> tuple[str, Mapping[str, Any]]:
    """The part that each name of a mapping stands for, if it has keys of its own."""
    inner = whole.get("additionalProperties")
    part = _resolved(schema, inner) if isinstance(inner, Mapping) else {}
    return f"{name}.{INNER.get(name, '<name>')}.", part if "properties" in part else {}


def _resolved(schema: Mapping[str, Any], entry: Mapping[str, Any]) -> Mapping[str, Any]:
    if "$ref" in entry:
        found: Mapping[str, Any] = schema["$defs"][entry["$ref"].rpartition("/")[2]]
        return _resolved(schema, found)
    return entry


def _type(schema: Mapping[str, Any], entry: Mapping[str, Any]) -> str:
    if "anyOf" in entry:
        kinds = [_type(schema, one) for one in entry["anyOf"]]
        return " or ".join(dict.fromkeys(kinds))
    whole = _resolved(schema, entry)
    if "enum" in whole:
        return " or ".join(f"`{one}`" for one in whole["enum"])
    return f"{_word(schema, whole)}{_bounds(whole)}"


def _word(schema: Mapping[str, Any], whole: Mapping[str, Any]) -> str:
    kind = whole.get("type", "value")
    if kind == "array":
        if "prefixItems" in whole:
            return f"pair of {_type(schema, whole['prefixItems'][0])}s"
        return f"list of {_type(schema, whole['items'])}s"
    if kind == "object":
        return "mapping"
    words = {
        "integer": "whole number",
        "number": "number",
        "boolean": "true or false",
        "string": "text",
        "null": "null",
    }
    return "date and time" if whole.get("format") == "date-time" else words.get(kind, kind)


def _bounds(whole: Mapping[str, Any]) -> str:
    signs = {"minimum": "≥", "exclusiveMinimum": ">", "maximum": "≤", "exclusiveMaximum": "<"}
    told = [f"{sign} {whole[name]:g}" for name, sign in signs.items() if name in whole]
    return f" {', '.join(told)}" if told else ""


def _field(name: str) -> FieldInfo:
    part: type[Part] = Scenario
    *above, last = name.split(".")
    for step in above:
        inner = PARTS.get(step) or part.model_fields[step].annotation
        part = inner if isinstance(inner, type) and issubclass(inner, Part) else part
    return part.model_fields[last]


def _default(field: FieldInfo) -> str:
    if field.is_required():
        return REQUIRED
    value = field.default
    if isinstance(value, Part):
        return BELOW
    if isinstance(value, Mapping):
        return f"`{{{', '.join(f'{key}: {_plain(one)}' for key, one in value.items())}}}`"
    if isinstance(value, tuple):
        return f"`[{', '.join(map(_plain, value))}]`"
    return f"`{_plain(value)}`"


def _plain(value: object) -> str:
    if isinstance(value, str):
        return value
    return f"{value:g}" if isinstance(value, float) else json.dumps(value)


def _meaning(name: str, entry: Mapping[str, Any]) -> str:
    said = str(entry.get("description", ""))
    first = f"{said[:1].upper()}{said[1:]}."
    return f"{first} {MORE[name]}" if name in MORE else first
