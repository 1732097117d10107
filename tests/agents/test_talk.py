"""Which conversations a member looks into, of a list that begins with the newest."""

from datetime import timedelta

from adapters.entities import LastMessage, MyConversation, MyMatch, Participant
from agents.talk import talks_of, to_read
from tests.agents.stage import Somebody, Town

WITHIN_H = 72.0


def rosa() -> Somebody:
    return Town().somebody("rosa")


def heard(me: Somebody, match_id: str, hours_ago: float) -> MyConversation:
    """A conversation about a match in which Omar spoke last, so many hours ago."""
    omar, said_at = me.town.account("omar"), me.now() - timedelta(hours=hours_ago)
    people = (Participant(me.account.id, "Rosa"), Participant(omar.id, "Omar"))
    last = LastMessage(f"last-{match_id}", omar.id, "See you then.")
    return MyConversation(f"talk-{match_id}", match_id, said_at, said_at, people, last)


def matched(me: Somebody, match_id: str) -> MyMatch:
    omar = me.town.account("omar").id
    return MyMatch(
        *(match_id, "r1", omar, me.account.id, "matched", me.now()),
        *(None, None, None, False, None, None),
    )


def read(
    me: Somebody, matches: list[str], *conversations: MyConversation, most: int = 9
) -> list[str | None]:
    talks = talks_of([matched(me, one) for one in matches], conversations)
    rows = to_read(me, talks, conversations, WITHIN_H, most)
    return [row.request_match_id for row in rows]


def test_what_is_being_arranged_is_read_before_what_is_over() -> None:
    me = rosa()

    rows = read(me, ["m2"], heard(me, "m1", 1), heard(me, "m2", 2))

    assert rows == ["m2", "m1"]


def test_of_what_is_over_so_many_are_read_and_what_is_being_arranged_still_comes_first() -> None:
    me = rosa()
    told = (heard(me, "m1", 1), heard(me, "m2", 2), heard(me, "m3", 3), heard(me, "m4", 4))

    rows = [read(me, ["m4"], *told, most=most) for most in (1, 2, 3)]

    assert rows == [["m4"], ["m4", "m1"], ["m4", "m1", "m2"]]


def test_what_is_over_is_read_for_some_days() -> None:
    me = rosa()

    assert read(me, [], heard(me, "m1", 71), heard(me, "m2", 73)) == ["m1"]


def test_what_is_being_arranged_is_found_behind_much_that_is_old() -> None:
    me = rosa()
    old = [heard(me, f"old{number}", 100 + number) for number in range(5)]

    rows = read(me, ["m1", "m2"], heard(me, "m1", 1), *old, heard(me, "m2", 200), *old)

    assert rows == ["m1", "m2"]


def test_a_match_without_a_conversation_has_none_among_the_talks() -> None:
    me = rosa()
    conversations = [heard(me, "m1", 1), heard(me, "over", 2)]

    talks = talks_of([matched(me, "m1"), matched(me, "m2")], conversations)

    assert talks == {"m1": conversations[0]}
