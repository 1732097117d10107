"""Answering an admin's proposal: which ones, what is read first, and what becomes of each."""

import pytest

from adapters.entities import RequestStatus
from agents.actions.accept_offer import ACTION as ACCEPT_OFFER
from agents.actions.answer_proposal import ACTION
from agents.facts import ProposalAccepted, ProposalRejected
from agents.outcome import DONE, skipped
from tests.agents.stage import FIRST, Town

CONSIDER_S = (5.0, 15.0)
JUST_BELOW, AT = 0.69, 0.7
"""Draws beside the chance to accept, 0.7."""


def town_with_a_proposal() -> tuple[Town, str, str]:
    """Ada proposes omar for a request of rosa: with the ids of match and request."""
    town = Town()
    place = town.community("Repair Café", "ada", "rosa", "omar")
    request = town.request("rosa", place)
    return town, town.proposal("ada", "omar", request), request.id


def test_the_helper_accepts_when_the_draw_is_below_the_chance() -> None:
    town, match, request = town_with_a_proposal()
    omar = town.somebody("omar", JUST_BELOW)

    outcome = omar.does(ACTION)

    assert outcome == DONE
    assert omar.facts == [ProposalAccepted(match, request)]
    assert town.request_status(request) == "matched"


def test_the_helper_rejects_when_the_draw_reaches_the_chance() -> None:
    town, match, request = town_with_a_proposal()
    omar = town.somebody("omar", AT)

    outcome = omar.does(ACTION)

    assert outcome == DONE
    assert omar.facts == [ProposalRejected(match, request)]
    assert town.platform.store.matches[match].status == "rejected"


def test_the_request_is_read_just_before_it_is_answered() -> None:
    town, match, _ = town_with_a_proposal()
    omar = town.somebody("omar", FIRST)

    omar.does(ACTION)

    assert omar.story == ["list_matches", "think", "get_request", "accept_match"]
    assert omar.asked[-1] == ("accept_match", (match,), {})
    assert omar.thoughts == [CONSIDER_S]


def test_a_proposal_left_over_on_a_matched_request_is_rejected() -> None:
    town, match, request = town_with_a_proposal()
    row = town.platform.store.requests[request]
    town.platform.store.set_request_status(row, "matched")
    omar = town.somebody("omar")

    assert omar.does(ACTION) == DONE
    assert omar.facts == [ProposalRejected(match, request)]


@pytest.mark.parametrize("status", ["completed", "cancelled", "dibs_pending"])
def test_a_proposal_on_a_request_that_went_another_way_is_left_alone(
    status: RequestStatus,
) -> None:
    town, match, request = town_with_a_proposal()
    town.platform.store.set_request_status(town.platform.store.requests[request], status)
    omar = town.somebody("omar")

    assert omar.does(ACTION) == skipped("went_another_way")
    assert town.platform.store.matches[match].status == "proposed"


def test_an_offer_of_the_own_is_no_proposal() -> None:
    town = Town()
    place = town.community("Repair Café", "ada", "rosa", "omar")
    town.offer("omar", town.request("rosa", place))

    assert town.somebody("omar").does(ACTION) == skipped("no_proposal")


def test_proposals_for_strangers_are_left_alone() -> None:
    town, _, _ = town_with_a_proposal()
    omar = town.somebody("omar", strangers=frozenset({town.account("rosa").id}))

    assert omar.does(ACTION) == skipped("no_proposal")


def test_a_proposal_is_an_obligation_of_the_helper_and_not_of_the_requester() -> None:
    town, _, _ = town_with_a_proposal()
    names = ("ada", "rosa", "omar")

    due = [name for name in names if ACTION.waits and ACTION.waits(town.standing(name))]
    offers = [n for n in names if ACCEPT_OFFER.waits and ACCEPT_OFFER.waits(town.standing(n))]

    assert (due, offers) == (["omar"], [])
