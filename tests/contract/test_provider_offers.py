"""Offers of providers on requests (rules, sections 1.2 and 10)."""

from datetime import timedelta

import pytest

from adapters.entities import ProviderOffer
from adapters.errors import Unavailable
from tests.contract.person import Person
from tests.contract.switches import off_and_on
from tests.contract.town import MALFORMED, NOBODY, Scene, Town, TownWith
from tests.contract.world import Adapter

GATE, HALF = "requester-offers-gated", "provider-accept-half"


def offered(town: Town) -> tuple[Scene, ProviderOffer]:
    """The usual beginning, with a pending offer of the helper, who is a provider."""
    here = town.scene()
    here.helper.register_provider("other")
    return here, here.helper.submit_provider_offer(here.request_id, 20)


def test_a_provider_offers_on_an_open_request(town: Town) -> None:
    here, offer = offered(town)

    assert (offer.status, offer.price) == ("pending", 20.0)
    assert offer.provider_user_id == here.helper.id
    assert [row.id for row in here.helper.my_provider_offers()] == [offer.id]
    assert town.request_row(here.request_id).status == "open"


def test_an_offer_is_made_with_the_oldest_profile(town: Town) -> None:
    here = town.scene()
    oldest = here.helper.register_provider("other").id
    town.advance(timedelta(minutes=1))
    here.helper.register_provider("tutor")

    assert here.helper.submit_provider_offer(here.request_id).provider_id == oldest


def test_an_offer_needs_a_profile(town: Town) -> None:
    here = town.scene()

    refusal = town.refusal(lambda: here.helper.submit_provider_offer(here.request_id))
    assert refusal == (403, "NO_PROVIDER_PROFILE")
    assert town.refusal(lambda: here.helper.submit_provider_offer("")) == (400, "MISSING_FIELDS")


def test_whatever_cannot_be_offered_on_is_not_found(town: Town) -> None:
    here = town.scene()
    stranger = town.person("Eve")
    for person in (here.requester, here.helper, stranger):
        person.register_provider("other")

    def refusal(by: Person, request_id: str) -> tuple[int, str]:
        return town.refusal(lambda: by.submit_provider_offer(request_id))

    missing = (404, "REQUEST_NOT_FOUND")
    assert refusal(here.helper, NOBODY) == missing
    assert refusal(here.requester, here.request_id) == missing
    assert refusal(stranger, here.request_id) == missing
    assert refusal(here.helper, MALFORMED) == (400, "VALIDATION_ERROR")
    town.set_request_status(here.request_id, "matched")
    assert refusal(here.helper, here.request_id) == missing
    town.set_request_status(here.request_id, "open")
    town.advance(timedelta(days=61))
    assert refusal(here.helper, here.request_id) == missing


def test_a_second_offer_waits_until_the_first_has_ended(town: Town) -> None:
    here, offer = offered(town)

    refusal = town.refusal(lambda: here.helper.submit_provider_offer(here.request_id))
    assert refusal == (409, "DUPLICATE_OFFER")
    assert here.helper.withdraw_provider_offer(offer.id).status == "withdrawn"
    assert here.helper.submit_provider_offer(here.request_id).status == "pending"


def test_only_ones_own_pending_offer_can_be_withdrawn(town: Town) -> None:
    here, offer = offered(town)

    refusal = town.refusal(lambda: here.requester.withdraw_provider_offer(offer.id))
    assert refusal == (404, "NOT_FOUND")
    here.requester.decline_provider_offer(offer.id)
    refusal = town.refusal(lambda: here.helper.withdraw_provider_offer(offer.id))
    assert refusal == (404, "NOT_FOUND")
    refusal = town.refusal(lambda: here.helper.withdraw_provider_offer(MALFORMED))
    assert refusal == (400, "VALIDATION_ERROR")


def test_the_requester_sees_the_offers_newest_first_without_withdrawn_ones(town: Town) -> None:
    here, first = offered(town)
    town.advance(timedelta(minutes=1))
    other = town.neighbour(here.community_id)
    other.register_provider("tutor")
    second = other.submit_provider_offer(here.request_id)

    seen = [row.id for row in here.requester.request_offers(here.request_id)]
    assert seen == [second.id, first.id]
    other.withdraw_provider_offer(second.id)
    assert [row.id for row in here.requester.request_offers(here.request_id)] == [first.id]


def test_others_do_not_see_the_offers_on_a_request(town: Town) -> None:
    here, _ = offered(town)

    for request_id in (here.request_id, NOBODY):
        with pytest.raises(Exception, match="FORBIDDEN"):
            here.helper.request_offers(request_id)


