"""Whose turn it is to write, and about what: plain functions of what a member has read."""

from collections.abc import Iterable, Sequence
from datetime import timedelta

from adapters.entities import MatchDetail, Message, MyConversation, MyMatch, Participant
from agents.me import Me
from agents.words import Stage

Begin = tuple[MyMatch, MyConversation | None]
"""A match in which nobody has written, and its conversation if one was opened."""


def not_begun(
    me: Me, matches: Sequence[MyMatch], conversations: Iterable[MyConversation]
) -> list[Begin]:
    """The matches, newest first, in which this member helps and nobody has written yet."""
    own = me.account.id
    helped = {match.id for match in matches if match.responder_id == own}
    if not helped:
        return []
    known: dict[str | None, MyConversation] = {}
    for one in conversations:
        if one.request_match_id in helped:
            known[one.request_match_id] = one
            if len(known) == len(helped):
                break  # whoever has been here for weeks has many more
    begun = {match_id for match_id, one in known.items() if one.last_message is not None}
    return [
        (match, known.get(match.id))
        for match in matches
        if match.id in helped
        and match.id not in begun
        and match.requester_id not in (None, own)
        and me.knows(match.requester_id or "")
    ]


def to_read(
    me: Me,
    matches: Iterable[MyMatch],
    conversations: Iterable[MyConversation],
    within_h: float,
) -> list[MyConversation]:
    """Conversations that may need an answer: those about what is being arranged come first.

    The newest come first, and whoever has been here for weeks has many: what lies behind the recent
    ones and those about matches is not looked at.
    """
    own, matched = me.account.id, {match.id for match in matches}
    ahead = set(matched)
    recent = me.now() - timedelta(hours=within_h)
    arranging, over = [], []
    for one in conversations:
        last, said_at = one.last_message, one.last_message_at
        if one.request_match_id in matched:
            ahead.discard(one.request_match_id)
            if last is not None and last.sender_id != own and other_person(me, one) is not None:
                arranging.append(one)
        elif said_at is not None and said_at > recent:
            if last is not None and other_person(me, one) is not None:
                over.append(one)
        elif not ahead:
            break
    return arranging + over


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
