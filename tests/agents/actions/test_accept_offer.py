"""Accepting offers: which ones are considered, what is read first, and what becomes of each."""

from datetime import timedelta

import pytest

from adapters.entities import RequestStatus
from adapters.errors import Refused
from agents.actions.accept_offer import ACTION
from agents.facts import OfferAccepted, OfferRejected
from agents.outcome import DONE, skipped
from tests.agents.stage import FIRST, LAST, Town

CONSIDER_S = (5.0, 15.0)
JUST_BELOW, AT = 0.84, 0.85
"""Draws beside the chance to accept, 0.85."""


def town_with_a_community() -> tuple[Town, str]:
    town = Town()
    return town, town.community("Repair Café", "rosa", "omar", "ines", "noor", "elif")


def test_the_requester_accepts_when_the_draw_is_below_the_chance() -> None:
    town, place = town_with_a_community()
    offer = town.offer("omar", town.request("rosa", place))
    rosa = town.somebody("rosa", JUST_BELOW)

    outcome = rosa.does(ACTION)

    assert outcome == DONE
    assert town.match_status(offer) == "matched"


def test_the_requester_waits_when_the_draw_reaches_the_chance() -> None:
    town, place = town_with_a_community()
    offer = town.offer("omar", town.request("rosa", place))
    rosa = town.somebody("rosa", AT)

    outcome = rosa.does(ACTION)

    assert outcome == skipped("undecided")
    assert town.match_status(offer) == "proposed"
    assert rosa.thoughts == []


def test_without_an_offer_the_turn_is_skipped() -> None:
    town, _ = town_with_a_community()
    rosa = town.somebody("rosa")

    outcome = rosa.does(ACTION)

    assert outcome == skipped("no_offer")


def test_an_own_offer_on_somebody_elses_request_is_no_offer_to_answer() -> None:
    town, place = town_with_a_community()
    town.offer("omar", town.request("rosa", place))
    omar = town.somebody("omar")

    outcome = omar.does(ACTION)

    assert outcome == skipped("no_offer")


def test_offers_of_strangers_are_left_alone() -> None:
    town, place = town_with_a_community()
    town.offer("omar", town.request("rosa", place))
    rosa = town.somebody("rosa", strangers=frozenset({town.account("omar").id}))

    outcome = rosa.does(ACTION)

    assert outcome == skipped("no_offer")


def test_what_an_administrator_proposed_is_left_alone() -> None:
    town, place = town_with_a_community()
    offer = town.offer("omar", town.request("rosa", place))
    town.platform.store.matches[offer.id].admin_proposed = True
    rosa = town.somebody("rosa")

    outcome = rosa.does(ACTION)

    assert outcome == skipped("no_offer")


def test_the_request_is_read_just_before_it_is_answered() -> None:
    town, place = town_with_a_community()
    request = town.request("rosa", place)
    offer = town.offer("omar", request)
    rosa = town.somebody("rosa", FIRST)

    rosa.does(ACTION)

    assert rosa.story == ["list_matches", "think", "get_request", "accept_match"]
    assert rosa.asked == [
        ("list_matches", (50,), {"status": "proposed"}),
        ("get_request", (request.id,), {}),
        ("accept_match", (offer.id,), {}),
    ]
    assert rosa.thoughts == [CONSIDER_S]


def test_an_acceptance_leaves_a_fact_that_names_the_match_and_the_request() -> None:
    town, place = town_with_a_community()
    request = town.request("rosa", place)
    offer = town.offer("omar", request)
    rosa = town.somebody("rosa", FIRST)

    rosa.does(ACTION)

    assert rosa.facts == [OfferAccepted(offer.id, request.id)]


def test_one_offer_is_accepted_for_each_request() -> None:
    town, place = town_with_a_community()
    request = town.request("rosa", place)
    older, newer = town.offer("omar", request), town.offer("ines", request)
    rosa = town.somebody("rosa", FIRST)

    rosa.does(ACTION)

    assert [town.match_status(offer) for offer in (older, newer)] == ["rejected", "matched"]
    assert rosa.operations.count("accept_match") == 1


def test_a_passed_over_offer_leaves_the_request_to_the_next_one() -> None:
    town, place = town_with_a_community()
    request = town.request("rosa", place)
    older, newer = town.offer("omar", request), town.offer("ines", request)
    rosa = town.somebody("rosa", LAST, FIRST)

    rosa.does(ACTION)

    assert [town.match_status(offer) for offer in (older, newer)] == ["matched", "rejected"]


