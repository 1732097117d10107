"""`run.py live --plan`: the first decisions, by reading alone."""

import json
from typing import Any

import pytest
from sqlalchemy import create_engine, make_url, select
from starlette.requests import Request

from adapters.contract.tables import METADATA
from adapters.sandbox.desk import Desk
from adapters.sandbox.server import RunningSandbox
from tests.commands.told import Terminal

PLAN = ("live", "quiet_week", "--plan", "--rate", "0")


def rows_of(sandbox: RunningSandbox) -> dict[str, list[Any]]:
    """Everything that the sandbox's database holds."""
    engine = create_engine(make_url(sandbox.database_url).set(drivername="postgresql+psycopg2"))
    try:
        with engine.connect() as connection:
            return {
                str(table): sorted(map(repr, connection.execute(select(table)).all()))
                for table in METADATA.sorted_tables
            }
    finally:
        engine.dispose()


@pytest.fixture
def arrived(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The methods of all requests that reach the sandbox."""
    methods: list[str] = []
    respond = Desk._respond

    async def watched(desk: Desk, request: Request, *rest: Any) -> Any:
        methods.append(request.method)
        return await respond(desk, request, *rest)

    monkeypatch.setattr(Desk, "_respond", watched)
    return methods


def test_a_hundred_decisions_are_told_and_nothing_but_reads_arrives(
    terminal: Terminal, peopled: RunningSandbox, arrived: list[str]
) -> None:
    before = rows_of(peopled)
    told = terminal(*PLAN, "--json", "--set", "growth.users_per_day=400")
    steps = json.loads(told.out)

    assert (told.code, told.err, len(steps)) == (0, "", 100)
    assert [step["number"] for step in steps] == list(range(1, 101))
    assert any(step["would"].startswith("send POST /requests {") for step in steps)
    assert any(step["would"].startswith("send POST /auth/register {") for step in steps)
    assert any(step["would"].startswith("skipped: ") for step in steps)
    assert set(arrived) == {"GET"}
    assert rows_of(peopled) == before


def test_what_is_looked_at_would_show_a_write(
    terminal: Terminal, peopled: RunningSandbox, arrived: list[str]
) -> None:
    before = rows_of(peopled)
    terminal("live", "quiet_week", "--days", "0.05", "--speed", "7200", "--rate", "0")

    assert "POST" in arrived
    assert rows_of(peopled) != before


def test_a_plan_leaves_no_folder_and_takes_no_lock(
    terminal: Terminal, home: Any, ticking: RunningSandbox
) -> None:
    told = terminal(*PLAN)

    assert told.code == 0
    assert list(home.iterdir()) == []
    assert "nothing was sent but reads" in told.out


def test_the_same_seed_plans_the_same(terminal: Terminal, peopled: RunningSandbox) -> None:
    assert terminal(*PLAN).out == terminal(*PLAN).out


def test_without_the_secret_there_is_no_plan(
    terminal: Terminal, ticking: RunningSandbox, monkeypatch: pytest.MonkeyPatch, arrived: list[str]
) -> None:
    monkeypatch.delenv("KARMYQ_JWT_SECRET")
    told = terminal(*PLAN)

    assert (told.code, arrived) == (2, [])
    assert told.sentence.startswith("--plan only reads, and without KARMYQ_JWT_SECRET people ")


def test_a_plan_in_lockstep_is_refused(terminal: Terminal, stepping: RunningSandbox) -> None:
    told = terminal(*PLAN, "--lockstep")

    assert (told.code, told.sentence) == (
        2,
        "--plan and --lockstep exclude each other: lockstep empties a sandbox",
    )
