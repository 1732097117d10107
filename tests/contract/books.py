"""The store's rows as plain values, and its indexes counted again from the rows alone."""

from collections import defaultdict
from collections.abc import Iterable
from copy import deepcopy
from datetime import datetime
from typing import Any

from msgspec import Struct
from msgspec.structs import asdict

from adapters.dryrun.layers import ACTIVE_COMMUNITY, INNER_CIRCLE, WINDOW_MONTHS, months_later
from adapters.dryrun.records import MatchRecord, MemberRecord, RequestRecord
from adapters.dryrun.store import ANY, Store

Rows = dict[str, dict[str, Any]]


def snapshot(store: Store) -> dict[str, Rows]:
    """Every row of every table, by id; neighbours are ids."""
    tables: dict[str, Iterable[Any]] = {
        "users": store.users.values(),
        "communities": store.communities.values(),
        "members": store.members.values(),
        "requests": store.requests.values(),
        "matches": store.matches.values(),
    }
    return {name: {row.id: _plain_row(row) for row in rows} for name, rows in tables.items()}


def requests_by_scope(store: Store) -> dict[tuple[str, str], list[str]]:
    """The ids of every community's, person's and everybody's requests, newest first."""
    found: defaultdict[tuple[str, str], list[str]] = defaultdict(list)
    for row in sorted(store.requests.values(), key=_age, reverse=True):
        for scope in (ANY, row.requester.id, *(place.id for place in row.communities)):
            found[scope, ANY].append(row.id)
            found[scope, row.status].append(row.id)
    return found


def matches_by_person(store: Store) -> dict[tuple[str, str], list[str]]:
    """The ids of everybody's matches, newest first."""
    found: defaultdict[tuple[str, str], list[str]] = defaultdict(list)
    for row in sorted(store.matches.values(), key=_age, reverse=True):
        for person in (row.request.requester.id, row.responder.id):
            found[person, ANY].append(row.id)
            found[person, row.status].append(row.id)
    return found


def live_offers(store: Store) -> set[tuple[str, str]]:
    """Who has a proposed or matched match on which request."""
    live = (row for row in store.matches.values() if row.status in ("proposed", "matched"))
    return {(row.responder.id, row.request.id) for row in live}


def offers_to_accept(store: Store) -> dict[str, int]:
    """How many proposed matches wait on everybody's own open requests."""
    waiting = dict.fromkeys(store.users, 0)
    for row in store.matches.values():
        request = row.request
        if row.status == "proposed" and request.status == "open" and not request.expired:
            waiting[request.requester.id] += 1
    return waiting


def layers(store: Store, now: datetime) -> dict[str, tuple[int, int]]:
    """How many members of each community are inner circle and active community."""
    counts = dict.fromkeys(store.communities, (0, 0))
    for member in store.members.values():
        if member.status == "active":
            acts = _acts(store, member, now)
            inner, active = counts[member.community.id]
            inner += acts >= INNER_CIRCLE
            active += ACTIVE_COMMUNITY <= acts < INNER_CIRCLE
            counts[member.community.id] = (inner, active)
    return counts


def _acts(store: Store, member: MemberRecord, now: datetime) -> int:
    """Requests made anywhere and offers made here, of the last six months."""
    requests = (row.created_at for row in store.requests.values() if row.requester is member.user)
    offers = (
        row.created_at
        for row in store.matches.values()
        if row.responder is member.user and member.community in row.request.communities
    )
    return sum(months_later(made, WINDOW_MONTHS) > now for made in (*requests, *offers))


def _age(row: RequestRecord | MatchRecord) -> tuple[datetime, str]:
    return (row.created_at, row.id)


def _plain_row(row: Struct) -> dict[str, Any]:
    fields = asdict(row)
    fields.pop("view", None)  # made anew when it is read
    return {name: _plain(value) for name, value in fields.items()}


def _plain(value: Any) -> Any:
    if isinstance(value, Struct):
        return _plain_id(value)
    if isinstance(value, list | tuple):
        return [_plain(item) for item in value]
    return deepcopy(value)


def _plain_id(row: Any) -> str:
    return str(row.id)
