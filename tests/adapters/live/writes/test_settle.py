"""A write whose answer is lost: read, not repeated, and once on the platform in the end."""

from collections.abc import Iterator

import pytest

from adapters.errors import KarmyqError, Unavailable
from adapters.live.backoff import MOST_ATTEMPTS
from adapters.live.writes.intent import fingerprint
from tests.adapters.live.writes.lossy import Loss, LossyTown
from tests.contract.town import draft, place_of

HAPPENED: tuple[Loss, ...] = ("after", "500 after", "unreadable")
NEVER: tuple[Loss, ...] = ("before", "502 before")


@pytest.fixture
def town() -> Iterator[LossyTown]:
    town = LossyTown()
    yield town
    town.close()


@pytest.mark.parametrize("loss", HAPPENED)
def test_a_request_that_was_stored_is_found_and_not_sent_again(town: LossyTown, loss: Loss) -> None:
    ada = town.person()
    place = town.community(ada)
    town.lose("POST", "/requests", loss)

    made = ada.create_request(draft(community_id=place))

    assert [row.id for row in town.store.requests.values()] == [made.id]
    assert town.notes.endings() == ["found"]
    assert town.notes.results[1].made == made.id
    assert town.times_sent("POST", "/requests") == 1


@pytest.mark.parametrize("loss", NEVER)
def test_a_request_that_was_not_stored_fails_and_is_not_sent_again(
    town: LossyTown, loss: Loss
) -> None:
    ada = town.person()
    place = town.community(ada)
    town.lose("POST", "/requests", loss)

    with pytest.raises(Unavailable):
        ada.create_request(draft(community_id=place))

    assert not town.store.requests
    assert town.notes.endings() == ["absent"]
    assert town.times_sent("POST", "/requests") == 1


def test_an_older_request_of_the_same_title_is_not_taken_for_the_new_one(town: LossyTown) -> None:
    ada = town.person()
    place = town.community(ada)
    ada.create_request(draft(community_id=place))
    town.lose("POST", "/requests", "before")

    with pytest.raises(Unavailable):
        ada.create_request(draft(community_id=place))

    assert town.notes.endings() == ["absent"]


@pytest.mark.parametrize("loss", NEVER)
def test_an_offer_that_never_arrived_is_sent_once_more_since_karmyq_takes_one(
    town: LossyTown, loss: Loss
) -> None:
    here = town.scene()
    town.lose("POST", "/matches", loss)

    made = here.helper.offer_help(here.request_id)

    assert [row.id for row in town.store.matches.values()] == [made.id]
    assert town.notes.endings() == ["done"]
    assert town.times_sent("POST", "/matches") == 2


def test_whoever_cannot_be_read_is_parked_and_settled_before_the_next_write(
    town: LossyTown,
) -> None:
    here = town.scene()
    town.lose("POST", "/matches", "after")
    for _ in range(30):
        town.lose("GET", "/matches", "before")

    with pytest.raises(KarmyqError, match="UNSETTLED"):
        here.helper.offer_help(here.request_id)
    parked = town.notes.endings()
    town.wire.plans.clear()
    here.helper.leave_community(here.community_id)

    assert parked == ["open"]
    assert town.notes.endings() == ["found", "done"]
    assert len(town.store.matches) == 1


def test_a_message_is_known_by_its_fingerprint_and_never_noted(town: LossyTown) -> None:
    here = town.scene()
    match = here.helper.offer_help(here.request_id)
    talk = here.helper.open_conversation(match.id, here.helper.id, here.requester.id)
    town.lose("POST", "/messages", "after")

    here.helper.send_message(talk.id, "Shall I come by, Ada?")

    assert town.notes.endings() == ["found"]
    assert town.notes.intents[0].what == {
        "conversationId": talk.id,
        "content": fingerprint("Shall I come by, Ada?"),
    }


def test_a_registration_is_noted_without_its_password(town: LossyTown) -> None:
    town.lose("GET", "/nowhere", "before")
    town.person()

    assert town.notes.endings() == ["done"]
    assert list(town.notes.intents[0].what) == ["email"]


