"""Whose turn it is to write, asked of a real PostgreSQL."""

from datetime import timedelta

import pytest

from adapters.contract.tables import conversations, messages
from tests.adapters.live.town import START, Town


def exchange(town: Town, status: str = "matched") -> tuple[str, str, str]:
    """A requester, a helper and their match."""
    ada, bo = town.user("ada@test.karmyq.com"), town.user("bo@test.karmyq.com")
    return ada, bo, town.match(town.request(ada, status), bo, status)


def turns(town: Town, *people: str) -> list[int]:
    """How many messages each is expected to write."""
    return [town.standing(one).messages_to_write for one in people]


def said(town: Town, match: str, *senders: str) -> None:
    """A conversation in which these people wrote, one after the other."""
    conversation = town.add(conversations, request_match_id=match)
    for number, sender in enumerate(senders):
        town.add(
            messages,
            conversation_id=conversation,
            sender_id=sender,
            content="Hello",
            created_at=START + timedelta(minutes=number),
        )


def test_the_helper_writes_first_with_or_without_a_conversation(town: Town) -> None:
    ada, bo, match = exchange(town)

    assert turns(town, ada, bo) == [0, 1]
    said(town, match)
    assert turns(town, ada, bo) == [0, 1]


def test_then_it_is_the_turn_of_whoever_did_not_write_last(town: Town) -> None:
    ada, bo, match = exchange(town)
    said(town, match, bo)

    assert turns(town, ada, bo) == [1, 0]


def test_an_answer_gives_the_turn_back(town: Town) -> None:
    ada, bo, match = exchange(town)
    said(town, match, bo, ada)

    assert turns(town, ada, bo) == [0, 1]


@pytest.mark.parametrize("status", ["proposed", "completed", "rejected", "cancelled"])
def test_only_matched_matches_count(town: Town, status: str) -> None:
    ada, bo, _ = exchange(town)
    town.match(town.request(ada), bo, status)

    assert turns(town, ada, bo) == [0, 1]
