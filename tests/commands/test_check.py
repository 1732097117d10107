"""`run.py check`: one table of everything that a live run looks at."""

import asyncio
import json
import re
from pathlib import Path

import httpx
import pytest

from adapters.live.lock import PostgresLock
from adapters.sandbox.server import RunningSandbox, running_sandbox
from commands.request_rate import Rate, measured_rate
from commands.words import VOCABULARY
from scenarios import load
from tests.commands.test_live_plan import arrived, rows_of
from tests.commands.told import Terminal

__all__ = ["arrived"]

CHECK = ("check", "quiet_week", "--rate", "0", "--json")


def rows(told: str) -> dict[str, dict[str, object]]:
    return {row["check"]: row for row in json.loads(told)}


def test_a_karmyq_that_is_as_it_should_be(
    terminal: Terminal, home: Path, peopled: RunningSandbox
) -> None:
    told = terminal("check", "quiet_week", "--rate", "0")

    assert (told.code, told.err) == (0, "")
    assert {line.split()[0] for line in told.out.splitlines()[1:]} == {"ok"}
    assert re.search(r"can be read; \d\d people may act", told.out)
    assert "karmyq takes ours, as " in told.out
    assert list(home.iterdir()) == []


def test_nothing_but_reads_arrives_and_no_row_changes(
    terminal: Terminal, peopled: RunningSandbox, arrived: list[str]
) -> None:
    before = rows_of(peopled)
    terminal("check", "quiet_week", "--rate", "0")

    assert len(arrived) > 15
    assert set(arrived) == {"GET"}
    assert rows_of(peopled) == before


def test_everything_that_is_missing_is_told_at_once(terminal: Terminal) -> None:
    told = terminal(*CHECK)
    failed = {name for name, row in rows(told.out).items() if row["ok"] is False}

    assert told.code == 2
    assert failed == {"KARMYQ_API_URL", "KARMYQ_SIM_PASSWORD", "KARMYQ_PROTECTED"}
    assert rows(told.out)["KARMYQ_API_URL"]["remedy"] == (
        "set it to the API's address, such as https://karmyq.example.org/api."
    )
    assert told.sentence == (
        "a live run would be refused: KARMYQ_API_URL, KARMYQ_SIM_PASSWORD, KARMYQ_PROTECTED"
    )


@pytest.mark.parametrize(
    ("name", "value", "check", "said"),
    [
        ("KARMYQ_API_URL", "http://karmyq.example.org/api", "KARMYQ_API_URL", "is plain http"),
        ("KARMYQ_API_URL", "http://127.0.0.1:1/api", "API", "refuses connections"),
        ("KARMYQ_JWT_SECRET", "s" * 32, "token", "karmyq does not take our tokens"),
        ("KARMYQ_DATABASE_URL", "postgresql://x@127.0.0.1:1/k", "directory", "refuses connections"),
        ("KARMYQ_SIM_PASSWORD", "short", "KARMYQ_SIM_PASSWORD", "is too short"),
        ("GROWTH_EMAIL_DOMAIN", "karmyq.com", "growth.email_domain", "real people may have"),
    ],
)
def test_what_is_wrong_is_in_its_row(
    terminal: Terminal,
    peopled: RunningSandbox,
    monkeypatch: pytest.MonkeyPatch,
    name: str,
    value: str,
    check: str,
    said: str,
) -> None:
    monkeypatch.setenv(name, value)
    told = terminal(*CHECK)
    row = rows(told.out)[check]

    assert (told.code, row["ok"]) == (2, False)
    assert said in f"{row['result']}: {row['remedy']}"
    assert row["remedy"]


def test_another_simulator_is_told_and_not_disturbed(
    terminal: Terminal, peopled: RunningSandbox
) -> None:
    lock = PostgresLock(peopled.database_url.replace("postgresql:", "postgresql+psycopg2:"))
    with asyncio.Runner() as runner:
        runner.run(lock.take())
        told = terminal(*CHECK)
        runner.run(lock.release())

    assert told.code == 2
    assert str(rows(told.out)["other simulators"]["result"]).startswith("one is driving it (karmyq")
    assert rows(terminal(*CHECK).out)["other simulators"]["result"] == "none"


def test_without_the_secret_nobody_signs_in_for_a_look(
    terminal: Terminal,
    peopled: RunningSandbox,
    monkeypatch: pytest.MonkeyPatch,
    arrived: list[str],
) -> None:
    monkeypatch.delenv("KARMYQ_JWT_SECRET")
    told = terminal(*CHECK)

    assert told.code == 0
    assert set(arrived) == {"GET"}
    assert rows(told.out)["token, tour"]["ok"] is None


def test_addresses_that_the_simulator_does_not_make_are_pointed_out(
    terminal: Terminal, monkeypatch: pytest.MonkeyPatch
) -> None:
    with running_sandbox() as sandbox:
        for name, value in sandbox.variables().items():
            monkeypatch.setenv(name, value)
        for email in ("boss@test.karmyq.com", "ada.lovelace1815@test.karmyq.com"):
            body = {"email": email, "name": "Somebody", "password": "orchard-of-mine"}
            url = f"{sandbox.api_url}/auth/register"
            httpx.post(url, json=body, trust_env=False).raise_for_status()
        row = rows(terminal(*CHECK).out)["directory"]
        monkeypatch.setenv("KARMYQ_PROTECTED", "boss@test.karmyq.com")
        protected = rows(terminal(*CHECK).out)["directory"]

    assert (row["ok"], protected["ok"]) == (None, True)
    assert row["result"] == (
        "can be read; 2 people may act, 1 of them with addresses that the simulator does not make "
        "(boss@test.karmyq.com)"
    )
    assert row["remedy"] == "name them in KARMYQ_PROTECTED unless they are simulated"
    assert protected["result"] == "can be read; 1 people may act"


def rate(name: str, *, speed: float = 1.0, database: bool = True) -> Rate:
    scenario = load(name, vocabulary=VOCABULARY).scenario
    return measured_rate(scenario, speed=speed, database=database)


def test_the_reference_fits_karmyqs_limit_with_ten_workers() -> None:
    measured = rate("reference")

    assert measured.workers == 10
    assert 10 < measured.turns_a_minute < 35
    assert measured.fits


def test_twice_the_speed_takes_twice_the_calls_and_a_missing_database_three_more_a_turn() -> None:
    once, twice = rate("quiet_week"), rate("quiet_week", speed=2.0)

    assert twice.calls_a_minute == pytest.approx(2 * once.calls_a_minute)
    alone = rate("quiet_week", database=False)
    assert alone.calls_a_turn == pytest.approx(once.calls_a_turn + 3)


def test_what_would_fit_is_told() -> None:
    measured = Rate(workers=10, turns_a_minute=60, calls_a_turn=2)

    assert not measured.fits
    assert measured.most(10) == 5


def test_a_scenario_that_does_not_fit_is_told_with_what_would(
    terminal: Terminal, peopled: RunningSandbox
) -> None:
    told = terminal(*CHECK, "--speed", "600")
    row = rows(told.out)["rate limit"]

    assert (told.code, row["ok"]) == (0, None)
    assert " do not fit karmyq's 60" in str(row["result"])
    assert str(row["remedy"]).startswith("--speed ")


def test_a_speed_that_is_none_is_refused(terminal: Terminal) -> None:
    told = terminal("check", "--speed", "0")

    assert (told.code, told.sentence) == (2, "--speed: expects a number greater than 0; found 0")
