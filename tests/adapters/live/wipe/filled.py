"""A karmyq's database after some busy days, and everything that is in it, row by row."""

import re
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from typing import Any

from sqlalchemy import Connection, Engine, NullPool, create_engine, inspect, make_url, text

from adapters.live.wipe.wiping import Wiping
from adapters.sandbox.mirror import Mirror
from tests.adapters.live.town import settings
from tests.model.test_guests import Both

IDENTIFIER = re.compile(r"[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}")
HOURS = 40
OURS, BOSS = "test.karmyq.com", "boss@test.karmyq.com"

Rows = dict[str, frozenset[str]]
"""By table: every row as PostgreSQL writes it."""

ABSENT = """
CREATE TABLE auth.refresh_tokens (id uuid PRIMARY KEY DEFAULT gen_random_uuid(),
  user_id uuid NOT NULL REFERENCES auth.users ON DELETE CASCADE, token_hash text);
CREATE TABLE auth.user_invitations (id uuid PRIMARY KEY DEFAULT gen_random_uuid(),
  inviter_id uuid NOT NULL REFERENCES auth.users ON DELETE CASCADE,
  invitee_id uuid REFERENCES auth.users ON DELETE CASCADE, community_id uuid);
CREATE TABLE auth.social_distances (from_user uuid REFERENCES auth.users,
  to_user uuid REFERENCES auth.users, hops int);
CREATE TABLE communities.community_configs (id uuid PRIMARY KEY DEFAULT gen_random_uuid(),
  community_id uuid NOT NULL UNIQUE REFERENCES communities.communities ON DELETE CASCADE);
CREATE TABLE requests.provider_rate_cards (id uuid PRIMARY KEY DEFAULT gen_random_uuid(),
  provider_id uuid NOT NULL REFERENCES requests.provider_profiles);
CREATE TABLE requests.feed_events (id uuid PRIMARY KEY DEFAULT gen_random_uuid(),
  user_id uuid NOT NULL, request_id uuid NOT NULL);
CREATE TABLE reputation.activity_log (id uuid PRIMARY KEY DEFAULT gen_random_uuid(),
  user_id uuid NOT NULL REFERENCES auth.users, community_id uuid NOT NULL
  REFERENCES communities.communities);
CREATE SCHEMA governance;
CREATE TABLE governance.proposals (id uuid PRIMARY KEY DEFAULT gen_random_uuid(),
  author uuid REFERENCES auth.users);
CREATE TABLE governance.votes (proposal uuid REFERENCES governance.proposals,
  voter uuid REFERENCES auth.users);
"""
"""Tables of the contract that no operation of the sandbox fills, as far as it matters here."""

THEIR_ROWS = """
INSERT INTO auth.refresh_tokens (user_id, token_hash) SELECT id, md5(email) FROM auth.users;
INSERT INTO auth.social_distances SELECT id, id, 0 FROM auth.users;
INSERT INTO communities.community_configs (community_id) SELECT id FROM communities.communities
  ON CONFLICT DO NOTHING;
INSERT INTO requests.provider_rate_cards (provider_id) SELECT id FROM requests.provider_profiles;
INSERT INTO requests.feed_events (user_id, request_id)
  SELECT requester_id, id FROM requests.help_requests;
INSERT INTO reputation.activity_log (user_id, community_id)
  SELECT user_id, community_id FROM communities.members;
INSERT INTO governance.proposals (author) SELECT id FROM auth.users;
INSERT INTO governance.votes SELECT id, author FROM governance.proposals;
"""

SPLITS = """
INSERT INTO communities.split_proposals (community_id, proposed_by, split_type, group_a_name,
    group_b_name, child_community_a_id)
  SELECT DISTINCT ON (community_id) community_id, user_id, 'admin_initiated', 'A', 'B',
    community_id
  FROM communities.members ORDER BY community_id, id;
INSERT INTO communities.split_votes (proposal_id, user_id, vote)
  SELECT p.id, m.user_id, 'yes' FROM communities.split_proposals p
  JOIN communities.members m USING (community_id) WHERE m.role <> 'admin';
INSERT INTO communities.split_member_assignments (proposal_id, user_id)
  SELECT p.id, m.user_id FROM communities.split_proposals p
  JOIN communities.members m USING (community_id);
"""
"""A split in every community: so many people are not there for one to come by itself."""