def test_reading_is_not_noted(town: LossyTown) -> None:
    ada = town.person()
    town.community(ada)
    town.lose("GET", "/nowhere", "before")
    place_of(ada)

    assert town.notes.endings() == []


def test_a_refusal_has_stored_nothing_and_ends_it(town: LossyTown) -> None:
    here = town.scene()
    town.lose("GET", "/nowhere", "before")

    with pytest.raises(KarmyqError):
        here.requester.offer_help(here.request_id)

    assert town.notes.endings() == ["refused"]


def test_feedback_that_karmyq_cannot_store_is_sent_once_and_fails() -> None:
    town = LossyTown("feedback-500")
    here = town.scene()
    match = here.helper.offer_help(here.request_id)
    here.requester.accept_match(match.id)
    for person in (here.helper, here.requester):
        person.complete_match(match.id)
    town.lose("GET", "/nowhere", "before")

    with pytest.raises(Unavailable, match="500"):
        here.helper.submit_feedback(match.id, helpfulness=5)

    assert town.notes.endings() == ["absent"]
    assert town.times_sent("POST", "/feedback") == 1
    town.close()


@pytest.mark.parametrize("loss", ["after", "500 after"])
def test_a_provider_offer_is_seen_with_its_requester(town: LossyTown, loss: Loss) -> None:
    here = town.scene()
    here.helper.register_provider("other")
    town.lose("POST", "/providers/offers", loss)

    here.helper.submit_provider_offer(here.request_id)

    assert town.notes.endings() == ["found"]


@pytest.mark.parametrize("step", ["accept", "reject"])
def test_a_step_of_a_match_is_read_in_its_status(town: LossyTown, step: str) -> None:
    here = town.scene()
    match = here.helper.offer_help(here.request_id)
    town.lose("PUT", f"/{step}", "after")

    getattr(here.requester, f"{step}_match")(match.id)

    assert town.notes.endings() == ["found"]
    assert town.times_sent("PUT", f"/{step}") == 1


@pytest.mark.parametrize("urgent", [True, False])
def test_a_lost_switch_to_urgent_is_read_in_the_request(town: LossyTown, urgent: bool) -> None:
    here = town.scene(urgency="low")
    town.lose("PATCH", "/urgent", "after")

    stored = here.requester.set_urgent(here.request_id, urgent)

    assert stored.urgency == ("urgent" if urgent else "medium")
    assert town.notes.endings() == ["found"]
    assert town.times_sent("PATCH", "/urgent") == 1


def test_a_lost_link_of_a_collective_is_read_among_the_communitys(town: LossyTown) -> None:
    here = town.scene()
    new = here.helper.create_collective()
    for _ in range(MOST_ATTEMPTS):
        town.lose("POST", "/communities", "after")

    here.helper.link_collective(new.id, here.community_id)

    assert town.notes.endings() == ["found"]
    assert town.times_sent("POST", f"/collectives/{new.id}/communities") == MOST_ATTEMPTS


@pytest.mark.parametrize("loss", NEVER)
def test_a_switch_and_a_link_that_never_arrived_are_sent_once_more(
    town: LossyTown, loss: Loss
) -> None:
    here = town.scene(urgency="low")
    new = here.helper.create_collective()
    town.lose("PATCH", "/urgent", loss)
    town.lose("POST", "/communities", loss)

    here.requester.set_urgent(here.request_id)
    here.helper.link_collective(new.id, here.community_id)

    assert town.notes.endings() == ["done", "done"]
    assert [row.id for row in here.helper.list_collectives(community_id=here.community_id)]


def test_a_rating_whose_answer_was_lost_is_known_by_the_no_to_a_second_one(
    town: LossyTown,
) -> None:
    here = town.scene()
    match = town.completed(here.requester, here.helper, here.community_id)
    town.lose("POST", "/reputation/feedback", "after")

    score = here.requester.rate_exchange(match, here.helper.id, here.community_id)

    assert score is None
    assert town.notes.endings() == ["found"]
