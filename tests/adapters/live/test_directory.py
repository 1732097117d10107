"""Who may act and what waits for them, asked of a real PostgreSQL with karmyq's tables."""

import asyncio
from collections.abc import Sequence
from datetime import UTC, timedelta
from typing import Any
from uuid import UUID

import pytest
from sqlalchemy import text
from sqlalchemy.exc import DBAPIError

from adapters.contract.tables import users
from adapters.entities import Account, Standing
from adapters.live.directory import PostgresDirectory
from adapters.live.tokens import CommunityRef
from tests.adapters.live.town import START, Town

BEGUN = START.replace(tzinfo=UTC)
HOUR = timedelta(hours=1)
NOBODY = Standing(0, 0, 0, 0)


def test_actors_are_the_people_of_the_domain_in_any_case_of_letters(town: Town) -> None:
    for email in (
        "ada@test.karmyq.com",
        "bo@TEST.Karmyq.com",
        "real@karmyq.com",
        "cy@contest.karmyq.com",
        "dee@test.karmyq.com.example",
        "eve@testxkarmyq.com",
        "boss@test.karmyq.com",
    ):
        town.user(email)

    assert town.emails() == ["ada@test.karmyq.com", "bo@TEST.Karmyq.com"]


def test_actors_come_by_registration_time_then_by_code_point_of_the_email(town: Town) -> None:
    town.user("late@test.karmyq.com", START + HOUR)
    town.user("a-b@test.karmyq.com")
    town.user("ab@test.karmyq.com", START + timedelta(microseconds=-1))
    town.user("aa@test.karmyq.com", START + timedelta(microseconds=999))
    town.user("B@test.karmyq.com")
    town.user("unknown@test.karmyq.com", None)

    assert [email.partition("@")[0] for email in town.emails()] == [
        "unknown",
        "ab",
        "B",
        "a-b",
        "aa",
        "late",
    ]


def test_a_registration_time_is_utc_in_whole_milliseconds(town: Town) -> None:
    user = town.user("ada@test.karmyq.com", START + timedelta(microseconds=123987))
    [account] = town.ask(lambda directory: directory.actors())

    created = BEGUN + timedelta(milliseconds=123)
    assert account == Account(user, "ada@test.karmyq.com", "ada", created)


def test_a_person_is_found_by_the_exact_email(town: Town) -> None:
    user = town.user("Ada@test.karmyq.com")
    found = town.ask(lambda directory: directory.find("Ada@test.karmyq.com"))

    assert found == Account(user, "Ada@test.karmyq.com", "Ada", BEGUN)
    assert town.ask(lambda directory: directory.find("ada@test.karmyq.com")) is None


def test_nobody_else_is_found(town: Town) -> None:
    town.user("real@karmyq.com")
    town.user("boss@test.karmyq.com")

    assert town.ask(lambda directory: directory.find("real@karmyq.com")) is None
    assert town.ask(lambda directory: directory.find("boss@test.karmyq.com")) is None


def test_the_founder_of_a_place_is_found_whatever_its_blanks_and_letters(town: Town) -> None:
    rosa = town.user("rosa@karmyq.com")
    town.community(rosa, "Tool Shed")

    assert town.ask(lambda directory: directory.founder_of(" tool SHED", "")) == rosa


def test_no_founder_is_found_where_nothing_active_has_this_name_and_place(town: Town) -> None:
    town.community(town.user("rosa@karmyq.com"), "Tool Shed", "archived")

    assert town.ask(lambda directory: directory.founder_of("Tool Shed", "")) is None
    assert town.ask(lambda directory: directory.founder_of("Tool Shed", "Turku")) is None


def test_an_email_is_a_value_and_never_part_of_the_question(town: Town) -> None:
    town.user("ada@test.karmyq.com")

    found = town.ask(lambda directory: directory.find("' OR email <> 'x@test.karmyq.com"))
    assert found is None


def test_nothing_waits_for_a_newcomer(town: Town) -> None:
    assert town.standing(town.user("ada@test.karmyq.com")) == NOBODY


def test_communities_are_active_memberships_in_active_communities(town: Town) -> None:
    ada = town.user("ada@test.karmyq.com")
    town.member(ada, town.community(ada, "One"))
    town.member(ada, town.community(ada, "Two"))
    town.member(ada, town.community(ada, "Three"), "pending")
    town.member(ada, town.community(ada, "Four", "split"))

    assert town.standing(ada) == Standing(2, 0, 0, 0)


