"""Every key of a scenario is described, in the code and in the reference for people."""

import re
from collections.abc import Iterator
from pathlib import Path

from scenarios.part import Part
from scenarios.parts import Expectation, Profile
from scenarios.schema import Scenario
from scenarios.wording import CHECKOUT
from tests.scenarios.scenario_files import loaded, written

REFERENCE = (CHECKOUT / "docs" / "scenarios.md").read_text(encoding="utf-8")
ROWS = dict(re.findall(r"^\| `([a-z_.<>]+)` \|(.*)\|$", REFERENCE, flags=re.MULTILINE))
NAMED: dict[str, tuple[str, type[Part]]] = {
    "profiles": ("profiles.<name>.", Profile),
    "expectations": ("expectations.<measure>.", Expectation),
}


def keys_of(part: type[Part], above: str = "") -> Iterator[str]:
    for key, field in part.model_fields.items():
        yield above + key
        if isinstance(field.annotation, type) and issubclass(field.annotation, Part):
            yield from keys_of(field.annotation, f"{above}{key}.")
        if above + key in NAMED:
            place, inner = NAMED[above + key]
            yield from keys_of(inner, place)


def test_every_key_is_described_in_the_scenario_reference() -> None:
    assert set(keys_of(Scenario)) | {"actions.<action>.<setting>"} == set(ROWS)


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
    resolved = loaded("reference", "expectations={completion_rate: {above: 0}}")
    defaults = [key for key, origin in resolved.origins.items() if origin == "default"]
    lines = dict(
        re.findall(r"^( *[a-z_]+): (.*)  # default$", resolved.to_yaml(), flags=re.MULTILINE)
    )
    stripped = {key.strip(): value for key, value in lines.items()}

    told = {
        key.split(".")[-1]: ROWS[key].split("|")[1].strip(" `") for key in defaults if key in ROWS
    }

    assert told == {key: stripped[key] for key in told}
    assert len(told) > 15


def test_the_first_read_stays_short() -> None:
    text = (CHECKOUT / "scenarios" / "library" / "quiet_week.yaml").read_text(encoding="utf-8")

    assert len(text.splitlines()) <= 40


def test_the_example_in_the_reference_loads(tmp_path: Path) -> None:
    example = REFERENCE.split("```yaml\n")[1].split("```")[0]

    assert loaded(written(tmp_path, example)).scenario.growth.users_per_day == 5
