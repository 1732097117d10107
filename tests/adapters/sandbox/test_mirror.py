"""The tables of a real PostgreSQL, kept equal to the platform in memory."""

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from sqlalchemy import Engine, Table, select, text

from adapters.contract import tables
from adapters.dryrun.store import Store
from adapters.sandbox.mirror import Mirror
from tests.adapters.sandbox.governance_rows import assert_governance_equal_to, govern
from tests.adapters.sandbox.lively import Lively
from tests.adapters.sandbox.provider_rows import assert_providers_equal_to, trade
from tests.adapters.sandbox.served import NOW, RIDE, Served
from tests.adapters.sandbox.standing_rows import (
    assert_groups_equal_to,
    assert_halves_equal_to,
    assert_standing_equal_to,
    found,
)


def rows_of(reader: Engine, table: Table) -> list[dict[str, Any]]:
    with reader.connect() as connection:
        return [dict(row) for row in connection.execute(select(table)).mappings()]


def column(reader: Engine, table: Table, name: str) -> dict[str, Any]:
    return {row["id"]: row[name] for row in rows_of(reader, table)}


def bare(moment: datetime | None) -> datetime | None:
    return None if moment is None else moment.astimezone(UTC).replace(tzinfo=None)


def lively(served: Served) -> None:
    """One of everything, in several states."""
    nadia, tom, ada = (served.person(name) for name in ("nadia", "tom", "ada"))
    lane, mill = served.community(nadia), served.community(tom, "Mill Lane", access_type="private")
    for person in (tom, ada):
        served.join(person, lane)
    served.join(nadia, mill)
    ride = served.request(nadia, lane, request_type="ride", payload=RIDE, urgency="high")
    served.request(tom, "", post_to_all_communities=True, requirements={"stairs": "none"})
    taken, left = served.offer(tom, ride), served.offer(ada, ride)
    served.wall = NOW + timedelta(minutes=5, milliseconds=7)
    served.act(nadia, taken, "accept")
    served.act(tom, taken, "complete")
    served.act(nadia, taken, "complete")
    served.act(nadia, left, "reject")
    body = {"helpfulness": 4, "comment": "On time", "allow_featuring": True}
    served.call("POST", f"/api/matches/{taken}/feedback", body, by=nadia)
    talk = {"match_id": taken, "participant_ids": [tom.id, nadia.id]}
    opened = served.call("POST", "/api/conversations", talk, by=tom).json()["data"]["id"]
    served.call("POST", f"/api/conversations/{opened}/messages", {"content": "Thanks"}, by=nadia)
    ladder = served.request(nadia, lane)
    served.call("POST", f"/api/requests/{ladder}/boost", by=nadia)
    served.call("POST", f"/api/requests/{ladder}/dibs", {"provider_user_id": tom.id}, by=nadia)
    trade(served, tom, nadia, taken)
    govern(served, nadia, tom, lane)
    served.call("DELETE", f"/api/communities/{lane}/members/{ada.id}", by=ada)


def assert_equal_to(store: Store, reader: Engine) -> None:
    users = {
        row["id"]: (row["email"], row["name"], row["created_at"])
        for row in rows_of(reader, tables.users)
    }
    assert users == {
        user.id: (user.email, user.name, bare(user.created_at)) for user in store.users.values()
    }
    communities = {
        row["id"]: (row["name"], row["creator_id"], row["current_members"], row["access_type"])
        for row in rows_of(reader, tables.communities)
    }
    assert communities == {
        place.id: (place.name, place.creator.id, place.current_members, place.access_type)
        for place in store.communities.values()
    }
    members = {
        (row["community_id"], row["user_id"]): (row["id"], row["role"], row["status"])
        for row in rows_of(reader, tables.members)
    }
    assert members == {
        key: (member.id, member.role, member.status) for key, member in store.members.items()
    }
    assert_requests_equal_to(store, reader)
    assert_exchanges_equal_to(store, reader)
    assert_messages_equal_to(store, reader)
    assert_providers_equal_to(store, reader)
    assert_governance_equal_to(store, reader)
    assert_standing_equal_to(store, reader)
    assert_groups_equal_to(store, reader)
    assert_halves_equal_to(store, reader)


