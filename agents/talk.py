"""Whose turn it is to write, and about what: plain functions of what a member has read."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import timedelta

from adapters.entities import MatchDetail, Message, MyConversation, MyMatch, Participant
from agents.me import Me
from agents.words import Stage

Begin = tuple[MyMatch, MyConversation | None]
"""A match in which nobody has written, and its conversation if one was opened."""


def talks_of(
    matches: Iterable[MyMatch], conversations: Iterable[MyConversation]
) -> dict[str, MyConversation]:
    """The conversations about these matches, by match.

    Whoever has been here for weeks has many others: all are gone through only where one is missing.
    """
    wanted, found = {match.id for match in matches}, dict[str, MyConversation]()
    if wanted:
        for one in conversations:
            about = one.request_match_id
            if about in wanted and about is not None:
                found[about] = one
                if len(found) == len(wanted):
                    break
    return found


def not_begun(
    me: Me, matches: Sequence[MyMatch], talks: Mapping[str, MyConversation]
) -> list[Begin]:
    """The matches, newest first, in which this member helps and nobody has written yet."""
    own = me.account.id
    silent: list[Begin] = []
    for match in matches:
        talk, requester = talks.get(match.id), match.requester_id
        if match.responder_id != own or requester is None or requester == own:
            continue
        if (talk is None or talk.last_message is None) and me.knows(requester):
            silent.append((match, talk))
    return silent


def to_read(
    me: Me,
    talks: Mapping[str, MyConversation],
    conversations: Iterable[MyConversation],
    within_h: float,
    most: int,
) -> list[MyConversation]:
    """Conversations that may need an answer: those about what is being arranged come first.

    `talks` are these, by match. The newest come first: what lies behind the recent ones and those
    about matches is not looked at, nor is more than `most` told.
    """
    own, ahead = me.account.id, len(talks)
    recent = me.now() - timedelta(hours=within_h)
    arranging, over = list[MyConversation](), list[MyConversation]()
    for one in conversations:
        last, said_at = one.last_message, one.last_message_at
        if one.request_match_id in talks:
            ahead -= 1
            if last is not None and last.sender_id != own and other_person(me, one) is not None:
                arranging.append(one)
        elif len(over) < most and said_at is not None and said_at > recent:
            if last is not None and other_person(me, one) is not None:
                over.append(one)
        elif not ahead:
            break
    return (arranging + over)[:most]


def other_person(me: Me, conversation: MyConversation) -> Participant | None:
    """The other party; None where it is shut out, or a stranger."""
    own = me.account.id
    for person in conversation.participants:
        if person.id != own:
            return person if me.knows(person.id) else None
    return None


def thanks(me: Me, match: MatchDetail, messages: Sequence[Message]) -> Stage | None:
    """The requester's thanks after the help, then the helper's answer to it; each once."""
    if match.completed_at is None:
        return None
    own, answered = me.account.id, False
    for message in reversed(messages):  # the oldest come first
        if message.created_at < match.completed_at:
            break
        if message.sender_id == own:
            return None
        answered = True
    if match.responder_id != own:
        return "requester_thanks"
    return "helper_thanks" if answered else None
