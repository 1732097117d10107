"""Whose turn it is to write, asked of karmyq's database."""

from typing import Any

from sqlalchemy import ColumnElement, ScalarSelect, Select, func, or_, select

from adapters.contract.tables import conversations, help_requests, matches, messages
from adapters.live.bound import Someone
from adapters.live.whom import Whom

COLUMNS_READ: dict[str, Select[*tuple[Any, ...]]] = {
    "messaging.conversations": select(conversations.c.id, conversations.c.request_match_id),
    "messaging.messages": select(
        messages.c.id,
        messages.c.sender_id,
        messages.c.conversation_id,
        messages.c.created_at,
    ),
}
"""The columns that the question below reads, by table."""


def messages_to_write(user_id: Someone, whom: Whom) -> ColumnElement[int]:
    """Matched matches: the helper's before the first word, then whoever was not the last to write.

    Each side on its own, so that an index can serve it.
    """
    last = _last_sender()
    of_requests = matches.join(help_requests, help_requests.c.id == matches.c.request_id)
    as_helper = (
        select(func.count())
        .select_from(of_requests)
        .where(
            matches.c.responder_id == user_id,
            matches.c.status == "matched",
            or_(last.is_(None), last != user_id),
            whom(help_requests.c.requester_id),
        )
    )
    as_requester = (
        select(func.count())
        .select_from(of_requests)
        .where(
            help_requests.c.requester_id == user_id,
            matches.c.responder_id != user_id,
            matches.c.status == "matched",
            last == matches.c.responder_id,
            whom(matches.c.responder_id),
        )
    )
    return as_helper.scalar_subquery() + as_requester.scalar_subquery()


def _last_sender() -> ScalarSelect[str]:
    """Who wrote last about a match; expired messages count."""
    return (
        select(messages.c.sender_id)
        .select_from(messages.join(conversations, conversations.c.id == messages.c.conversation_id))
        .where(conversations.c.request_match_id == matches.c.id)
        .order_by(messages.c.created_at.desc(), messages.c.id.desc())
        .limit(1)
        .correlate(matches)
        .scalar_subquery()
    )
