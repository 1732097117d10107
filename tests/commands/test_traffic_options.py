"""What `run.py live` takes beside every run's options: where, how long, and how fast it calls."""

import json
import re
from pathlib import Path
from typing import Any

import pytest

from adapters.live.environment import API_URL, DATABASE_URL
from adapters.live.transport import Answer, Network
from adapters.sandbox.server import RunningSandbox
from commands.request_rate import Rate, starved
from tests.commands.told import Terminal, is_empty, manifest_of

QUIETLY = ("live", "quiet_week", "--set", "growth.users_per_day=0")
NOW = (*QUIETLY, "--for", "3m", "--speed", "3600", "--rate", "0")
LIMITED = (*QUIETLY, "--for", "60m", "--speed", "900", "--json")
"""Four real seconds in which some dozens of calls are asked for."""


def transport_of(terminal: Terminal, *options: str) -> dict[str, Any]:
    told = terminal(*LIMITED, *options)
    assert told.code == 0, told.err
    summary: dict[str, Any] = json.loads(told.out)
    return dict(summary["transport"])


def test_the_address_and_the_database_can_be_given_instead_of_the_environments(
    terminal: Terminal, peopled: RunningSandbox, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv(API_URL)
    monkeypatch.setenv(DATABASE_URL, "postgresql://nobody@127.0.0.1:1/elsewhere")
    where = ("--api", peopled.api_url, "--database-url", peopled.database_url)

    told = terminal(*NOW, *where, "--out", "run")

    assert told.code == 0
    assert manifest_of(Path("run"))["api"] == peopled.api_url


@pytest.mark.parametrize(
    ("span", "days"), [("90m", 1.5 / 24), ("1.5h", 1.5 / 24), ("0.25d", 0.25)], ids=str
)
def test_a_span_is_virtual_time(
    terminal: Terminal, peopled: RunningSandbox, span: str, days: float
) -> None:
    told = terminal(*QUIETLY, "--for", span, "--speed", "36000", "--rate", "0", "--json")

    assert json.loads(told.out)["virtual_days"] == pytest.approx(days)


def test_a_rate_makes_calls_wait_and_0_is_no_limit(
    terminal: Terminal, peopled: RunningSandbox
) -> None:
    limited = transport_of(terminal, "--rate", "120")
    free = transport_of(terminal, "--rate", "0")

    assert limited["waited_for_budget_s"] > 0
    assert free["waited_for_budget_s"] == 0


def test_a_run_that_its_limit_would_starve_says_once_what_fits(
    terminal: Terminal, peopled: RunningSandbox
) -> None:
    told = terminal(*LIMITED, "--rate", "120")

    assert re.fullmatch(
        r"about \d+ calls a minute are wanted and 120 allowed, so people will lag behind; "
        r"--speed \d+ fits, and --rate 0 is no limit, for a sandbox without one\n",
        told.err,
    )


def test_a_run_at_real_speed_is_told_of_fewer_workers() -> None:
    said = starved(Rate(workers=10, turns_a_minute=30, calls_a_turn=4), 1)

    assert said is not None
    assert "about 120 calls a minute are wanted and 60 allowed, " in said
    assert "; --set workers.count=5 fits, " in said


def test_a_run_that_fits_its_limit_says_nothing(
    terminal: Terminal, peopled: RunningSandbox
) -> None:
    fitting = ("--rate", "120", "--platform-time-factor", "1000")

    assert terminal(*LIMITED, *fitting).err == ""
    assert terminal(*LIMITED, "--rate", "0").err == ""


def test_the_minutes_of_a_rate_are_the_platforms(
    terminal: Terminal, peopled: RunningSandbox
) -> None:
    fast = transport_of(terminal, "--rate", "120", "--platform-time-factor", "1000")

    assert fast["waited_for_budget_s"] == 0


def test_a_summary_says_what_the_calls_came_to_and_how_late_things_began(
    terminal: Terminal, peopled: RunningSandbox
) -> None:
    summary = json.loads(terminal(*LIMITED, "--rate", "0").out)
    dry = json.loads(terminal("run", "quiet_week", "--days", "0.01", "--json").out)

    assert summary.keys() == {*dry, "api", "lag", "transport"}
    answers, lag, transport = summary["api"], summary["lag"], summary["transport"]
    assert answers["GET /communities/my/communities"].keys() == {"200"}
    assert all(endpoint.split()[0] in ("GET", "POST", "PUT", "DELETE") for endpoint in answers)
    assert 0 < lag["p50"] <= lag["p90"] <= lag["p99"] <= lag["max"]
    assert (lag["jumps"] == 0) == (lag["jumped_s"] == 0)  # a busy machine may stand still
    assert transport.keys() == {
        *("latency_s", "retries", "retries_beyond_budget", "breaker_openings", "breaker_open_s"),
        *("pauses_after_429", "waited_for_budget_s", "contract_drifts"),
    }
    assert transport["contract_drifts"] == {}


def test_an_answer_that_drifts_is_counted_by_endpoint_and_field_and_ends_no_run(
    terminal: Terminal, peopled: RunningSandbox, monkeypatch: pytest.MonkeyPatch
) -> None:
    exchange = Network.exchange

    async def drifting(self: Network, method: str, path: str, **what: Any) -> Answer:
        answer = await exchange(self, method, path, **what)
        if (method, path) != ("GET", "/matches"):
            return answer
        return answer._replace(content=answer.content.replace(b'"data"', b'"dada"'))

    monkeypatch.setattr(Network, "exchange", drifting)
    told = terminal(*LIMITED, "--rate", "0")
    drifts = json.loads(told.out)["transport"]["contract_drifts"]

    assert told.code == 0
    assert drifts.keys() == {"GET /matches"}
    assert sum(drifts["GET /matches"].values()) > 0


@pytest.mark.parametrize(
    ("options", "sentence"),
    [
        (("--api", " "), "KARMYQ_API_URL is set but empty: "),
        (("--api", "karmyq.example.org"), "KARMYQ_API_URL is not an http or https address"),
        (("--api", "http://karmyq.example.org/api"), "KARMYQ_API_URL is plain http to another"),
        (("--database-url", ""), "KARMYQ_DATABASE_URL is set but empty: "),
        (("--database-url", "mysql://x/y"), "KARMYQ_DATABASE_URL is not a PostgreSQL address"),
        (("--for", "2"), "--for: '2' is no span of time; write one like 90m, 2h or 3d"),
        (("--for", "0h"), "--for: '0h' is no span of time; write one like 90m, 2h or 3d"),
        (("--for", "2h", "--days", "1"), "--for, --days and --until all say when to stop; give "),
        (("--for", "2h", "--until", "2026-03-03"), "--for, --days and --until all say when to "),
        (("--rate", "-1"), "--rate: a rate is 0 or more calls a minute; found -1"),
        (("--rate", "nan"), "--rate: a rate is 0 or more calls a minute; found nan"),
        (("--rate", "fast"), "Invalid value for '--rate': Input should be a valid number"),
        (("--platform-time-factor", "0"), "--platform-time-factor: a time factor is greater than"),
        (("--platform-time-factor", "inf"), "--platform-time-factor: a time factor is greater"),
        (("--lockstep", "--rate", "60"), "--rate and --lockstep exclude each other: "),
        (("--lockstep", "--platform-time-factor", "1"), "--platform-time-factor and --lockstep "),
        (("--lockstep", "--platform-time-factor", "0"), "--platform-time-factor and --lockstep "),
    ],
    ids=" ".join,
)
def test_a_value_that_makes_no_sense_is_refused(
    terminal: Terminal,
    home: Path,
    ticking: RunningSandbox,
    options: tuple[str, ...],
    sentence: str,
) -> None:
    told = terminal(*QUIETLY, *options)

    assert (told.code, told.out) == (2, "")
    assert told.sentence.startswith(sentence)
    assert is_empty(home)
