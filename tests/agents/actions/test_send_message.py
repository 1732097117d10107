"""Writing messages: who writes first, who answers, what fits the stage, and when nobody writes."""

from datetime import timedelta

import pytest

from adapters.entities import Match
from agents.actions.send_message import ACTION
from agents.facts import ConversationOpened, MessageSent
from agents.outcome import DONE, skipped
from tests.agents.stage import FIRST, LAST, Somebody, Town, ended

READ_S, TYPE_S = (5.0, 15.0), (10.0, 30.0)
JUST_BELOW, AT = 0.49, 0.5
"""Draws beside the chance to answer, 0.5."""


def town_with_matches(count: int = 1) -> tuple[Town, list[Match]]:
    """Omar helps Rosa, so many times; nobody has written."""
    town = Town()
    place = town.community("Repair Café", "rosa", "omar")
    offers = [town.offer("omar", town.request("rosa", place)) for _ in range(count)]
    return town, [town.accept("rosa", offer) for offer in offers]


def write(town: Town, name: str, match: Match, content: str = "Hello") -> None:
    """Somebody writes into the conversation of a match; the helper opens it."""
    port, people = town.port(name), [town.account(one).id for one in ("omar", "rosa")]
    conversation = ended(port.open_conversation(match.id, people))
    ended(port.send_message(conversation.id, content))
    town.time += timedelta(minutes=1)


def complete(town: Town, match: Match) -> None:
    """Both sides confirm."""
    for name in ("omar", "rosa"):
        town.half(name, match)
    town.time += timedelta(minutes=1)


def stages(member: Somebody) -> list[str]:
    """At which stage this member wrote."""
    return [fact.stage for fact in member.facts if isinstance(fact, MessageSent)]


def test_the_helper_opens_the_conversation_with_both_people_and_writes_first() -> None:
    town, [match] = town_with_matches()
    omar = town.somebody("omar", FIRST)

    outcome = omar.does(ACTION)

    assert outcome == DONE
    [opened, sent] = omar.facts
    assert isinstance(opened, ConversationOpened)
    assert isinstance(sent, MessageSent)
    assert opened.match_id == sent.match_id == match.id
    conversation = town.platform.store.conversations.rows[opened.conversation_id]
    assert {user.name for user in conversation.participants} == {"Omar", "Rosa"}
    assert omar.thoughts == [TYPE_S]


def test_a_first_contact_names_the_other_one_and_leaves_no_braces() -> None:
    town, [match] = town_with_matches()
    town.somebody("omar", FIRST).does(ACTION)

    [message] = town.platform.store.conversations.by_match[match.id].messages
    assert "{" not in message.content


def test_the_requester_does_not_write_first() -> None:
    town, _ = town_with_matches()
    rosa = town.somebody("rosa")

    outcome = rosa.does(ACTION)

    assert outcome == skipped("no_conversation")
    assert rosa.operations == ["list_conversations", "list_matches"]


def test_a_conversation_that_is_there_is_used_not_opened_again() -> None:
    town, [match] = town_with_matches()
    people = [town.account(one).id for one in ("omar", "rosa")]
    ended(town.port("rosa").open_conversation(match.id, people))
    omar = town.somebody("omar", FIRST)

    omar.does(ACTION)

    assert "open_conversation" not in omar.operations
    assert stages(omar) == ["first_contact"]


def test_a_first_message_waits_when_the_draw_says_so() -> None:
    town, _ = town_with_matches()
    omar = town.somebody("omar", LAST)

    assert omar.does(ACTION) == skipped("undecided")
    assert omar.facts == []


def test_at_most_a_few_first_messages_are_written_in_one_turn() -> None:
    town, _ = town_with_matches(4)
    omar = town.somebody("omar", FIRST, FIRST)

    omar.does(ACTION, most_first=2)

    assert stages(omar) == ["first_contact", "first_contact"]


@pytest.mark.parametrize(
    ("writers", "answers", "stage"),
    [
        (("omar",), "rosa", "requester_arranging"),
        (("omar", "rosa"), "omar", "helper_arranging"),
    ],
)
def test_an_answer_fits_the_side_while_the_help_is_arranged(
    writers: tuple[str, ...], answers: str, stage: str
) -> None:
    town, [match] = town_with_matches()
    for name in writers:
        write(town, name, match)
    member = town.somebody(answers, JUST_BELOW, LAST)

    assert member.does(ACTION) == DONE
    assert stages(member) == [stage]
    assert member.thoughts == [READ_S, TYPE_S]


def test_an_answer_waits_when_the_draw_reaches_the_chance() -> None:
    town, [match] = town_with_matches()
    write(town, "omar", match)
    rosa = town.somebody("rosa", AT)

    assert rosa.does(ACTION) == skipped("undecided")
    assert rosa.operations[-1] == "list_messages"


def test_nobody_answers_himself() -> None:
    town, [match] = town_with_matches()
    write(town, "omar", match)

    assert town.somebody("omar").does(ACTION) == skipped("no_conversation")


def test_a_fair_coin_ends_the_turn_after_an_answer() -> None:
    town, matches = town_with_matches(2)
    for match in matches:
        write(town, "omar", match)
    rosa = town.somebody("rosa", FIRST, FIRST)

    rosa.does(ACTION)

    assert len(stages(rosa)) == 1


def test_the_newest_conversations_are_read_up_to_a_limit() -> None:
    town, matches = town_with_matches(3)
    for match in matches:
        write(town, "omar", match)
    rosa = town.somebody("rosa", AT, AT)

    rosa.does(ACTION, most_read=2)

    newest = [town.platform.store.conversations.by_match[one.id].id for one in matches[:0:-1]]
    assert [args[0] for name, args, _ in rosa.asked if name == "list_messages"] == newest


def test_after_the_help_the_requester_says_thanks_and_the_helper_answers_once() -> None:
    town, [match] = town_with_matches()
    write(town, "omar", match)
    complete(town, match)
    said = []
    for name in ("omar", "rosa", "rosa", "omar", "omar"):
        member = town.somebody(name, FIRST, FIRST)
        member.does(ACTION)
        said.append(stages(member))
        town.time += timedelta(minutes=1)

    assert said == [[], ["requester_thanks"], [], ["helper_thanks"], []]


def test_thanks_come_within_days_or_never() -> None:
    town, [match] = town_with_matches()
    write(town, "omar", match)
    complete(town, match)
    town.time += timedelta(hours=73)

    assert town.somebody("rosa").does(ACTION) == skipped("no_conversation")


@pytest.mark.parametrize("name", ["omar", "rosa"])
def test_strangers_are_left_alone(name: str) -> None:
    town, [first, second] = town_with_matches(2)
    write(town, "omar", first)
    write(town, "rosa", first)
    everybody = frozenset(town.account(one).id for one in ("omar", "rosa"))
    member = town.somebody(name, strangers=everybody)

    assert member.does(ACTION) == skipped("no_conversation")
    assert second.id not in town.platform.store.conversations.by_match


def test_whose_turn_it_is_is_an_obligation() -> None:
    town, [match] = town_with_matches()
    waits = ACTION.waits
    assert waits is not None

    assert [waits(town.standing(one)) for one in ("omar", "rosa")] == [True, False]
    write(town, "omar", match)
    assert [waits(town.standing(one)) for one in ("omar", "rosa")] == [False, True]
    complete(town, match)
    assert [waits(town.standing(one)) for one in ("omar", "rosa")] == [False, False]
