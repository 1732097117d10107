"""A tour of the API that changes nothing: one read of each kind, decoded as members read it."""

from collections.abc import Awaitable, Callable
from typing import NamedTuple

from adapters.entities import Account
from adapters.port import Karmyq

ROWS = 1


class Stop(NamedTuple):
    """One read, by the name of its operation."""

    name: str
    look: Callable[[Karmyq, Account], Awaitable[object]]


TOUR = (
    Stop("get_user", lambda karmyq, me: karmyq.get_user(me.id)),
    Stop("my_communities", lambda karmyq, _: karmyq.my_communities()),
    Stop("list_communities", lambda karmyq, _: karmyq.list_communities(ROWS)),
    Stop("list_requests", lambda karmyq, _: karmyq.list_requests(ROWS)),
    Stop("list_matches", lambda karmyq, _: karmyq.list_matches(ROWS)),
    Stop("pending_dibs", lambda karmyq, _: karmyq.pending_dibs()),
    Stop("list_providers", lambda karmyq, _: karmyq.list_providers(ROWS)),
    Stop("my_providers", lambda karmyq, _: karmyq.my_providers()),
    Stop("list_collectives", lambda karmyq, _: karmyq.list_collectives(ROWS)),
    Stop("my_collectives", lambda karmyq, _: karmyq.my_collectives()),
    Stop("list_conversations", lambda karmyq, _: karmyq.list_conversations()),
    Stop("karma_history", lambda karmyq, _: karmyq.karma_history(ROWS)),
)
"""What can be read by anybody who is signed in, in every service."""
