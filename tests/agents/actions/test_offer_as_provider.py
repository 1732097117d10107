"""Offering one's trade on a request."""

import pytest

from adapters.errors import Refused
from agents.actions.offer_as_provider import ACTION
from agents.facts import ProviderOfferMade
from agents.outcome import DONE, skipped
from tests.agents.stage import FIRST, LAST, Town, ended
from tests.agents.trades import provider


def test_a_provider_offers_for_a_price() -> None:
    town = Town()
    request = town.request("rosa", town.community("Repair Café", "rosa", "omar"))
    provider(town, "omar", "other")
    omar = town.somebody("omar", FIRST, FIRST, 0.5, FIRST)

    assert omar.does(ACTION) == DONE
    [offer] = town.platform.store.provider_offers.rows.values()
    assert (offer.request.id, offer.price) == (request.id, 10.0)
    assert omar.facts == [ProviderOfferMade(offer.id, request.id)]
    assert omar.thoughts == [(5.0, 20.0), (10.0, 30.0)]


def test_half_of_them_ask_for_no_money() -> None:
    town = Town()
    town.request("rosa", town.community("Repair Café", "rosa", "omar"))
    provider(town, "omar", "other")

    town.somebody("omar", FIRST, FIRST, 0.49).does(ACTION)

    assert [row.price for row in town.platform.store.provider_offers.rows.values()] == [None]


def test_profile_community_and_request_are_needed() -> None:
    town = Town()
    assert town.somebody("omar").does(ACTION) == skipped("no_profile")
    provider(town, "omar")
    assert town.somebody("omar").does(ACTION) == skipped("no_community")
    town.community("Repair Café", "omar")
    assert town.somebody("omar", LAST).does(ACTION) == skipped("no_open_request")


def test_a_second_offer_is_refused() -> None:
    town = Town()
    request = town.request("rosa", town.community("Repair Café", "rosa", "omar"))
    provider(town, "omar")
    ended(town.port("omar").submit_provider_offer(request.id))
    omar = town.somebody("omar", FIRST, FIRST, FIRST)

    with pytest.raises(Refused, match="DUPLICATE_OFFER"):
        omar.does(ACTION)

    assert omar.facts == []
