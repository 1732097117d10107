"""What the two people of a match write to each other."""

from datetime import timedelta

import pytest

from tests.contract.person import Person
from tests.contract.town import MALFORMED, NOBODY, Refusal, Scene, Town, TownWith

INVALID = (400, "VALIDATION_ERROR")
FORBIDDEN = (403, "FORBIDDEN")
UNKNOWN = (404, "NOT_FOUND")
BROKEN = (500, "INTERNAL_ERROR")
MINUTE = timedelta(minutes=1)


def matched(town: Town) -> tuple[Scene, str]:
    """A scene in which the offer was accepted."""
    here = town.scene()
    match = town.offer(here.helper, here.request_id)
    here.requester.accept_match(match)
    return here, match


def opened(town: Town) -> tuple[Scene, str]:
    """A scene in which the helper has opened the conversation, nobody having written."""
    here, match = matched(town)
    return here, talk(here, match)


def talk(here: Scene, match: str) -> str:
    """The id of the conversation that the helper opens."""
    return here.helper.open_conversation(match, here.helper.id, here.requester.id).id


def contents(person: Person, conversation_id: str, **page: int) -> list[str]:
    """What one reads, in its order."""
    return [message.content for message in person.list_messages(conversation_id, **page)]


def test_accepting_opens_no_conversation(town: Town) -> None:
    here, _ = matched(town)

    assert here.helper.list_conversations() == []


def test_both_parties_are_in_a_new_conversation(town: Town) -> None:
    here, conversation = opened(town)

    for person in (here.helper, here.requester):
        [row] = person.list_conversations()
        assert row.id == conversation
        assert {one.id for one in row.participants} == {here.helper.id, here.requester.id}
        assert (row.last_message_at, row.last_message) == (None, None)


def test_a_match_has_one_conversation(town: Town) -> None:
    here, match = matched(town)

    assert talk(here, match) == talk(here, match)
    again = here.requester.open_conversation(match, here.requester.id, here.helper.id)
    assert again.id == here.helper.list_conversations()[0].id


def test_both_parties_take_part_although_only_the_caller_is_listed(town: Town) -> None:
    here, match = matched(town)
    here.helper.open_conversation(match, here.helper.id)

    assert len(here.requester.list_conversations()) == 1


@pytest.mark.parametrize("match", ["", MALFORMED])
def test_a_conversation_needs_a_match(town: Town, match: str) -> None:
    person = town.person()

    assert town.refusal(lambda: person.open_conversation(match, person.id)) == INVALID


def test_a_conversation_needs_its_people(town: Town) -> None:
    here, match = matched(town)

    assert town.refusal(lambda: here.helper.open_conversation(match)) == INVALID


def test_the_caller_must_be_listed(town: Town) -> None:
    here, match = matched(town)

    refusal = town.refusal(lambda: here.helper.open_conversation(match, here.requester.id))
    assert refusal == FORBIDDEN


@pytest.mark.parametrize(
    ("switches", "refusal"), [((), UNKNOWN), (("unknown-target-500",), BROKEN)]
)
def test_an_unknown_match_or_person_is_refused(
    town_with: TownWith, switches: tuple[str, ...], refusal: Refusal
) -> None:
    town = town_with(*switches)
    here, match = matched(town)
    helper = here.helper

    assert town.refusal(lambda: helper.open_conversation(NOBODY, helper.id)) == refusal
    assert town.refusal(lambda: helper.open_conversation(match, helper.id, NOBODY)) == refusal


def test_strangers_neither_open_nor_find_a_conversation(town: Town) -> None:
    here, match = matched(town)
    stranger = town.person("Eve")

    assert town.refusal(lambda: stranger.open_conversation(match, stranger.id)) == FORBIDDEN
    listed = (here.helper.id, stranger.id)
    assert town.refusal(lambda: here.helper.open_conversation(match, *listed)) == FORBIDDEN
    talk(here, match)
    assert town.refusal(lambda: stranger.open_conversation(match, stranger.id)) == FORBIDDEN


