"""Posting a request: when there is room for one, where it goes, and what is sent."""

import pytest

from adapters.entities import RequestDraft
from adapters.errors import Refused
from agents.actions.create_request import ACTION
from agents.facts import RequestCreated
from agents.outcome import DONE, skipped
from tests.agents.stage import FIRST, LAST, Town

WRITE_S = (10.0, 30.0)


def test_a_member_asks_its_community() -> None:
    town = Town()
    place = town.community("Repair Café", "rosa")
    rosa = town.somebody("rosa", FIRST)

    outcome = rosa.does(ACTION)

    [request] = town.platform.store.requests.values()
    assert outcome == DONE
    assert [community.id for community in request.communities] == [place]


def test_without_a_community_nothing_else_is_read() -> None:
    town = Town()
    rosa = town.somebody("rosa")

    outcome = rosa.does(ACTION)

    assert outcome == skipped("no_community")
    assert rosa.operations == ["my_communities"]


def test_nobody_posts_beyond_the_limit_of_open_requests() -> None:
    town = Town()
    place = town.community("Repair Café", "rosa")
    town.request("rosa", place)
    town.request("rosa", place)
    rosa = town.somebody("rosa")

    outcome = rosa.does(ACTION)

    assert outcome == skipped("enough_open_requests")
    assert rosa.thoughts == []


def test_requests_of_others_and_matched_ones_leave_room() -> None:
    town = Town()
    place = town.community("Repair Café", "rosa", "omar")
    town.request("omar", place)
    town.request("rosa", place)
    town.accept("rosa", town.offer("omar", town.request("rosa", place)))
    rosa = town.somebody("rosa", FIRST)

    outcome = rosa.does(ACTION)

    assert outcome == DONE


def test_own_open_requests_are_asked_for_up_to_the_limit() -> None:
    town = Town()
    town.community("Repair Café", "rosa")
    rosa = town.somebody("rosa", FIRST)

    rosa.does(ACTION)

    own_open = {"status": "open", "requester_id": rosa.account.id}
    own_asked = {"status": "dibs_pending", "requester_id": rosa.account.id}
    assert rosa.asked[:3] == [
        ("my_communities", (), {}),
        ("list_requests", (2,), own_open),
        ("list_requests", (2,), own_asked),
    ]


def test_a_request_that_waits_for_an_answer_to_dibs_counts_as_open() -> None:
    town = Town()
    place = town.community("Repair Café", "rosa")
    asked = town.request("rosa", place)
    town.request("rosa", place)
    row = town.platform.store.requests[asked.id]
    town.platform.store.set_request_status(row, "dibs_pending")

    assert town.somebody("rosa").does(ACTION) == skipped("enough_open_requests")


def test_the_community_is_drawn() -> None:
    town = Town()
    older = town.community("Repair Café", "rosa")
    town.community("Seed Library", "rosa")
    rosa = town.somebody("rosa", LAST)  # the list comes newest first

    rosa.does(ACTION)

    [request] = town.platform.store.requests.values()
    assert [community.id for community in request.communities] == [older]


def test_writing_comes_after_reading_and_before_posting() -> None:
    town = Town()
    town.community("Repair Café", "rosa")
    rosa = town.somebody("rosa", FIRST)

    rosa.does(ACTION)

    reads = ["my_communities", "list_requests", "list_requests"]
    assert rosa.story == [*reads, "think", "create_request"]
    assert rosa.thoughts == [WRITE_S]


def test_words_come_from_the_content_stream_and_dates_from_karmyqs_clock() -> None:
    town = Town()
    place = town.community("Repair Café", "rosa")
    rosa, twin = town.somebody("rosa", FIRST), town.somebody("rosa")
    expected = twin.words.request(twin.content, place, "Repair Café", town.time)

    rosa.does(ACTION)

    [draft] = [one for one in rosa.asked[-1][1] if isinstance(one, RequestDraft)]
    assert draft == expected


def test_a_request_leaves_a_fact_with_its_type() -> None:
    town = Town()
    town.community("Repair Café", "rosa")
    rosa = town.somebody("rosa", FIRST)

    rosa.does(ACTION)

    [request] = town.platform.store.requests.values()
    assert rosa.facts == [RequestCreated(request.id, request.request_type, 0)]


def test_the_fact_says_how_many_waited_already() -> None:
    town = Town()
    place = town.community("Repair Café", "rosa")
    town.request("rosa", place)
    rosa = town.somebody("rosa", FIRST)

    rosa.does(ACTION)

    [fact] = rosa.facts
    assert isinstance(fact, RequestCreated)
    assert fact.waiting == 1


def test_a_platform_that_refuses_leaves_no_fact() -> None:
    town = Town()
    town.community("Repair Café", "rosa")
    refusals: dict[str, Exception] = {"create_request": Refused(403)}
    rosa = town.somebody("rosa", FIRST, refusals=refusals)

    with pytest.raises(Refused, match="FORBIDDEN"):
        rosa.does(ACTION)

    assert rosa.facts == []
