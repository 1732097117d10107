"""Words: names and e-mails, communities that are free, requests that are welcome."""

from random import Random

from agents.draw import Draw
from agents.words import Words
from scenarios.city import load_city
from tests.agents.stage import FIRST, START, scripted

CITY = load_city("portland")
WORDS = Words(CITY, "test.karmyq.com")
PICKY = next(place for place in CITY.communities if len(place.welcomes) < 5)
PLACE_ID = "00000000-0000-4000-8000-000000000001"


def test_a_newcomer_is_called_first_last_with_four_digits_at_the_domain() -> None:
    person = WORDS.newcomer(scripted(FIRST, FIRST, FIRST))

    first, last = CITY.first_names[0], CITY.last_names[0]
    assert person.name == f"{first} {last}"
    assert person.email == f"{first}.{last}1000@test.karmyq.com".lower()


def test_all_e_mails_are_lower_case_and_of_the_domain() -> None:
    content = Draw(Random(1))

    people = WORDS.founders() + [WORDS.newcomer(content) for _ in range(500)]

    emails = [person.email for person in people]
    assert emails == [email.lower() for email in emails]
    assert {email.partition("@")[2] for email in emails} == {"test.karmyq.com"}


def test_founders_come_in_the_order_of_the_content() -> None:
    names = [person.name for person in WORDS.founders()]

    assert names == [f"{one.first} {one.last}" for one in CITY.founders]


def test_communities_come_in_the_contents_order() -> None:
    assert WORDS.communities(0, 3) == list(CITY.communities[:3])
    assert WORDS.communities(3, 2) == list(CITY.communities[3:5])


def test_a_community_to_found_is_one_whose_name_is_free() -> None:
    taken = {place.name for place in CITY.communities[1:]}

    assert WORDS.community(scripted(FIRST), taken) == CITY.communities[0]


def test_when_no_name_is_free_there_is_no_community_to_found() -> None:
    taken = [place.name for place in CITY.communities]

    assert WORDS.community(scripted(), taken) is None


def test_requests_are_of_types_that_the_community_welcomes() -> None:
    content = Draw(Random(1))

    types = {WORDS.request(content, PLACE_ID, PICKY.name, START).request_type for _ in range(500)}

    assert types == set(PICKY.welcomes)


def test_a_community_that_the_content_does_not_know_welcomes_every_type() -> None:
    content = Draw(Random(1))

    types = {
        WORDS.request(content, PLACE_ID, "Somebody's Own", START).request_type for _ in range(500)
    }

    assert types == {"generic", "ride", "borrow", "service", "event"}


def test_a_request_goes_to_the_community_and_carries_no_empty_payload() -> None:
    content = Draw(Random(1))

    drafts = [WORDS.request(content, PLACE_ID, "Somebody's Own", START) for _ in range(200)]

    assert {draft.community_id for draft in drafts} == {PLACE_ID}
    assert {draft.payload is None for draft in drafts if draft.request_type == "generic"} == {True}
    assert {bool(draft.payload) for draft in drafts if draft.request_type == "ride"} == {True}