def test_no_more_than_the_most_are_accepted_in_a_turn() -> None:
    town, place = town_with_a_community()
    offers = [town.offer("omar", town.request("rosa", place)) for _ in range(4)]
    rosa = town.somebody("rosa", FIRST, FIRST, FIRST)

    rosa.does(ACTION, most=3)

    statuses = [town.match_status(offer) for offer in offers]
    assert statuses == ["proposed", "matched", "matched", "matched"]


def test_an_offer_left_over_on_a_matched_request_is_rejected() -> None:
    town, place = town_with_a_community()
    request = town.request("rosa", place)
    left_over = town.offer("omar", request)
    town.platform.store.set_request_status(town.platform.store.requests[request.id], "matched")
    rosa = town.somebody("rosa", FIRST)

    outcome = rosa.does(ACTION)

    assert outcome == skipped("undecided")
    assert rosa.asked[-1] == ("reject_match", (left_over.id,), {})
    assert town.match_status(left_over) == "rejected"
    assert rosa.facts == []


@pytest.mark.parametrize("status", ["completed", "cancelled"])
def test_an_offer_left_over_on_a_finished_request_is_left_alone(status: RequestStatus) -> None:
    town, place = town_with_a_community()
    request = town.request("rosa", place)
    left_over = town.offer("omar", request)
    town.platform.store.set_request_status(town.platform.store.requests[request.id], status)
    rosa = town.somebody("rosa", FIRST)

    outcome = rosa.does(ACTION)

    assert outcome == skipped("undecided")
    assert rosa.operations == ["list_matches", "get_request"]
    assert town.match_status(left_over) == "proposed"


def test_an_offer_on_an_expired_request_is_left_alone() -> None:
    town, place = town_with_a_community()
    offer = town.offer("omar", town.request("rosa", place))
    rosa = town.somebody("rosa", FIRST)
    town.time += timedelta(days=61)

    outcome = rosa.does(ACTION)

    assert outcome == skipped("undecided")
    assert rosa.operations == ["list_matches", "get_request"]
    assert town.match_status(offer) == "proposed"


def test_a_sibling_that_won_meanwhile_is_a_refusal() -> None:
    town, place = town_with_a_community()
    request = town.request("rosa", place)
    town.offer("omar", request)
    refusals: dict[str, Exception] = {"accept_match": Refused(409, "ALREADY_MATCHED")}
    rosa = town.somebody("rosa", FIRST, refusals=refusals)

    with pytest.raises(Refused, match="ALREADY_MATCHED"):
        rosa.does(ACTION)

    assert rosa.facts == []


def test_an_offer_on_an_own_open_request_is_an_obligation() -> None:
    town, place = town_with_a_community()
    town.offer("omar", town.request("rosa", place))

    due = [name for name in ("rosa", "omar") if ACTION.waits and ACTION.waits(town.standing(name))]

    assert due == ["rosa"]


def test_nothing_is_drawn_about_declining_where_nobody_declines() -> None:
    town, place = town_with_a_community()
    offer = town.offer("omar", town.request("rosa", place))
    rosa = town.somebody("rosa", FIRST)

    assert rosa.does(ACTION, decline_chance=0.0) == DONE
    assert town.match_status(offer) == "matched"


def test_an_offer_is_declined_when_the_second_draw_is_below_the_chance() -> None:
    town, place = town_with_a_community()
    request = town.request("rosa", place)
    offer = town.offer("omar", request)
    rosa = town.somebody("rosa", FIRST, 0.02)

    outcome = rosa.does(ACTION, decline_chance=0.03)

    assert outcome == DONE
    assert rosa.story == ["list_matches", "think", "get_request", "reject_match"]
    assert rosa.facts == [OfferRejected(offer.id, request.id)]
    assert town.match_status(offer) == "rejected"


def test_an_offer_is_accepted_when_the_second_draw_reaches_the_chance() -> None:
    town, place = town_with_a_community()
    offer = town.offer("omar", town.request("rosa", place))
    rosa = town.somebody("rosa", FIRST, 0.03)

    assert rosa.does(ACTION, decline_chance=0.03) == DONE
    assert town.match_status(offer) == "matched"


def test_nothing_is_declined_on_a_finished_request() -> None:
    town, place = town_with_a_community()
    request = town.request("rosa", place)
    town.offer("omar", request)
    town.platform.store.set_request_status(town.platform.store.requests[request.id], "completed")
    rosa = town.somebody("rosa", FIRST, FIRST)

    assert rosa.does(ACTION, decline_chance=0.03) == skipped("undecided")
    assert rosa.operations == ["list_matches", "get_request"]
