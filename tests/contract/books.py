"""The store's rows as plain values, and its indexes counted again from the rows alone."""

from collections import defaultdict
from collections.abc import Iterable
from copy import deepcopy
from datetime import datetime
from typing import Any

from msgspec import Struct
from msgspec.structs import asdict

from adapters.dryrun.layers import ACTIVE_COMMUNITY, INNER_CIRCLE, WINDOW_MONTHS, months_later
from adapters.dryrun.ordered import ANY
from adapters.dryrun.records import MatchRecord, MemberRecord, RequestRecord
from adapters.dryrun.shelves.dibs import DibsRecord
from adapters.dryrun.shelves.reputation import KarmaRow, RatingRow
from adapters.dryrun.store import Store

Rows = dict[str, dict[str, Any]]


def snapshot(store: Store) -> dict[str, Rows]:
    """Every row of every table, by id; neighbours are ids."""
    tables: dict[str, Iterable[Any]] = {
        "users": store.users.values(),
        "communities": store.communities.values(),
        "members": store.members.values(),
        "requests": store.requests.values(),
        "matches": store.matches.values(),
        "dibs": store.dibs.rows.values(),
        "feedback": store.feedback.rows.values(),
        "karma": karma_rows(store),
        "ratings": rating_rows(store),
        "conversations": store.conversations.rows.values(),
        "messages": [
            message for row in store.conversations.rows.values() for message in row.messages
        ],
        "providers": store.providers.rows.values(),
        "provider_reviews": store.provider_reviews.rows.values(),
        "provider_offers": store.provider_offers.rows.values(),
        "collectives": store.collectives.rows.values(),
        "activities": store.activities.rows.values(),
        "nominations": store.governance.rows.values(),
        "splits": store.proposals.splits.values(),
        "fusions": store.proposals.fusions.values(),
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
        for person in {row.request.requester.id, row.responder.id}:
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
            waiting[request.requester.id] += not row.admin_proposed
    return waiting


def proposals_to_answer(store: Store) -> dict[str, int]:
    """For how many open requests an admin proposed everybody as helper."""
    waiting = dict.fromkeys(store.users, 0)
    for row in store.matches.values():
        request = row.request
        if row.status == "proposed" and request.status == "open" and not request.expired:
            waiting[row.responder.id] += row.admin_proposed
    return waiting


def feedback_to_give(store: Store) -> dict[str, int]:
    """On how many completed matches everybody's word is missing."""
    missing = dict.fromkeys(store.users, 0)
    for row in store.matches.values():
        if row.status == "completed":
            for user in {row.responder.id, row.request.requester.id}:
                missing[user] += (row.id, user) not in store.feedback.rows
    return missing


def bonds(store: Store) -> dict[tuple[str, str], set[str]]:
    """The completed matches of every two people, both ways."""
    found: defaultdict[tuple[str, str], set[str]] = defaultdict(set)
    for row in store.matches.values():
        one, other = row.responder.id, row.request.requester.id
        if row.status == "completed" and one != other:
            found[one, other].add(row.id)
            found[other, one].add(row.id)
    return found


def pending_dibs(store: Store) -> dict[str, list[str]]:
    """The pending dibs that name everybody, newest first."""
    found: dict[str, list[str]] = {user_id: [] for user_id in store.users}
    for row in sorted(store.dibs.rows.values(), key=_age, reverse=True):
        if row.status == "pending":
            found[row.provider_user.id].append(row.id)
    return found


def rows_by_place(store: Store) -> dict[tuple[str, str], list[str]]:
    """The member rows of every community and status, oldest membership first."""
    statuses = ("active", "pending", "inactive", "away")
    found: dict[tuple[str, str], list[str]] = {
        (place, status): [] for place in store.communities for status in statuses
    }
    for row in sorted(store.members.values(), key=lambda row: (row.joined_at, row.id)):
        found[row.community.id, row.status].append(row.id)
    return found


def admins(store: Store) -> dict[str, int]:
    """How many active admins every community has."""
    count = dict.fromkeys(store.communities, 0)
    for row in store.members.values():
        count[row.community.id] += row.status == "active" and row.role == "admin"
    return count


def memberships_to_approve(store: Store, user_id: str) -> int:
    """How many people wait for a person's approval, where there is room."""
    return sum(
        row.status == "pending"
        for lead in store.members.values()
        if lead.user.id == user_id and lead.status == "active"
        if lead.role in ("admin", "moderator") and lead.community.status == "active"
        if _active(store, lead.community.id) < lead.community.max_members
        for row in store.members.values()
        if row.community is lead.community
    )


def ratifications_due(store: Store, user_id: str) -> int:
    """How many nominations wait for a person's voice."""
    return sum(
        row.status == "pending"
        and user_id not in (row.nominee.id, row.nominator.id, *row.ratified_at)
        and row.community.status == "active"
        and (member := store.members.get((row.community.id, user_id))) is not None
        and member.status == "active"
        for row in store.governance.rows.values()
    )


def _active(store: Store, community_id: str) -> int:
    rows = (row for row in store.members.values() if row.community.id == community_id)
    return sum(row.status == "active" for row in rows)


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


def acts(store: Store, now: datetime) -> dict[str, int]:
    """What counts for every member row; nothing for those that are not active."""
    return {
        row.id: _acts(store, row, now) if row.status == "active" else 0
        for row in store.members.values()
    }


def _acts(store: Store, member: MemberRecord, now: datetime) -> int:
    """Requests made anywhere and offers made here, of the last six months."""
    requests = (row.created_at for row in store.requests.values() if row.requester is member.user)
    offers = (
        row.created_at
        for row in store.matches.values()
        if row.responder is member.user and member.community in row.request.communities
    )
    return sum(months_later(made, WINDOW_MONTHS) > now for made in (*requests, *offers))


def _age(row: RequestRecord | MatchRecord | DibsRecord) -> tuple[datetime, str]:
    return (row.created_at, row.id)


def _plain_row(row: Struct) -> dict[str, Any]:
    fields = asdict(row)
    for kept in ("view", "view_edition", "detail", "feedback", "leading"):  # made anew when read
        fields.pop(kept, None)
    return {name: _plain(value) for name, value in fields.items()}


def _plain(value: Any) -> Any:
    if isinstance(value, Struct):
        return _plain_id(value) if hasattr(value, "id") else _plain_row(value)
    if isinstance(value, list | tuple):
        return [_plain(item) for item in value]
    if isinstance(value, dict):
        return {key: _plain(item) for key, item in value.items()}
    return deepcopy(value)


def _plain_id(row: Any) -> str:
    return str(row.id)


def karma_rows(store: Store) -> list[KarmaRow]:
    """All karma, community by community."""
    places = [store.reputation.people_of(place).values() for place in store.communities]
    return [row for people in places for one in people for row in one.rows]


def rating_rows(store: Store) -> list[RatingRow]:
    """All ratings, community by community."""
    places = [store.reputation.people_of(place).values() for place in store.communities]
    return [row for people in places for one in people for row in one.ratings]


def messages_to_write(store: Store) -> dict[str, int]:
    """In how many matched matches it is everybody's turn to write."""
    waiting = dict.fromkeys(store.users, 0)
    for match in store.matches.values():
        if match.status == "matched":
            said = [
                message.sender.id
                for row in store.conversations.rows.values()
                if row.match is match
                for message in row.messages
            ]
            helper, requester = match.responder.id, match.request.requester.id
            waiting[requester if said and said[-1] == helper else helper] += 1
    return waiting