def test_live_requests_are_own_ones_that_are_open_or_matched(town: Town) -> None:
    ada, bo = town.user("ada@test.karmyq.com"), town.user("bo@test.karmyq.com")
    for status in ("open", "dibs_pending", "matched", "completed", "cancelled"):
        town.request(ada, status)
    town.request(ada, expired=True)

    assert town.standing(ada) == Standing(0, 3, 0, 0)
    assert town.standing(bo) == NOBODY


def test_offers_to_accept_are_proposed_on_own_open_requests(town: Town) -> None:
    ada, bo = town.user("ada@test.karmyq.com"), town.user("bo@test.karmyq.com")
    request = town.request(ada)
    for status in ("proposed", "proposed", "rejected", "cancelled"):
        town.match(request, bo, status)
    town.match(town.request(ada, "matched"), bo, "proposed")
    town.match(town.request(ada, expired=True), bo, "proposed")
    town.match(town.request(ada, expired=None), bo, "proposed")

    assert town.standing(ada) == Standing(0, 4, 3, 0)
    assert town.standing(bo) == NOBODY


def test_a_helper_whom_an_admin_proposed_does_not_wait_for_the_requester(town: Town) -> None:
    ada, bo = town.user("ada@test.karmyq.com"), town.user("bo@test.karmyq.com")
    town.match(town.request(ada), bo, "proposed", admin_proposed=True)

    assert town.standing(ada).offers_to_accept == 0


def test_matches_to_complete_lack_the_own_half_on_either_side(town: Town) -> None:
    ada, bo = town.user("ada@test.karmyq.com"), town.user("bo@test.karmyq.com")
    request = town.request(ada, "matched")
    town.match(request, bo, "matched")
    town.match(request, bo, "matched", requester_done_at=START)
    town.match(request, bo, "matched", responder_done_at=START)
    town.match(request, bo, "completed")

    assert town.standing(ada).matches_to_complete == 2
    assert town.standing(bo).matches_to_complete == 2


def test_who_is_both_sides_of_a_match_counts_once(town: Town) -> None:
    ada = town.user("ada@test.karmyq.com")
    town.match(town.request(ada, "matched"), ada, "matched", requester_done_at=START)

    assert town.standing(ada).matches_to_complete == 1


def test_memberships_are_the_active_ones_in_communities_of_any_status_newest_first(
    town: Town,
) -> None:
    ada = town.user("ada@test.karmyq.com")
    old = town.community(ada, "Old", "split")
    new = town.community(ada, "New")
    town.member(ada, old, role="admin")
    town.member(ada, town.community(ada, "Waiting"), "pending")
    town.member(ada, new, role=None, joined_at=START + HOUR)

    assert town.ask(lambda directory: directory.memberships(ada)) == [
        CommunityRef(new, "member", "New"),
        CommunityRef(old, "admin", "Old"),
    ]


def test_of_memberships_of_one_moment_the_higher_id_comes_first(town: Town) -> None:
    ada = town.user("ada@test.karmyq.com")
    first, second = town.community(ada, "First"), town.community(ada, "Second")
    town.member(ada, first, id=str(UUID(int=2**127 + 1)))
    town.member(ada, second, id=str(UUID(int=2**127)))

    names = [place.name for place in town.ask(lambda directory: directory.memberships(ada))]
    assert names == ["First", "Second"]


def test_many_questions_at_once_are_answered(town: Town) -> None:
    ada = town.user("ada@test.karmyq.com")

    async def many(directory: PostgresDirectory) -> Sequence[Standing]:
        return await asyncio.gather(*[directory.standing(ada) for _ in range(30)])

    assert town.ask(many) == [NOBODY] * 30


def test_a_connection_that_was_cut_is_replaced(town: Town) -> None:
    ada = town.user("ada@test.karmyq.com")
    cut = text(
        "SELECT pg_terminate_backend(pid) FROM pg_stat_activity "
        "WHERE pid <> pg_backend_pid() AND backend_type = 'client backend'"
    )

    async def before_and_after(directory: PostgresDirectory) -> Standing:
        await directory.standing(ada)
        town.connection.execute(cut)
        return await directory.standing(ada)

    assert town.ask(before_and_after) == NOBODY


def test_nothing_can_be_written(town: Town) -> None:
    async def write(directory: PostgresDirectory) -> None:
        with directory._engine.connect() as connection:
            connection.execute(users.delete())

    with pytest.raises(DBAPIError, match="read-only transaction"):
        town.ask(write)


def test_a_question_has_five_seconds(town: Town) -> None:
    async def limit(directory: PostgresDirectory) -> Any:
        with directory._engine.connect() as connection:
            return connection.execute(text("SHOW statement_timeout")).scalar_one()

    assert town.ask(limit) == "5s"
