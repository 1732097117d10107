"""`run.py live` in real time, against a sandbox that follows the wall clock."""

import json
import re
from pathlib import Path

import pytest

from adapters.errors import KarmyqError, Unavailable
from adapters.live.directory import PostgresDirectory
from adapters.sandbox.server import RunningSandbox
from commands import live_run as wiring
from tests.commands.told import Terminal, manifest_of

FAST = (
    *("live", "quiet_week", "--days", "0.1", "--speed", "3600", "--rate", "0"),
    *("--set", "growth.users_per_day=0"),
)


def gone(*_: object, **__: object) -> KarmyqError:
    raise Unavailable(0, "CONNECTION_REFUSED", "karmyq has gone")


def test_people_act_and_the_run_ends_by_itself(terminal: Terminal, ticking: RunningSandbox) -> None:
    told = terminal(*FAST, "--populate", "--json")
    summary = json.loads(told.out)

    assert (told.code, told.err) == (0, "")
    assert summary["virtual_days"] == pytest.approx(0.1)
    assert summary["measures"]["actions_done"] > 0
    assert summary["measures"]["actions_failed"] == 0
    assert terminal("show", "quiet_week-s7-1", "--json").out == told.out


def test_a_second_start_takes_the_people_in_and_registers_nobody(
    terminal: Terminal, peopled: RunningSandbox
) -> None:
    told = terminal(*FAST, "--json")
    summary = json.loads(told.out)

    assert told.code == 0
    assert "register" not in summary["actions"]
    assert summary["measures"]["actions_done"] > 0


def test_a_karmyq_that_goes_away_during_the_opening_is_a_failure_that_keeps_what_is_done(
    terminal: Terminal, peopled: RunningSandbox, monkeypatch: pytest.MonkeyPatch
) -> None:
    async def look(*_: object) -> None:
        monkeypatch.setattr(PostgresDirectory, "actors", gone)

    monkeypatch.setattr(wiring, "_look", look)
    told = terminal(*FAST, "--out", "run")

    assert (told.code, told.err.strip().splitlines()[-1]) == (3, "karmyq has gone")
    assert "kept in       run" in told.out
    assert manifest_of(Path("run"))["status"] == "failed"


def test_a_run_in_which_nobody_can_act_says_why(
    terminal: Terminal, stepping: RunningSandbox, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("adapters.live.session.LiveKarmyq.register", gone)
    told = terminal("live", "quiet_week", "--lockstep")

    assert told.code == 3
    assert told.sentence == (
        "nobody can act: the directory knows no simulated people, and no founder could register "
        "(CONNECTION_REFUSED)"
    )


def test_a_doctor_visits_a_karmyq_that_is_named(
    terminal: Terminal, peopled: RunningSandbox
) -> None:
    told = terminal("doctor")

    assert told.code == 0
    assert re.search(
        r"^ok    karmyq      answers, and knows \d\d simulated people$", told.out, re.M
    )
