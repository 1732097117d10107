"""Every key of a scenario is described, in the code and in the reference for people."""

import re
from collections.abc import Iterator, Mapping
from functools import reduce
from pathlib import Path
from typing import Any

import yaml
from pydantic.fields import FieldInfo

from scenarios.part import Part
from scenarios.parts import Expectation, Profile
from scenarios.schema import Scenario
from scenarios.wording import CHECKOUT
from tests.scenarios.scenario_files import WHOLE, loaded, written

PAGE, REFERENCE = (
    (CHECKOUT / "docs" / name).read_text(encoding="utf-8")
    for name in ("scenarios.md", "scenario-reference.md")
)
ROWS = dict(re.findall(r"^\| `([a-z_.<>]+)` \|(.*)\|$", REFERENCE, flags=re.MULTILINE))
NAMED: dict[str, tuple[str, type[Part]]] = {
    "profiles": ("profiles.<name>.", Profile),
    "expectations": ("expectations.<measure>.", Expectation),
}


WORDS = {"required", "see below"}
"""What stands in place of a default where a key has none, or where its own keys have theirs."""


def keys_of(part: type[Part], above: str = "") -> Iterator[tuple[str, FieldInfo]]:
    for key, field in part.model_fields.items():
        yield above + key, field
        if isinstance(field.annotation, type) and issubclass(field.annotation, Part):
            yield from keys_of(field.annotation, f"{above}{key}.")
        if above + key in NAMED:
            place, inner = NAMED[above + key]
            yield from keys_of(inner, place)


def documented(key: str) -> Any:
    told = ROWS[key].split("|")[1].strip(" `")
    return told if told in WORDS else yaml.safe_load(told)


def coded(field: FieldInfo) -> Any:
    if field.is_required():
        return "required"
    return "see below" if isinstance(field.default, Part) else plain(field.default)


def plain(value: Any) -> Any:
    if isinstance(value, Mapping):
        return dict(value)
    return list(value) if isinstance(value, tuple) else value


def test_every_key_is_described_in_the_scenario_reference() -> None:
    assert {key for key, _ in keys_of(Scenario)} | {"actions.<action>.<setting>"} == set(ROWS)


def fields_of(part: type[Part]) -> Iterator[tuple[str, str | None]]:
    for key, field in part.model_fields.items():
        yield key, field.description
        if isinstance(field.annotation, type) and issubclass(field.annotation, Part):
            yield from fields_of(field.annotation)


def test_every_field_carries_a_description() -> None:
    nameless = [
        key
        for part in (Scenario, Profile, Expectation)
        for key, said in fields_of(part)
        if not said
    ]

    assert nameless == []


def test_the_defaults_in_the_reference_are_those_of_the_code() -> None:
    fields = dict(keys_of(Scenario))

    assert {key: documented(key) for key in fields} == {
        key: coded(field) for key, field in fields.items()
    }


def test_what_a_file_leaves_out_has_the_default_of_the_reference(tmp_path: Path) -> None:
    resolved = loaded(written(tmp_path, WHOLE.replace("regular", "community_builder")))
    whole = resolved.scenario.model_dump()
    defaults = [key for key in ROWS if resolved.origins.get(key) == "default"]

    found = {
        key: plain(reduce(lambda part, name: part[name], key.split("."), whole)) for key in defaults
    }

    assert found == {key: documented(key) for key in defaults}
    assert len(defaults) > 30


def test_the_first_read_stays_short() -> None:
    text = (CHECKOUT / "scenarios" / "library" / "quiet_week.yaml").read_text(encoding="utf-8")

    assert len(text.splitlines()) <= 40


def test_the_example_of_the_page_loads(tmp_path: Path) -> None:
    example = PAGE.split("```yaml\n")[1].split("```")[0]

    assert loaded(written(tmp_path, example)).scenario.growth.users_per_day == 5
