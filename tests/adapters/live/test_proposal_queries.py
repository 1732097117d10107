"""What splits and fusions ask of people: the tables tell what the memory tells, at every step."""

import asyncio
from collections.abc import Iterator

import pytest
from sqlalchemy import create_engine, select

from adapters.contract.tables import communities, split_proposals, split_votes
from adapters.dryrun.directory import DryRunDirectory
from adapters.entities import Standing
from adapters.sandbox.mirror import Mirror
from tests.adapters.live.town import ask
from tests.adapters.sandbox.served import Person, Served

NAMES = {"group_a_name": "Harbour Lane — Group A", "group_b_name": "Harbour Lane — Group B"}
FIELDS = (
    "votes_due",
    "splits_to_propose",
    "split_votes_to_start",
    "splits_to_execute",
    "fusions_to_answer",
    "fusion_votes_to_start",
    "fusions_to_execute",
)
Due = dict[str, int]


class Parish:
    """Nadia's and Ada's communities behind a sandbox with a database; Tom belongs to both."""

    def __init__(self, database: str, mirror: Mirror) -> None:
        self.database = database
        self.served = Served(mirror=mirror)
        self.nadia, self.tom, self.ada = (self.served.person(n) for n in ("nadia", "tom", "ada"))
        self.lane = self.served.community(self.nadia)
        self.mill = self.served.community(self.ada, "Mill Lane")
        for place in (self.lane, self.mill):
            self.served.join(self.tom, place)

    def post(self, by: Person, place: str, tail: str, body: object = None) -> str:
        """Ask for something; the id of the proposal that came into being, if one did."""
        answer = self.served.call("POST", f"/api/communities/{place}{tail}", body, by=by)
        assert answer.is_success, answer.text
        return str(answer.json()["data"].get("proposal", {}).get("id", ""))

    def due(self, person: Person) -> Due:
        """What waits for somebody, zeros left out: by the tables, which say what memory says."""
        told = asyncio.run(DryRunDirectory(self.served.platform).standing(person.id))
        found = ask(
            self.database,
            lambda directory: directory.standing(person.id),
            email_domain="example.org",
        )
        assert picked(found) == picked(told)
        return picked(found)


def picked(standing: Standing) -> Due:
    counts = {name: getattr(standing, name) for name in FIELDS}
    return {name: count for name, count in counts.items() if count}


@pytest.fixture
def mirror(database: str) -> Iterator[Mirror]:
    mirror = Mirror(database)
    mirror.clear()
    yield mirror
    mirror.clear()
    mirror.close()


@pytest.fixture
def parish(database: str, mirror: Mirror) -> Parish:
    return Parish(database, mirror)


def test_nothing_waits_in_small_communities(parish: Parish) -> None:
    assert [parish.due(one) for one in (parish.nadia, parish.tom, parish.ada)] == [{}, {}, {}]


def test_a_community_of_140_asks_its_admin_for_a_split(parish: Parish) -> None:
    row = parish.served.platform.store.communities[parish.lane]
    row.current_members = 140
    parish.served.platform.store.changed(row)
    parish.served.call("GET", "/api/communities", by=parish.tom)

    assert parish.due(parish.nadia) == {"splits_to_propose": 1}
    assert parish.due(parish.tom) == {}
    parish.post(parish.nadia, parish.lane, "/splits", NAMES)
    assert parish.due(parish.nadia) == {"split_votes_to_start": 1}


def test_a_split_asks_its_admin_then_everybody_then_the_admin_again(parish: Parish) -> None:
    split = parish.post(parish.nadia, parish.lane, "/splits", NAMES)
    discussed = [parish.due(parish.nadia), parish.due(parish.tom)]
    parish.post(parish.nadia, parish.lane, f"/splits/{split}/start-vote")
    voting = [parish.due(parish.nadia), parish.due(parish.tom), parish.due(parish.ada)]
    parish.post(parish.nadia, parish.lane, f"/splits/{split}/vote", {"vote": "yes"})
    voted = parish.due(parish.nadia)
    parish.post(parish.tom, parish.lane, f"/splits/{split}/vote", {"vote": "yes"})
    approved = [parish.due(parish.nadia), parish.due(parish.tom)]
    parish.post(parish.nadia, parish.lane, f"/splits/{split}/execute")

    assert discussed == [{"split_votes_to_start": 1}, {}]
    assert voting == [{"votes_due": 1}, {"votes_due": 1}, {}]
    assert voted == {}
    assert approved == [{"splits_to_execute": 1}, {}]
    assert [parish.due(parish.nadia), parish.due(parish.tom)] == [{}, {}]


def test_a_fusion_asks_the_other_admin_then_both_then_everybody(parish: Parish) -> None:
    body = {"target_community_id": parish.mill, "merged_community_name": "Lanes — together"}
    fusion = parish.post(parish.nadia, parish.lane, "/fusions", body)
    people = (parish.nadia, parish.tom, parish.ada)
    proposed = [parish.due(one) for one in people]
    parish.post(parish.ada, parish.mill, f"/fusions/{fusion}/accept")
    discussed = [parish.due(one) for one in people]
    parish.post(parish.ada, parish.mill, f"/fusions/{fusion}/start-vote")
    voting = [parish.due(one) for one in people]
    for by, place in zip(people, (parish.lane, parish.lane, parish.mill), strict=True):
        parish.post(by, place, f"/fusions/{fusion}/vote", {"vote": "yes"})
    ended = [parish.due(one) for one in people]

    assert proposed == [{}, {}, {"fusions_to_answer": 1}]
    assert discussed == [{"fusion_votes_to_start": 1}, {}, {"fusion_votes_to_start": 1}]
    assert voting == [{"votes_due": 1}] * 3
    # Tom's vote counts for the first side: Ada's half is missing one, and all have voted.
    assert ended == [{}, {}, {}]


def test_names_with_a_dash_and_votes_arrive_in_the_tables(parish: Parish) -> None:
    split = parish.post(parish.nadia, parish.lane, "/splits", NAMES)
    parish.post(parish.nadia, parish.lane, f"/splits/{split}/start-vote")
    for by in (parish.nadia, parish.tom):
        parish.post(by, parish.lane, f"/splits/{split}/vote", {"vote": "yes"})
    parish.post(parish.nadia, parish.lane, f"/splits/{split}/execute")

    engine = create_engine(parish.database)
    with engine.connect() as connection:
        names = connection.execute(select(communities.c.name, communities.c.status)).all()
        [proposal] = connection.execute(select(split_proposals)).all()
        votes = connection.execute(select(split_votes.c.vote, split_votes.c.prestige_weight)).all()
    engine.dispose()
    assert sorted(tuple(row) for row in names) == [
        ("Harbour Lane", "split"),
        ("Harbour Lane — Group A", "active"),
        ("Harbour Lane — Group B", "active"),
        ("Mill Lane", "active"),
    ]
    assert (proposal.status, proposal.group_a_name) == ("executed", NAMES["group_a_name"])
    assert [(vote, float(weight)) for vote, weight in votes] == [("yes", 1.0)] * 2
