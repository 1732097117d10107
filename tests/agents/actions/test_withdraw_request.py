"""Withdrawing a request: which one, and what happens to its offers."""

from datetime import timedelta

from agents.actions.withdraw_request import ACTION
from agents.facts import OfferRejected, RequestWithdrawn
from agents.outcome import DONE, skipped
from tests.agents.stage import Town

CONSIDER_S = (5.0, 15.0)
STALE = timedelta(days=14, minutes=1)


def town_with_a_request() -> tuple[Town, str, str]:
    """A community with an open request of rosa: with the ids of place and request."""
    town = Town()
    place = town.community("Repair Café", "rosa", "omar", "ines")
    return town, place, town.request("rosa", place).id


def test_a_stale_request_is_withdrawn() -> None:
    town, _, request = town_with_a_request()
    town.time += STALE
    rosa = town.somebody("rosa")

    outcome = rosa.does(ACTION)

    assert outcome == DONE
    assert town.request_status(request) == "cancelled"
    assert rosa.facts == [RequestWithdrawn(request)]


def test_its_offers_are_rejected_first() -> None:
    town, place, _ = town_with_a_request()
    request = town.request("rosa", place)
    offer = town.offer("omar", request)
    town.time += STALE + timedelta(minutes=5)
    town.platform.store.drop_request(
        next(row for row in town.platform.store.requests.values() if row.id != request.id)
    )
    rosa = town.somebody("rosa")

    rosa.does(ACTION)

    assert rosa.story[-4:] == ["get_request", "list_matches", "reject_match", "cancel_request"]
    assert rosa.facts == [OfferRejected(offer.id, request.id), RequestWithdrawn(request.id)]
    assert town.match_status(offer) == "rejected"
    assert rosa.thoughts == [CONSIDER_S]


def test_the_oldest_comes_first() -> None:
    town, place, oldest = town_with_a_request()
    town.request("rosa", place)
    town.time += STALE
    rosa = town.somebody("rosa")

    rosa.does(ACTION)

    assert town.request_status(oldest) == "cancelled"


def test_a_younger_request_is_kept() -> None:
    town, _, request = town_with_a_request()
    town.time += timedelta(days=13)

    assert town.somebody("rosa").does(ACTION) == skipped("nothing_stale")
    assert town.request_status(request) == "open"


def test_other_peoples_requests_are_not_withdrawn() -> None:
    town, _, _ = town_with_a_request()
    town.time += STALE

    assert town.somebody("omar").does(ACTION) == skipped("nothing_stale")


def test_a_request_that_was_taken_meanwhile_is_left() -> None:
    town, _, request = town_with_a_request()
    town.time += STALE

    def taken() -> None:
        store = town.platform.store
        store.set_request_status(store.requests[request], "matched")

    rosa = town.somebody("rosa", just_before={"get_request": taken})

    assert rosa.does(ACTION) == skipped("not_open_any_more")
    assert town.request_status(request) == "matched"


def test_offers_of_strangers_keep_a_request() -> None:
    town, place, _ = town_with_a_request()
    request = town.request("rosa", place)
    town.offer("omar", request)
    store = town.platform.store
    store.drop_request(next(row for row in store.requests.values() if row.id != request.id))
    town.time += STALE
    rosa = town.somebody("rosa", strangers=frozenset({town.account("omar").id}))

    assert rosa.does(ACTION) == skipped("strangers_offer")
    assert town.request_status(request.id) == "open"
