"""Standing, groups and proposals in the tables, compared with those in memory."""

from datetime import UTC, datetime
from typing import Any

from sqlalchemy import Engine, Table, select

from adapters.contract import tables
from adapters.dryrun.store import Store


def assert_standing_equal_to(store: Store, reader: Engine) -> None:
    """Karma, ratings, scores and edges."""
    shelf = store.reputation
    places = [here for user in store.users for here in shelf.places_of(user).values()]
    karma = ("user_id", "community_id", "points", "reason", "related_entity_id")
    assert found(reader, tables.karma_records, *karma) == sorted(
        (one.user_id, one.community_id, one.points, one.reason, one.match_id)
        for here in places
        for one in here.rows
    )
    stars = ("request_match_id", "from_user_id", "to_user_id", "community_id", "rating")
    assert found(reader, tables.feedback, *stars) == sorted(
        (one.match_id, one.from_id, one.to_id, one.community_id, one.rating)
        for here in places
        for one in here.ratings
    )
    scores = ("user_id", "community_id", "score", "requests_completed", "offers_accepted")
    assert found(reader, tables.trust_scores, *scores) == sorted(
        (here.user_id, here.community_id, here.score, here.received, here.provided)
        for here in places
    )
    edges = ("user_id_a", "user_id_b", "community_id", "match_completed_count", "raw_weight")
    assert found(reader, tables.trust_edges, *edges) == sorted(
        (*edge.pair, place, edge.matches, edge.raw_weight)
        for place in store.communities
        for edge in store.trust.edges_of(place)
    )


def assert_groups_equal_to(store: Store, reader: Engine) -> None:
    """Activities, collectives, offers of providers, and who takes part in conversations."""
    walks = store.activities.rows.values()
    assert found(reader, tables.activities, "id", "community_id", "current_participants") == sorted(
        (one.id, one.community.id, one.current_participants) for one in walks
    )
    assert found(reader, tables.activity_participants, "activity_id", "user_id", "joined_at") == (
        sorted((one.id, user, bare(at)) for one in walks for user, at in one.participants.items())
    )
    unions = store.collectives.rows.values()
    assert found(reader, tables.provider_collectives, "id", "name", "created_by") == sorted(
        (one.id, one.name, one.creator.id) for one in unions
    )
    members = ("collective_id", "provider_id", "role")
    assert found(reader, tables.provider_collective_members, *members) == sorted(
        (one.id, key, member.role) for one in unions for key, member in one.members.items()
    )
    assert found(reader, tables.collective_community_links, "collective_id", "community_id") == (
        sorted((one.id, place) for one in unions for place in one.links)
    )
    offers = store.provider_offers.rows.values()
    assert found(reader, tables.provider_offers, "id", "provider_user_id", "status") == sorted(
        (one.id, one.user.id, one.status) for one in offers
    )
    talks = store.conversations.rows.values()
    people = ("conversation_id", "participant_id")
    assert found(reader, tables.conversation_participants, *people) == sorted(
        (one.id, user.id) for one in talks for user in one.participants
    )


def assert_halves_equal_to(store: Store, reader: Engine) -> None:
    """Who goes to which half, and what came from what."""
    halves = ("proposal_id", "user_id", "assigned_to", "admin_overridden")
    assert found(reader, tables.split_member_assignments, *halves) == sorted(
        (one.id, user, who.assigned_to, who.overridden)
        for one in store.proposals.splits.values()
        for user, who in one.assignments.items()
    )
    links = {link.id: link for one in store.communities for link in store.proposals.links_of(one)}
    assert found(reader, tables.community_links, "id", "link_type") == sorted(
        (key, link.link_type) for key, link in links.items()
    )


def found(reader: Engine, table: Table, *names: str) -> list[tuple[Any, ...]]:
    """These columns of all rows, sorted."""
    with reader.connect() as connection:
        rows = connection.execute(select(*(table.c[name] for name in names)))
        return sorted(tuple(row) for row in rows)


def bare(moment: datetime) -> datetime:
    """As a column without zone holds it."""
    return moment.astimezone(UTC).replace(tzinfo=None)