def test_today_a_stranger_opens_a_conversation_and_shuts_the_parties_out(
    town_with: TownWith,
) -> None:
    town = town_with("conversation-strangers")
    here, match = matched(town)
    stranger = town.person("Eve")
    theirs = stranger.open_conversation(match, stranger.id).id

    assert talk(here, match) == theirs
    assert here.helper.list_conversations() == []
    assert town.refusal(lambda: here.helper.send_message(theirs, "Hello")) == FORBIDDEN


def test_messages_come_oldest_first_counted_from_the_newest(town: Town) -> None:
    here, conversation = opened(town)
    for number in range(4):
        here.helper.send_message(conversation, f"word {number}")
        town.advance(MINUTE)

    assert contents(here.requester, conversation, limit=2) == ["word 2", "word 3"]
    assert contents(here.requester, conversation, limit=2, offset=1) == ["word 1", "word 2"]
    assert contents(here.requester, conversation, limit=9, offset=9) == []


def test_a_message_is_its_senders_and_lives_60_days(town: Town) -> None:
    here, conversation = opened(town)
    message = here.helper.send_message(conversation, "I can come at six")

    assert (message.sender_id, message.conversation_id) == (here.helper.id, conversation)
    assert message.expires_at == message.created_at + timedelta(days=60)


def test_expired_messages_are_hidden(town: Town) -> None:
    here, conversation = opened(town)
    here.helper.send_message(conversation, "old")
    town.advance(timedelta(days=59))
    here.helper.send_message(conversation, "new")
    town.advance(timedelta(days=1))

    assert contents(here.requester, conversation) == ["new"]
    town.advance(timedelta(days=59))
    assert contents(here.requester, conversation) == []
    assert here.helper.list_conversations()[0].last_message is None


def test_empty_content_is_refused(town: Town) -> None:
    here, conversation = opened(town)

    assert town.refusal(lambda: here.helper.send_message(conversation, "")) == INVALID


@pytest.mark.parametrize(
    ("conversation", "refusal"), [(NOBODY, FORBIDDEN), (MALFORMED, INVALID), ("", FORBIDDEN)]
)
def test_others_and_unknown_conversations_are_forbidden_never_unknown(
    town: Town, conversation: str, refusal: Refusal
) -> None:
    _, theirs = opened(town)
    stranger = town.person("Eve")
    wanted = conversation or theirs

    assert town.refusal(lambda: stranger.list_messages(wanted)) == refusal
    assert town.refusal(lambda: stranger.send_message(wanted, "Hello")) == refusal


def test_the_listing_has_the_last_written_first_and_the_silent_last(town: Town) -> None:
    helper, requester = town.person("Tom"), town.person("Nadia")
    place = town.community(requester, members=(helper,))
    ids = []
    for _ in range(4):
        match = town.offer(helper, town.request(requester, place))
        requester.accept_match(match)
        ids.append(helper.open_conversation(match, helper.id, requester.id).id)
        town.advance(MINUTE)
    for one in (ids[1], ids[0]):
        helper.send_message(one, "Hello")
        town.advance(MINUTE)

    rows = requester.list_conversations()
    assert [row.id for row in rows] == [ids[0], ids[1], ids[3], ids[2]]
    assert rows[0].last_message is not None
    assert rows[0].last_message.content == "Hello"


def test_a_deleted_request_takes_its_conversation_along(town: Town) -> None:
    here, _ = opened(town)
    town.store.drop_request(town.request_row(here.request_id))

    assert here.helper.list_conversations() == []


def test_the_turn_to_write_is_the_helpers_first_then_the_other_ones(town: Town) -> None:
    def turns() -> tuple[int, int]:
        users = town.store.users
        helper, requester = users[here.helper.id].waits, users[here.requester.id].waits
        return helper.messages_to_write, requester.messages_to_write

    here, match = matched(town)
    seen = [turns()]
    conversation = talk(here, match)
    for person in (here.helper, here.requester, here.helper):
        person.send_message(conversation, "Hello")
        seen.append(turns())
    here.helper.complete_match(match)
    here.requester.complete_match(match)

    assert [*seen, turns()] == [(1, 0), (0, 1), (1, 0), (0, 1), (0, 0)]
