"""Every record of the platform as tables: plain names and plain values, nothing of our own types.

A reference to another record is its id, in a column that ends in `_id`; a moment is a text in ISO
8601, UTC; whatever is a list or a mapping is JSON. Columns follow the fields of the records, so
that a new field is saved as soon as it is there. What is made of rows (answers, counts, orders) is
left out, since rows can make it again.
"""

from collections.abc import Callable, Iterable, Iterator
from datetime import datetime
from itertools import chain
from operator import attrgetter
from typing import Any, NamedTuple, get_args, get_type_hints

from msgspec import Struct
from msgspec.json import encode

from adapters.dryrun.moments import as_texts
from adapters.dryrun.records import (
    CommunityRecord,
    MatchRecord,
    MemberRecord,
    RequestRecord,
    UserRecord,
)
from adapters.dryrun.shelves.activities import ActivityRecord
from adapters.dryrun.shelves.collectives import CollectiveLink, CollectiveMember, CollectiveRecord
from adapters.dryrun.shelves.conversations import ConversationRecord, MessageRecord
from adapters.dryrun.shelves.dibs import DibsRecord
from adapters.dryrun.shelves.feedback import FeedbackRecord
from adapters.dryrun.shelves.governance import NominationRecord
from adapters.dryrun.shelves.proposals import (
    Assignment,
    FusionRecord,
    FusionVote,
    Link,
    SplitRecord,
    SplitVote,
)
from adapters.dryrun.shelves.provider_offers import ProviderOfferRecord
from adapters.dryrun.shelves.provider_reviews import ReviewRecord
from adapters.dryrun.shelves.providers import ProviderRecord
from adapters.dryrun.shelves.reputation import KarmaRow, RatingRow, Reputation
from adapters.dryrun.shelves.trust import Edge
from adapters.dryrun.store import Store

LEFT_OUT = frozenset(
    {
        *("view", "view_edition", "view_until", "detail", "edition", "acts", "gone"),
        *("exchanged_at", "met", "password_digest", "waits"),
    }
)
"""Answers that are kept beside their row, what karma rows say again, and what opens an account."""

Owned = tuple[str | None, Struct]
"""A record, and the id of the record that holds it, where it has no column for that itself."""

_Kept = tuple[str, type[Struct], str | None, Iterable[Owned]]
"""A table's name, its kind of record, the owner's column where there is one, and the records."""


class Rows(NamedTuple):
    """One table: its columns, and its rows in the order in which they came into being."""

    columns: tuple[str, ...]
    rows: list[tuple[Any, ...]]


class _Column(NamedTuple):
    name: str
    field: str
    write: Callable[[Iterator[Any]], Iterable[Any]]


def save(store: Store) -> dict[str, Rows]:
    """All records by the names of their tables; every table is there, with rows or without."""
    return {name: _written(kind, records, owner) for name, kind, owner, records in _tables(store)}


def _tables(store: Store) -> Iterator[_Kept]:
    """Everything that is kept, people and places first."""
    yield from _people_and_places(store)
    yield from _exchanges(store)
    yield from _services(store)
    yield from _standing(store)
    yield from _government(store)


def _people_and_places(store: Store) -> Iterator[_Kept]:
    yield "users", UserRecord, None, _free(store.users.values())
    yield "communities", CommunityRecord, None, _free(store.communities.values())
    yield "memberships", MemberRecord, None, _free(store.members.values())
    yield "activities", ActivityRecord, None, _free(store.activities.rows.values())


def _exchanges(store: Store) -> Iterator[_Kept]:
    talks = store.conversations.rows.values()
    yield "requests", RequestRecord, None, _free(store.requests.values())
    yield "matches", MatchRecord, None, _free(store.matches.values())
    yield "feedback", FeedbackRecord, None, _free(store.feedback.rows.values())
    yield "dibs", DibsRecord, None, _free(store.dibs.rows.values())
    yield "conversations", ConversationRecord, None, _free(talks)
    yield "messages", MessageRecord, None, _free(chain(*(talk.messages for talk in talks)))


