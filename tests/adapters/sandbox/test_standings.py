"""What waits for people is the same in memory and in the tables that live mode reads."""

import asyncio

from adapters.dryrun.directory import DryRunDirectory
from adapters.entities import Standing
from adapters.live.directory import PostgresDirectory
from adapters.live.settings import LiveSettings
from adapters.sandbox.mirror import Mirror
from tests.adapters.sandbox.governance_rows import govern
from tests.adapters.sandbox.served import SECRET, Person, Served
from tests.adapters.sandbox.test_mirror import lively


def standings(served: Served, database: str, ids: list[str]) -> list[tuple[Standing, Standing]]:
    """In memory and in the tables, person by person."""
    settings = LiveSettings(
        api_url="https://karmyq.example/api",
        database_url=database.replace("postgresql://", "postgresql+psycopg2://"),
        jwt_secret=SECRET,
        password="quiet-orchard-7",
        email_domain="example.org",
    )

    async def ask() -> list[tuple[Standing, Standing]]:
        memory, tables = DryRunDirectory(served.platform), PostgresDirectory(settings)
        try:
            return [(await memory.standing(one), await tables.standing(one)) for one in ids]
        finally:
            await tables.aclose()

    return asyncio.run(ask())


def test_after_one_of_everything(mirror: Mirror, database: str) -> None:
    served = Served(mirror=mirror)
    lively(served)

    for memory, tables in standings(served, database, list(served.platform.store.users)):
        assert memory == tables


def test_what_waits_for_those_who_lead(mirror: Mirror, database: str) -> None:
    served = Served(mirror=mirror)
    nadia, tom, ada, eve = (served.person(name) for name in ("nadia", "tom", "ada", "eve"))
    mill = served.community(nadia, "Mill Lane", access_type="private", max_members=3)
    lane = served.community(nadia)
    for person in (tom, ada, eve):
        served.join(person, mill)
        served.join(person, lane)
    govern(served, nadia, tom, lane)
    before = standings(served, database, [nadia.id, tom.id, ada.id])
    for person in (tom, ada):
        approve(served, nadia, person, mill)
    [full] = standings(served, database, [nadia.id])

    assert all(memory == tables for memory, tables in (*before, full))
    assert [memory.memberships_to_approve for memory, _ in before] == [3, 0, 0]
    assert [memory.ratifications_due for memory, _ in before] == [0, 0, 1]
    assert full[0].memberships_to_approve == 0


def approve(served: Served, admin: Person, person: Person, place: str) -> None:
    path = f"/api/communities/{place}/members/{person.id}"
    assert served.call("PUT", path, {"status": "active"}, by=admin).is_success