def assert_messages_equal_to(store: Store, reader: Engine) -> None:
    talks = {
        row["id"]: (row["request_match_id"], row["last_message_at"], row["created_at"])
        for row in rows_of(reader, tables.conversations)
    }
    rows = store.conversations.rows.values()
    assert talks == {
        row.id: (row.match.id, bare(row.last_message_at), bare(row.created_at)) for row in rows
    }
    words = {
        row["id"]: (row["conversation_id"], row["sender_id"], row["content"], row["expires_at"])
        for row in rows_of(reader, tables.messages)
    }
    assert words == {
        one.id: (row.id, one.sender.id, one.content, bare(one.expires_at))
        for row in rows
        for one in row.messages
    }


def assert_exchanges_equal_to(store: Store, reader: Engine) -> None:
    names = ("helpfulness", "responsiveness", "clarity", "comment", "allow_featuring")
    words = {
        row["id"]: [
            row["match_id"],
            row["from_user_id"],
            row["to_user_id"],
            *(row[n] for n in names),
        ]
        for row in rows_of(reader, tables.interaction_feedback)
    }
    assert words == {
        row.id: [row.match.id, row.author.id, row.rated.id, *(getattr(row, n) for n in names)]
        for row in store.feedback.rows.values()
    }
    asked = {
        row["id"]: (row["request_id"], row["requester_id"], row["provider_user_id"], row["status"])
        for row in rows_of(reader, tables.dibs)
    }
    assert asked == {
        row.id: (row.request.id, row.request.requester.id, row.provider_user.id, row.status)
        for row in store.dibs.rows.values()
    }


def assert_requests_equal_to(store: Store, reader: Engine) -> None:
    plain = ("title", "urgency", "status", "expired", "request_type", "payload", "requirements")
    zoned = ("scheduled_for",)
    found = {
        row["id"]: [*(row[name] for name in (*plain, *zoned)), row["created_at"], row["expires_at"]]
        for row in rows_of(reader, tables.help_requests)
    }
    assert found == {
        request.id: [
            *(getattr(request, name) for name in (*plain, *zoned)),
            bare(request.created_at),
            bare(request.expires_at),
        ]
        for request in store.requests.values()
    }
    links = {
        (row["request_id"], row["community_id"])
        for row in rows_of(reader, tables.request_communities)
    }
    assert links == {
        (request.id, place.id)
        for request in store.requests.values()
        for place in request.communities
    }
    stamps = ("completed_at", "requester_done_at", "responder_done_at", "created_at", "updated_at")
    matches = {
        row["id"]: [row["status"], row["scheduled_at"], *(row[name] for name in stamps)]
        for row in rows_of(reader, tables.matches)
    }
    assert matches == {
        match.id: [
            match.status,
            match.scheduled_at,
            *(bare(getattr(match, name)) for name in stamps),
        ]
        for match in store.matches.values()
    }


def test_after_a_sequence_of_calls_the_tables_equal_the_store(
    mirror: Mirror, reader: Engine
) -> None:
    served = Served(mirror=mirror)
    lively(served)

    assert_equal_to(served.platform.store, reader)
    assert set(column(reader, tables.matches, "status").values()) == {"completed", "rejected"}


def test_every_table_follows_a_whole_life(mirror: Mirror, reader: Engine) -> None:
    town = Lively(mirror=mirror)
    town.live_on()

    assert_equal_to(town.store, reader)
    empty = [one.fullname for one in tables.METADATA.sorted_tables if not rows_of(reader, one)]
    assert empty == []


def test_who_leaves_is_gone_from_the_table(mirror: Mirror, reader: Engine) -> None:
    town = Lively(mirror=mirror)
    (walk,), (union,) = town.store.activities.rows, town.store.collectives.rows
    (provider,) = town.store.providers.rows
    assert len(found(reader, tables.activity_participants, "user_id")) == 1
    assert len(found(reader, tables.provider_collective_members, "role")) == 1
    leave = f"/api/communities/{town.lane}/activities/{walk}/leave"
    town.served.call("DELETE", leave, by=town.ada)
    town.served.call("DELETE", f"/api/collectives/{union}/members/{provider}", by=town.tom)

    assert found(reader, tables.activity_participants, "user_id") == []
    assert found(reader, tables.provider_collective_members, "role") == []


