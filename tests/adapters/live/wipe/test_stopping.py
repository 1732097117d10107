"""What stops a wipe, in one sentence and with nothing removed."""

import pytest
from sqlalchemy import make_url

from adapters.contract.tables import METADATA
from adapters.errors import KarmyqError, Refused, Unavailable
from adapters.live.wipe.known import KNOWN
from adapters.live.wipe.wiping import Wiping
from tests.adapters.live.town import settings
from tests.adapters.live.wipe.filled import Filled

OFFER = (
    "INSERT INTO requests.matches (request_id, responder_id) SELECT min(r.id::text)::uuid,"
    " (SELECT id FROM auth.users WHERE email = 'rosa@mail.example')"
    " FROM requests.help_requests r WHERE title <> 'A ride'"
)


def test_every_foreign_key_of_the_contracts_tables_is_known() -> None:
    keys = {
        (table.fullname, column.name, key.column.table.fullname)
        for table in METADATA.tables.values()
        for column in table.columns
        for key in column.foreign_keys
    }
    known = {(table, one.column, one.to) for table, listed in KNOWN.items() for one in listed}

    assert len(keys) > 70
    assert keys - known == set()


@pytest.mark.parametrize(
    ("sql", "said"),
    [
        (
            "CREATE TABLE public.favourites (id int, fan uuid REFERENCES auth.users)",
            "public.favourites refers to accounts in its column fan,",
        ),
        (
            "ALTER TABLE communities.members ADD COLUMN mentor uuid REFERENCES auth.users",
            "communities.members refers to accounts in its column mentor,",
        ),
        (
            "CREATE TABLE public.echoes (id int, match uuid REFERENCES requests.matches)",
            "public.echoes refers to requests.matches in its column match,",
        ),
        (
            "CREATE TABLE public.letters (id int, address varchar REFERENCES auth.users (email))",
            "public.letters refers to accounts in its column address,",
        ),
    ],
)
def test_a_reference_that_nobody_knows(apart: Filled, sql: str, said: str) -> None:
    apart.run(sql)
    with pytest.raises(Refused) as raised:
        apart.wiping().look()

    assert raised.value.message.startswith(said)
    assert "nothing was removed" in raised.value.message


def as_user(filled: Filled, name: str, grants: str) -> Wiping:
    filled.run(
        f"DROP ROLE IF EXISTS {name}; CREATE ROLE {name} LOGIN; GRANT {grants} ON ALL TABLES IN"
        " SCHEMA auth, communities, requests, provider, reputation, feedback, messaging,"
        f" social_graph, governance TO {name}; GRANT USAGE ON SCHEMA auth, communities, requests,"
        f" provider, reputation, feedback, messaging, social_graph, governance TO {name}"
    )
    url = make_url(filled.url).set(username=name)
    return Wiping(settings(url.render_as_string(hide_password=False)))


def gone(filled: Filled, name: str) -> None:
    filled.run(f"DROP OWNED BY {name}; DROP ROLE {name}")


def test_a_user_who_may_only_read(apart: Filled) -> None:
    before, wiping = apart.rows(), as_user(apart, "reader", "SELECT")
    found = wiping.look()
    with pytest.raises(Refused) as raised:
        wiping.remove(found)
    gone(apart, "reader")

    assert raised.value.message.startswith(
        "the database's user reader lacks the right to DELETE on auth.refresh_tokens (and "
    )
    assert apart.rows() == before


def test_a_user_who_does_not_see_all_rows(apart: Filled) -> None:
    wiping = as_user(apart, "narrowed", "ALL")
    apart.run("ALTER TABLE requests.matches ENABLE ROW LEVEL SECURITY")
    with pytest.raises(Refused, match=r"the right to SELECT on requests\.matches: name"):
        wiping.look()
    gone(apart, "narrowed")


def test_a_user_with_all_rights_is_enough(apart: Filled) -> None:
    wiping = as_user(apart, "janitor", "SELECT, DELETE, UPDATE")
    wiping.remove(wiping.look())
    gone(apart, "janitor")

    assert apart.ours() == frozenset()


@pytest.mark.parametrize("table", ["messaging.messages", "requests.matches", "auth.users"])
def test_an_interruption_on_the_way(apart: Filled, table: str) -> None:
    def interrupt(removing: str) -> None:
        if removing == table:
            raise KeyboardInterrupt

    before, wiping = apart.rows(), apart.wiping()
    found = wiping.look()
    with pytest.raises(KeyboardInterrupt):
        wiping.remove(found, interrupt)

    assert apart.rows() == before


def test_something_new_since_the_counts_were_shown(apart: Filled) -> None:
    wiping = apart.wiping()
    found = wiping.look()
    apart.run(OFFER)
    before = apart.rows()
    with pytest.raises(Refused, match="karmyq has changed what belongs to people of test"):
        wiping.remove(found)

    assert apart.rows() == before


def test_something_new_while_rows_are_being_removed(apart: Filled) -> None:
    def offer(removing: str) -> None:
        if removing == "messaging.messages":
            apart.run(OFFER)

    wiping = apart.wiping()
    found = wiping.look()
    with pytest.raises(Unavailable, match=r"meanwhile.*nothing was removed; start again"):
        wiping.remove(found, offer)

    assert len(apart.ours()) == len(found.emails)


def test_a_server_that_is_not_there() -> None:
    with pytest.raises(KarmyqError, match="refuses connections"):
        Wiping(settings("postgresql+psycopg2://nobody@127.0.0.1:9/karmyq")).look()
