"""Answering what providers have offered on one's own requests."""

from adapters.entities import CreatedRequest, ProviderOffer
from agents.actions.answer_provider_offer import ACTION
from agents.facts import OfferAccepted, ProviderOfferAccepted, ProviderOfferDeclined
from agents.outcome import DONE, skipped
from tests.agents.stage import Town, ended
from tests.agents.trades import provider


def offered(town: Town, *names: str) -> tuple[CreatedRequest, list[ProviderOffer]]:
    """Rosa's request and the offers of these providers, in their order."""
    request = town.request("rosa", town.community("Repair Café", "rosa", *names))
    offers = []
    for name in names:
        provider(town, name)
        offers.append(ended(town.port(name).submit_provider_offer(request.id)))
    return request, offers


def statuses(town: Town) -> list[str]:
    return [row.status for row in town.platform.store.provider_offers.rows.values()]


def test_an_offer_is_accepted_when_the_draw_is_below_the_chance() -> None:
    town = Town()
    request, [offer] = offered(town, "omar")
    rosa = town.somebody("rosa", 0.59)

    assert rosa.does(ACTION) == DONE
    [match] = town.platform.store.matches.values()
    assert rosa.facts == [
        ProviderOfferAccepted(offer.id, request.id),
        OfferAccepted(match.id, request.id),
    ]
    assert statuses(town) == ["accepted"]
    assert rosa.thoughts == [(5.0, 15.0)]


def test_otherwise_it_is_declined() -> None:
    town = Town()
    request, [offer] = offered(town, "omar")
    rosa = town.somebody("rosa", 0.6)

    assert rosa.does(ACTION) == DONE
    assert rosa.facts == [ProviderOfferDeclined(offer.id, request.id)]
    assert statuses(town) == ["declined"]


def test_one_offer_is_accepted_for_each_request() -> None:
    town = Town()
    offered(town, "omar", "lena")

    town.somebody("rosa", 0.1).does(ACTION)

    assert sorted(statuses(town)) == ["accepted", "declined"]


def test_a_request_that_was_taken_meanwhile_is_left_alone() -> None:
    town = Town()
    request, _ = offered(town, "omar")
    match = town.offer("omar", request)
    taken = {"get_request": lambda: town.accept("rosa", match)}
    rosa = town.somebody("rosa", 0.1, just_before=taken)

    assert rosa.does(ACTION) == DONE
    assert statuses(town) == ["pending"]


def test_a_strangers_offer_is_left_alone() -> None:
    town = Town()
    offered(town, "omar")
    rosa = town.somebody("rosa", strangers=frozenset({town.account("omar").id}))

    assert rosa.does(ACTION) == skipped("no_offer")


def test_without_an_open_request_there_is_nothing_to_answer() -> None:
    assert Town().somebody("rosa").does(ACTION) == skipped("no_request")