@pytest.mark.parametrize(
    ("refused", "gone"),
    [
        ("auth.users", ()),
        ("requests.matches", ("feedback.feedback",)),
        ("communities.communities", ("reputation.karma_records", "reputation.trust_scores")),
    ],
)
def test_a_plain_delete_fails_on_a_filled_database(
    mirror: Mirror, reader: Engine, refused: str, gone: tuple[str, ...]
) -> None:
    Lively(mirror=mirror).live_on()

    with reader.connect() as connection, pytest.raises(Exception, match="violates foreign key"):
        connection.execute(text(f"DELETE FROM {refused}"))
    with reader.connect() as connection:
        for table in gone:
            assert connection.execute(text(f"DELETE FROM {table}")).rowcount


def test_a_row_is_there_when_the_answer_is(mirror: Mirror, reader: Engine) -> None:
    served = Served(mirror=mirror)
    person = served.person("nadia")

    assert column(reader, tables.users, "email") == {person.id: person.email}


def test_what_a_clean_up_job_flags_and_deletes_follows(mirror: Mirror, reader: Engine) -> None:
    served = Served(mirror=mirror)
    nadia, tom = served.person("nadia"), served.person("tom")
    lane = served.community(nadia)
    served.join(tom, lane)
    request = served.request(nadia, lane)
    served.offer(tom, request)

    served.wall = NOW + timedelta(days=61)
    served.call("GET", "/health")
    assert column(reader, tables.help_requests, "expired") == {request: True}
    served.wall = NOW + timedelta(days=70)
    served.call("GET", "/api/requests/no-id")
    assert rows_of(reader, tables.help_requests) == []
    assert rows_of(reader, tables.request_communities) == []
    assert rows_of(reader, tables.matches) == []


def test_what_is_not_said_has_the_tables_own_default(mirror: Mirror, reader: Engine) -> None:
    served = Served(mirror=mirror)
    served.community(served.person("nadia"))

    [user], [place] = rows_of(reader, tables.users), rows_of(reader, tables.communities)
    assert (user["allow_federation"], user["show_who_i_invited"]) == (True, False)
    assert (place["federation_mode"], place["tags"]) == ("local_only", [])
    assert place["governance_settings"]["quorum_size"] == 3


def test_no_password_is_kept(mirror: Mirror, reader: Engine) -> None:
    Served(mirror=mirror).person("nadia")

    [user] = rows_of(reader, tables.users)
    assert user["password_hash"] == "!"


def test_a_reset_empties_the_tables_and_what_comes_after_is_written(
    mirror: Mirror, reader: Engine
) -> None:
    served = Served(mirror=mirror)
    lively(served)
    served.call("POST", "/sandbox/reset", {"seed": 9})
    counts = [len(rows_of(reader, table)) for table in tables.METADATA.sorted_tables]
    person = served.person("nadia")

    assert set(counts) == {0}
    assert list(column(reader, tables.users, "id")) == [person.id]


def test_a_row_that_the_database_refuses_is_a_500_and_does_not_block_the_next(
    mirror: Mirror, reader: Engine
) -> None:
    served = Served(mirror=mirror)
    body = {"email": "x" * 300, "name": "X", "password": "long enough"}
    answer = served.call("POST", "/api/auth/register", body)
    person = served.person("nadia")

    assert (answer.status_code, answer.json()["error"]) == (500, "INTERNAL_ERROR")
    assert list(column(reader, tables.users, "id")) == [person.id]


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE requests.help_requests SET urgency = 'critical'",
        "UPDATE requests.help_requests SET status = 'done'",
        "UPDATE requests.help_requests SET visibility_max_degrees = 7",
        "UPDATE communities.communities SET community_type = 'club'",
        "INSERT INTO communities.communities (name, location, creator_id)"
        " SELECT upper(name), ' ' || location, creator_id FROM communities.communities",
        "INSERT INTO communities.members (community_id, user_id)"
        " SELECT community_id, user_id FROM communities.members",
    ],
)
def test_the_tables_have_karmyqs_checks_and_unique_keys(
    mirror: Mirror, reader: Engine, statement: str
) -> None:
    served = Served(mirror=mirror)
    person = served.person("nadia")
    served.request(person, served.community(person))

    with reader.connect() as connection, pytest.raises(Exception, match="violates"):
        connection.execute(text(statement))