@off_and_on(GATE)
def test_a_requester_who_is_no_admin_anywhere(
    town_with: TownWith, switches: tuple[str, ...], today: bool
) -> None:
    town = town_with(*switches)
    here = town.scene()
    here.requester.register_provider("other")
    request_id = town.request(here.helper, here.community_id)
    offer = here.requester.submit_provider_offer(request_id)

    if today:
        refused = town.refusal(lambda: here.helper.request_offers(request_id))
        assert refused == (403, "FORBIDDEN")
        refused = town.refusal(lambda: here.helper.accept_provider_offer(offer.id))
        assert refused == (403, "FORBIDDEN")
    else:
        assert [row.id for row in here.helper.request_offers(request_id)] == [offer.id]
        here.helper.decline_provider_offer(offer.id)


def test_accepting_makes_a_match_and_ends_what_else_was_offered(town: Town) -> None:
    here, offer = offered(town)
    other = town.neighbour(here.community_id)
    other.register_provider("tutor")
    late = other.submit_provider_offer(here.request_id)
    proposal = town.offer(other, here.request_id)

    answered = here.requester.accept_provider_offer(offer.id)

    [taken] = here.helper.list_matches(status="matched")
    assert answered.status == "pending"
    assert taken.request_id == here.request_id
    assert town.request_row(here.request_id).status == "matched"
    assert town.match_row(proposal).status == "rejected"
    assert [row.status for row in other.my_provider_offers()] == ["declined"]
    assert [row.id for row in other.my_provider_offers()] == [late.id]
    assert [row.status for row in here.helper.my_provider_offers()] == ["accepted"]


def test_a_provider_with_a_proposal_of_his_own_has_one_live_match_afterwards(town: Town) -> None:
    here, offer = offered(town)
    town.offer(here.helper, here.request_id)

    here.requester.accept_provider_offer(offer.id)

    statuses = sorted(row.status for row in town.request_row(here.request_id).matches)
    assert statuses == ["matched", "rejected"]


def test_only_the_requester_answers_and_only_a_pending_offer(town: Town) -> None:
    here, offer = offered(town)

    assert town.refusal(lambda: here.helper.accept_provider_offer(offer.id)) == (403, "FORBIDDEN")
    assert town.refusal(lambda: here.helper.decline_provider_offer(offer.id)) == (403, "FORBIDDEN")
    assert town.refusal(lambda: here.requester.accept_provider_offer(NOBODY)) == (404, "NOT_FOUND")
    here.requester.decline_provider_offer(offer.id)
    assert [row.status for row in here.helper.my_provider_offers()] == ["declined"]
    refusal = town.refusal(lambda: here.requester.accept_provider_offer(offer.id))
    assert refusal == (404, "NOT_FOUND")


@off_and_on(HALF)
def test_accepting_on_a_request_that_is_taken(
    town_with: TownWith, switches: tuple[str, ...], today: bool
) -> None:
    town = town_with(*switches)
    here, offer = offered(town)
    other = town.neighbour(here.community_id)
    here.requester.accept_match(town.offer(other, here.request_id))

    if today:
        here.requester.accept_provider_offer(offer.id)
        assert len(here.requester.list_matches(status="matched")) == 2
    else:
        refusal = town.refusal(lambda: here.requester.accept_provider_offer(offer.id))
        assert refusal == (409, "ALREADY_MATCHED")


def test_accepting_on_a_request_that_is_closed_is_refused(town: Town) -> None:
    here, offer = offered(town)
    town.set_request_status(here.request_id, "cancelled")

    refusal = town.refusal(lambda: here.requester.accept_provider_offer(offer.id))
    assert refusal == (400, "REQUEST_NOT_OPEN")


def test_today_accepting_leaves_request_and_siblings_as_they_are(town_with: TownWith) -> None:
    town = town_with(HALF)
    here, offer = offered(town)
    other = town.neighbour(here.community_id)
    proposal = town.offer(other, here.request_id)

    here.requester.accept_provider_offer(offer.id)

    assert town.request_row(here.request_id).status == "open"
    assert town.match_row(proposal).status == "proposed"


def test_today_an_offer_is_500_and_stored(town_with: TownWith, adapter: Adapter) -> None:
    town = town_with("provider-offer-500")
    here = town.scene()
    here.helper.register_provider("other")

    if adapter == "dryrun":
        with pytest.raises(Unavailable):
            here.helper.submit_provider_offer(here.request_id)
    else:  # the live adapter does not believe a 500: it looks, and finds the offer
        assert here.helper.submit_provider_offer(here.request_id).status == "pending"

    assert [row.status for row in here.helper.my_provider_offers()] == ["pending"]
    refusal = town.refusal(lambda: here.helper.submit_provider_offer(here.request_id))
    assert refusal == (409, "DUPLICATE_OFFER")


def test_offers_go_with_their_request(town: Town) -> None:
    here, _ = offered(town)
    town.advance(timedelta(days=69))

    assert list(here.helper.my_provider_offers()) == []
