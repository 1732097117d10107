"""Who looks at which requests first."""

from typing import Any

import pytest

from adapters.entities import HelpRequest, MyProvider
from agents.actions.offer_help import ACTION
from agents.outcome import DONE
from agents.routing import suited
from tests.agents.stage import FIRST, LAST, START, Town


def request(kind: Any) -> HelpRequest:
    return HelpRequest(kind, "rosa", "Title", "low", "open", kind, START, None, "Rosa", None)


def profile(kind: str, *, active: bool = True) -> MyProvider:
    return MyProvider(kind, "omar", kind, "Omar", active, False, START, 0.0, 0, 0, 0.0)


ROWS = [request(kind) for kind in ("generic", "ride", "service")]


@pytest.mark.parametrize(
    ("kinds", "types"),
    [
        (["ride"], ["ride"]),
        (["tradesperson"], ["service"]),
        (["tutor"], ["service"]),
        (["ride", "tutor"], ["ride", "service"]),
        (["other"], ["generic", "ride", "service"]),
        ([], ["generic", "ride", "service"]),
    ],
)
def test_drivers_prefer_rides_and_trades_services(kinds: list[str], types: list[str]) -> None:
    found = suited(ROWS, [profile(kind) for kind in kinds])

    assert [row.request_type for row in found] == types


def test_where_nothing_suits_everything_is_left() -> None:
    assert suited(ROWS[:1], [profile("ride")]) == ROWS[:1]


def test_an_inactive_profile_prefers_nothing() -> None:
    assert suited(ROWS, [profile("ride", active=False)]) == ROWS


def test_offers_follow_the_profiles_only_where_the_scenario_says_so() -> None:
    town = Town()
    town.request("rosa", town.community("Repair Café", "rosa", "omar", "lena"))
    plain, routed = town.somebody("omar", FIRST, FIRST, LAST), town.somebody("lena", *[FIRST] * 3)

    plain.does(ACTION)
    outcome = routed.does(ACTION, routing=1)

    assert outcome == DONE
    assert "my_providers" not in plain.operations
    assert routed.operations == ["my_communities", "list_requests", "my_providers", "offer_help"]