def _services(store: Store) -> Iterator[_Kept]:
    collectives = store.collectives.rows.values()
    yield "providers", ProviderRecord, None, _free(store.providers.rows.values())
    yield "provider_offers", ProviderOfferRecord, None, _free(store.provider_offers.rows.values())
    yield "provider_reviews", ReviewRecord, None, _free(store.provider_reviews.rows.values())
    yield "collectives", CollectiveRecord, None, _free(collectives)
    yield "collective_members", CollectiveMember, "collective_id", _held(collectives, "members")
    yield "collective_links", CollectiveLink, "collective_id", _held(collectives, "links")


def _standing(store: Store) -> Iterator[_Kept]:
    known = [one for user in store.users for one in store.reputation.places_of(user).values()]
    edges = chain(*(store.trust.edges_of(place) for place in store.communities))
    yield "reputations", Reputation, None, _free(known)
    yield "karma", KarmaRow, None, _free(chain(*(one.rows for one in known)))
    yield "ratings", RatingRow, None, _free(chain(*(one.ratings for one in known)))
    yield "trust_edges", Edge, None, _free(edges)


def _government(store: Store) -> Iterator[_Kept]:
    proposals = store.proposals
    splits, fusions = proposals.splits.values(), proposals.fusions.values()
    links = {link.id: link for place in store.communities for link in proposals.links_of(place)}
    yield "nominations", NominationRecord, None, _free(store.governance.rows.values())
    yield "splits", SplitRecord, None, _free(splits)
    yield "split_assignments", Assignment, "split_id", _held(splits, "assignments")
    yield "split_votes", SplitVote, None, _free(chain(*(row.votes.values() for row in splits)))
    yield "fusions", FusionRecord, None, _free(fusions)
    yield "fusion_votes", FusionVote, None, _free(chain(*(row.votes.values() for row in fusions)))
    yield "community_links", Link, None, _free(links.values())


def _free(records: Iterable[Struct]) -> Iterator[Owned]:
    return ((None, record) for record in records)


def _held(owners: Iterable[Any], field: str) -> Iterator[Owned]:
    return ((owner.id, one) for owner in owners for one in getattr(owner, field).values())


def _written(kind: type[Struct], records: Iterable[Owned], owner: str | None) -> Rows:
    owned = list(records)
    holders, things = [held_by for held_by, _ in owned], [one for _, one in owned]
    columns = list(_columns(kind))
    values = [column.write(map(attrgetter(column.field), things)) for column in columns]
    rows = list(zip(*([holders] if owner else []), *values, strict=True))
    return Rows((*((owner,) if owner else ()), *(column.name for column in columns)), rows)


def _columns(kind: type[Struct]) -> Iterator[_Column]:
    hints = get_type_hints(kind)
    for field in kind.__struct_fields__:
        if field in LEFT_OUT or _is_table(hints[field]):
            continue
        named = {part for part in _parts(hints[field]) if isinstance(part, type)}
        structs = [part for part in named if issubclass(part, Struct)]
        if structs:
            if not all("id" in part.__struct_fields__ for part in structs):
                continue  # an answer that is kept
            several = tuple in named
            yield _Column(f"{field}_id{'s' * several}", field, _ids if several else _id)
        elif named & {tuple, list, dict}:
            yield _Column(field, field, _json)
        else:
            yield _Column(field, field, as_texts if datetime in named else _plain)


def _is_table(hint: Any) -> bool:
    """Whether a field holds rows that have a table of their own."""
    named = {part for part in _parts(hint) if isinstance(part, type)}
    return bool(named & {list, dict}) and any(issubclass(part, Struct) for part in named)


def _parts(hint: Any) -> Iterator[Any]:
    """A type and everything that it is made of."""
    yield getattr(hint, "__origin__", hint)
    for part in get_args(getattr(hint, "__value__", hint)):
        yield from _parts(part)


def _plain(values: Iterator[Any]) -> Iterable[Any]:
    return values


def _id(records: Iterator[Any]) -> Iterable[str | None]:
    return [None if record is None else record.id for record in records]


def _ids(records: Iterator[Any]) -> Iterable[str]:
    return [encode([record.id for record in several]).decode() for several in records]


def _json(values: Iterator[Any]) -> Iterable[str | None]:
    return [None if value is None else encode(value).decode() for value in values]
