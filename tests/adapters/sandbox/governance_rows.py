"""Nominations and voices in the tables, compared with those in memory."""

from sqlalchemy import Engine, select

from adapters.contract import tables
from adapters.dryrun.shelves.trust import Edge, ordered
from adapters.dryrun.store import Store
from tests.adapters.sandbox.served import Person, Served


def govern(served: Served, admin: Person, nominee: Person, place: str) -> None:
    """The admin nominates a trusted person and speaks for it."""
    pair = ordered(admin.id, nominee.id)
    served.platform.store.trust.put(Edge(place, pair, served.wall, raw_weight=50.0))
    path = f"/api/communities/{place}/governance"
    body = {"nominated_user_id": nominee.id, "role": "moderator"}
    said = served.call("POST", f"{path}/nominate", body, by=admin).json()
    served.call("POST", f"{path}/ratify/{said['data']['id']}", by=admin)


def assert_governance_equal_to(store: Store, reader: Engine) -> None:
    nominations, voices = tables.governance_nominations, tables.governance_ratifications
    with reader.connect() as connection:
        rows = connection.execute(select(nominations)).all()
        spoken = connection.execute(select(voices)).all()
    kept = store.governance.rows.values()

    assert {(row.id, row.community_id, row.status, row.created_at) for row in rows} == {
        (row.id, row.community.id, row.status, row.created_at) for row in kept
    }
    assert {(row.nomination_id, row.ratifier_id, row.created_at) for row in spoken} == {
        (row.id, user_id, moment) for row in kept for user_id, moment in row.ratified_at.items()
    }
    assert spoken