THE_OTHERS = f"""
INSERT INTO auth.users (id, email, name, password_hash) VALUES
  ('{"a" * 8}-0000-4000-8000-000000000001', 'rosa@mail.example', 'Rosa', 'x'),
  ('{"a" * 8}-0000-4000-8000-000000000002', 'tom@mail.example', 'Tom', 'x'),
  ('{"a" * 8}-0000-4000-8000-000000000003', '{BOSS}', 'Boss', 'x'),
  ('{"a" * 8}-0000-4000-8000-000000000004', 'ann@con{OURS}', 'Ann', 'x');
INSERT INTO communities.communities (id, name, creator_id, current_members)
  SELECT '{"b" * 8}-0000-4000-8000-000000000001', 'Their place', id, 4
  FROM auth.users WHERE email = 'rosa@mail.example';
INSERT INTO communities.members (community_id, user_id, role)
  SELECT '{"b" * 8}-0000-4000-8000-000000000001', id,
    CASE WHEN email LIKE 'rosa%' THEN 'admin' ELSE 'member' END
  FROM auth.users WHERE id::text LIKE 'aaaa%';
INSERT INTO requests.help_requests (id, requester_id, title, description, category)
  SELECT '{"c" * 8}-0000-4000-8000-000000000001', id, 'A ride', 'Please', 'ride'
  FROM auth.users WHERE email = '{BOSS}';
INSERT INTO requests.request_communities (request_id, community_id)
  VALUES ('{"c" * 8}-0000-4000-8000-000000000001', '{"b" * 8}-0000-4000-8000-000000000001');
INSERT INTO requests.matches (id, request_id, responder_id, status)
  SELECT '{"d" * 8}-0000-4000-8000-000000000001', '{"c" * 8}-0000-4000-8000-000000000001', id,
    'matched' FROM auth.users WHERE email = 'tom@mail.example';
INSERT INTO messaging.conversations (id, request_match_id)
  VALUES ('{"e" * 8}-0000-4000-8000-000000000001', '{"d" * 8}-0000-4000-8000-000000000001');
INSERT INTO messaging.messages (conversation_id, sender_id, content)
  SELECT '{"e" * 8}-0000-4000-8000-000000000001', responder_id, 'Hello' FROM requests.matches
  WHERE id = '{"d" * 8}-0000-4000-8000-000000000001';
"""
"""Real people, a protected one, one of a domain that ends alike; they keep to themselves."""


class Filled:
    """A database of its own for one test."""

    def __init__(self, url: str) -> None:
        self.url = url
        self.engine: Engine = create_engine(
            make_url(url).set(drivername="postgresql+psycopg2"), poolclass=NullPool
        )

    def run(self, sql: str) -> None:
        with self.engine.begin() as connection:
            connection.execute(text(sql))

    def one(self, sql: str) -> int:
        with self.engine.connect() as connection:
            return int(connection.execute(text(sql)).scalar_one())

    def all(self, sql: str) -> list[tuple[Any, ...]]:
        with self.engine.connect() as connection:
            return [tuple(row) for row in connection.execute(text(sql))]

    def rows(self) -> Rows:
        with self.engine.connect() as connection:
            return {name: _rows(connection, name) for name in _tables(connection)}

    def ours(self) -> frozenset[str]:
        """The identifiers of the accounts that go."""
        found = self.all(
            f"SELECT id FROM auth.users WHERE email LIKE '%@{OURS}' AND email <> '{BOSS}'"
        )
        return frozenset(str(row[0]) for row in found)

    def wiping(self) -> Wiping:
        return Wiping(settings(self.url))

    def wrong_counters(self) -> list[tuple[Any, ...]]:
        """Communities and activities whose counter is not the count."""
        return self.all(
            "SELECT id FROM communities.communities c WHERE current_members <>"
            " (SELECT count(*) FROM communities.members m"
            "  WHERE m.community_id = c.id AND m.status = 'active')"
            " UNION ALL SELECT id FROM communities.activities a WHERE current_participants <>"
            " (SELECT count(*) FROM communities.activity_participants p"
            "  WHERE p.activity_id = a.id)"
        )


def mentioned(rows: Rows) -> dict[str, frozenset[str]]:
    """By table: every identifier in any column of any row."""
    return {name: frozenset(IDENTIFIER.findall("\n".join(found))) for name, found in rows.items()}


def lost(before: Rows, after: Rows) -> Rows:
    """What is no more, or is no more the same."""
    gone = {name: rows - after.get(name, frozenset()) for name, rows in before.items()}
    return {name: rows for name, rows in gone.items() if rows}


def new(before: Rows, after: Rows) -> Rows:
    """What was not there, or was not the same."""
    return lost(after, before)


def fill(url: str, *, among_others: bool) -> None:
    """Some days of ours: with others whom they deal with, or with others who keep to themselves."""
    both, mirror = Both("everyone"), Mirror(url)
    mirror.prepare()
    both.platform.store.journal = mirror
    if not among_others:
        both.simulations.pop(0)
    both.live(HOURS)
    mirror.flush()
    mirror.close()
    Filled(url).run(ABSENT + ("" if among_others else THE_OTHERS) + THEIR_ROWS + SPLITS)


@contextmanager
def copy_of(admin: str, name: str, copy: str) -> Iterator[str]:
    """A database like another one, for as long as the block lasts."""
    engine = create_engine(
        make_url(admin).set(drivername="postgresql+psycopg2", database="postgres"),
        isolation_level="AUTOCOMMIT",
        poolclass=NullPool,
    )
    with engine.connect() as connection:
        connection.execute(text(f"CREATE DATABASE {copy} TEMPLATE {name}"))
    yield make_url(admin).set(database=copy).render_as_string(hide_password=False)
    with engine.connect() as connection:
        connection.execute(text(f"DROP DATABASE {copy} WITH (FORCE)"))


def _tables(connection: Connection) -> Sequence[str]:
    inspector = inspect(connection)
    schemas = [name for name in inspector.get_schema_names() if name != "information_schema"]
    return sorted(f"{one}.{table}" for one in schemas for table in inspector.get_table_names(one))


def _rows(connection: Connection, name: str) -> frozenset[str]:
    return frozenset(connection.execute(text(f"SELECT t::text FROM {name} t")).scalars())
