"""Published patterns, on networks that can be counted by hand."""

import pandas as pd
import pytest

from reports.patterns import PATTERNS, Known

PAIR = [("ana", "bo"), ("bo", "ana")]
TRIANGLE = [("ana", "bo"), ("bo", "cy"), ("cy", "ana")]
CHAIN = [("ana", "bo"), ("ana", "bo"), ("cy", "dee")]


def found(name: str, helps: list[tuple[str, str]], people: int = 4, days: float = 30) -> object:
    exchanges = pd.DataFrame(helps, columns=["helper", "requester"])
    (pattern,) = [one for one in PATTERNS if one.name == name]
    return pattern.formula(Known(people, exchanges, days, [20, 40]))


@pytest.mark.parametrize(
    ("name", "helps", "value"),
    [
        ("exchanges_per_person", CHAIN, 3 / 4),
        ("exchanges_per_person_and_year", CHAIN, 3 / 4 * 365.25 / 30),
        ("reciprocity_direct", PAIR + CHAIN, 4 / 5),
        ("reciprocity_direct", TRIANGLE, 0),
        ("reciprocity_through_one", TRIANGLE, 1),
        ("reciprocity_through_one", CHAIN, 0),
        ("people_on_both_sides", CHAIN, 0),
        ("people_on_both_sides", TRIANGLE, 1),
        ("people_who_only_give", CHAIN, 2 / 4),
        ("people_who_only_get", [("ana", "bo"), ("ana", "cy")], 2 / 3),
        ("largest_component", CHAIN, 2 / 4),
        ("largest_component", TRIANGLE, 1),
        ("members_per_community", CHAIN, 30),
    ],
)
def test_a_pattern_is_what_is_counted_by_hand(
    name: str, helps: list[tuple[str, str]], value: float
) -> None:
    assert found(name, helps) == pytest.approx(value)


def test_whoever_gives_nothing_counts_in_the_concentration_of_giving() -> None:
    helps = [("ana", "bo")] * 9 + [("bo", "cy")]

    assert found("giving_by_top_tenth", helps, people=10) == pytest.approx(0.9)
    assert found("giving_gini", helps, people=10) == pytest.approx(0.88)


@pytest.mark.parametrize("pattern", PATTERNS, ids=[one.name for one in PATTERNS])
def test_without_an_exchange_there_is_nothing_to_say(pattern: object) -> None:
    (one,) = [known for known in PATTERNS if known is pattern]
    value = one.formula(Known(0, pd.DataFrame(columns=["helper", "requester"]), 1, []))

    assert value is None
    assert one.reached(value) is None


def test_a_value_is_compared_with_the_published_range() -> None:
    by_name = {one.name: one for one in PATTERNS}

    assert by_name["exchanges_per_person"].reached(5.6)
    assert not by_name["exchanges_per_person"].reached(42.0)
    assert by_name["giving_gini"].reached(0.9)
    assert not by_name["giving_gini"].reached(0.3)
    assert by_name["people_who_only_give"].reached(0.5) is None
