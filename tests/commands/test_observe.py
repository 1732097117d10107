"""What `run.py observe` reads from karmyq's tables is what the run there says of itself."""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any, NamedTuple

import pytest
import yaml
from sqlalchemy import create_engine, make_url, text
from sqlalchemy.pool import NullPool

from adapters.errors import Unavailable
from adapters.live.observed.measures import UNREADABLE
from adapters.live.observed.people import People
from adapters.live.observed.reading import looking
from adapters.sandbox.server import SandboxOptions, running_sandbox
from commands.app import main
from commands.observed_targets import by_seeds, tolerance
from experiments.statistics import estimate
from experiments.tuning.loading import read_tuning
from model.measures import MEASURE_NAMES
from model.streams import PLATFORM_IDS, stream
from scenarios.overrides import VARIABLES
from tests.commands.told import Terminal
from tests.docs.pages import blocks, page

STARTS = "2026-03-02T08:00:00"
LIVED = (
    *("quiet_week", "--days", "0.5", "--populate", "--lockstep", "--quiet"),
    *("--set", "workers={count: 2, delay_s: [20, 60]}"),
)
TIMES = (
    "time_to_first_membership_median_h",
    "time_to_first_offer_median_h",
    "time_to_complete_median_h",
)
TURN_H = 0.05
"""Measures take the end of a turn, tables the moment within it."""
STRANGERS = """
INSERT INTO auth.users (id, email, name, password_hash) VALUES
    (md5('a')::uuid, 'ana@example.org', 'Ana', 'x'), (md5('b')::uuid, 'bo@example.org', 'Bo', 'x'),
    (md5('c')::uuid, 'cy@karmyq.test', 'Cy', 'x'),
    (md5('d')::uuid, 'test.karmyq.com@x.org', 'D', 'x');
INSERT INTO requests.help_requests (id, requester_id, title, description, category, status)
    SELECT md5(id::text)::uuid, id, 't', 'd', 'generic', 'completed' FROM auth.users
    WHERE password_hash = 'x';
INSERT INTO requests.matches (request_id, responder_id, status, completed_at)
    SELECT id, md5('b')::uuid, 'completed', now() FROM requests.help_requests WHERE title = 't';
INSERT INTO requests.matches (request_id, responder_id)
    SELECT id, md5('b')::uuid FROM requests.help_requests WHERE status = 'open' LIMIT 3;
"""
GONE_AGAIN = """
DELETE FROM requests.matches WHERE responder_id = md5('b')::uuid;
DELETE FROM requests.help_requests WHERE title = 't';
DELETE FROM auth.users WHERE password_hash = 'x';
"""


class Day(NamedTuple):
    """What a run said of itself, and the database that it has left."""

    measures: dict[str, Any]
    url: str


@pytest.fixture(scope="module")
def day(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Day]:
    """Half a day has been lived in lockstep, on a sandbox with a PostgreSQL of its own."""
    out = tmp_path_factory.mktemp("lived") / "day"
    options = SandboxOptions(stream_of=lambda seed: stream(seed, PLATFORM_IDS), lockstep=True)
    with running_sandbox(options) as sandbox, pytest.MonkeyPatch.context() as environment:
        for name in VARIABLES:
            environment.delenv(name, raising=False)
        environment.setenv("XDG_STATE_HOME", str(out.parent))
        for name, value in sandbox.variables().items():
            environment.setenv(name, value)
        assert main(("live", *LIVED, "--out", str(out))) == 0
        summary = json.loads((out / "summary.json").read_text())
        yield Day(summary["measures"], sandbox.database_url)


@pytest.fixture(autouse=True)
def nobody_is_protected(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("KARMYQ_PROTECTED", "none")


def seen(terminal: Terminal, url: str, *options: str) -> dict[str, Any]:
    words = ("observe", "quiet_week", "--database-url", url, "--since", STARTS, "--json", *options)
    told = terminal(*words)
    assert told.code == 0, told.err
    return dict(json.loads(told.out))


def test_a_run_is_observed_as_it_measured_itself(terminal: Terminal, day: Day) -> None:
    observed = seen(terminal, day.url)["measures"]

    exact = {name: value for name, value in observed.items() if name not in TIMES}
    assert observed["requests_completed"] > 10
    assert exact == pytest.approx({name: day.measures[name] for name in exact})
    for name in TIMES:
        assert observed[name] == pytest.approx(day.measures[name], abs=TURN_H)


def test_every_measure_is_read_or_told_why_not(terminal: Terminal, day: Day) -> None:
    told = seen(terminal, day.url)

    assert not told["measures"].keys() & UNREADABLE.keys()
    assert told["measures"].keys() | UNREADABLE.keys() == MEASURE_NAMES
    assert told["unreadable"] == UNREADABLE


def test_the_time_ends_with_the_last_act(terminal: Terminal, day: Day) -> None:
    told = seen(terminal, day.url)

    assert told["since"] == "2026-03-02T16:00:00+00:00"
    assert 0.49 < told["days"] <= 0.5


def test_without_since_it_begins_with_the_first_request(terminal: Terminal, day: Day) -> None:
    told = terminal("observe", "quiet_week", "--database-url", day.url, "--json")
    observed = json.loads(told.out)

    assert observed["since"] > "2026-03-02T16:00:00"
    assert observed["measures"]["requests_created"] == day.measures["requests_created"]


def test_nobody_else_is_seen(terminal: Terminal, day: Day) -> None:
    alone = seen(terminal, day.url)
    _execute(day.url, STRANGERS)
    try:
        assert seen(terminal, day.url) == alone
    finally:
        _execute(day.url, GONE_AGAIN)


def test_a_protected_person_is_not_seen(
    terminal: Terminal, day: Day, monkeypatch: pytest.MonkeyPatch
) -> None:
    (busiest,) = _execute(
        day.url,
        "SELECT u.email FROM auth.users u JOIN requests.help_requests r ON r.requester_id = u.id "
        "GROUP BY 1 ORDER BY count(*) DESC, 1 LIMIT 1",
    )
    monkeypatch.setenv("KARMYQ_PROTECTED", str(busiest).upper())
    observed = seen(terminal, day.url)["measures"]

    assert observed["users_registered"] == day.measures["users_registered"] - 1
    assert observed["requests_created"] < day.measures["requests_created"]


def test_the_database_itself_refuses_to_be_written(day: Day) -> None:
    with pytest.raises(Unavailable), looking(day.url) as connection:
        connection.execute(text("UPDATE auth.users SET name = 'x'"))


def test_whoever_may_read_the_columns_of_the_page_and_no_others_can_observe(
    terminal: Terminal, day: Day
) -> None:
    (grants,) = [one.text for one in blocks(page("docs/experiments.md")) if one.language == "sql"]
    as_observer = make_url(day.url).set(username="observer", password="seeing")
    url = as_observer.render_as_string(hide_password=False)
    _execute(day.url, f"CREATE ROLE observer LOGIN PASSWORD 'seeing'; {grants}")
    try:
        assert seen(terminal, url) == seen(terminal, day.url)

        _execute(day.url, "REVOKE SELECT (email) ON auth.users FROM observer")
        told = terminal("observe", "quiet_week", "--database-url", url)
        assert (told.code, "seeing" in told.err) == (3, False)
        assert "does not let its user read a table: grant SELECT on it" in told.sentence
    finally:
        _execute(day.url, "DROP OWNED BY observer; DROP ROLE observer")


def test_the_targets_file_is_one_that_tune_takes(terminal: Terminal, day: Day, home: Path) -> None:
    file = home / "seen.yaml"
    told = seen(terminal, day.url, "--out", str(file))
    tuning = read_tuning(str(file))
    rate = told["measures"]["completion_rate"]

    assert tuning.targets.targets["completion_rate"].value == pytest.approx(rate, rel=1e-3)
    assert tuning.start.scenario.population.initial == day.measures["users_registered"] - _came(day)
    assert tuning.start.scenario.time.days == pytest.approx(told["days"], rel=1e-3)
    assert "profiles.requester.actions.create_request" in tuning.targets.parameters


def test_the_measures_that_are_asked_for_are_targets(
    terminal: Terminal, day: Day, home: Path
) -> None:
    seen(terminal, day.url, "--out", "seen.yaml", "--measure", "karma_gini")

    assert list(yaml.safe_load((home / "seen.yaml").read_text())["targets"]) == ["karma_gini"]


def test_a_tolerance_is_what_chance_makes_of_so_many() -> None:
    few = {"completion_rate": 0.5, "requests_created": 25, "offers_per_request_mean": 1.5}
    many = {"completion_rate": 0.5, "requests_created": 2500}

    assert tolerance("completion_rate", few) == pytest.approx(1.96 * 0.1)
    assert tolerance("completion_rate", many) == pytest.approx(1.96 * 0.01)
    assert tolerance("requests_created", few) == pytest.approx(1.96 * 5)
    assert tolerance("offers_per_request_mean", few) == pytest.approx(0.15)


def test_dry_runs_tell_what_chance_makes_of_a_measure(
    terminal: Terminal, day: Day, home: Path
) -> None:
    few = ("--measure", "requests_created", "--set", "workers={count: 2, delay_s: [20, 60]}")
    seen(terminal, day.url, *few, "--out", "counted.yaml")
    seen(terminal, day.url, *few, "--out", "run.yaml", "--replications", "3", "--workers", "1")
    counted, run = (
        yaml.safe_load((home / name).read_text())["targets"]["requests_created"]
        for name in ("counted.yaml", "run.yaml")
    )

    assert counted["value"] == run["value"]
    assert run["tolerance"] >= counted["tolerance"]


def test_the_spread_between_seeds_grows_with_a_count_and_not_with_a_rate() -> None:
    spread = estimate([10.0, 20.0, 30.0])

    assert by_seeds(40, spread) == pytest.approx(1.96 * 10 * 2)
    assert by_seeds(0.5, spread) == pytest.approx(1.96 * 10)
    assert by_seeds(40, None) == by_seeds(40, estimate([10.0])) == 0.0


def test_people_read_what_is_told_and_what_is_not(terminal: Terminal, day: Day) -> None:
    told = terminal("observe", "quiet_week", "--database-url", day.url, "--since", STARTS)

    assert "2026-03-02 16:00 to 2026-03-03" in told.out
    assert f"requests_created {day.measures['requests_created']}" in " ".join(told.out.split())
    assert "time_to_accept_median_h: no column says when an offer was accepted" in told.out


REFUSED = [
    (("--since", "2030-01-01"), "nothing has happened since then: the people of test.karmyq.com"),
    (("--since", "yesterday"), "--since: 'yesterday' is no date and time; write one like"),
    (("--set", "growth.email_domain=example.org"), "where real people may have accounts"),
    (("--set", "growth.email_domain=karmyq.test"), "is one of live.excluded_domains"),
    (("--set", "growth.email_domain=sim.example.org"), "nobody there has an e-mail of sim.example"),
    (("--measure", "completion_rat", "--out", "x"), 'Did you mean "completion_rate"?'),
    (("--measure", "api_calls", "--out", "x"), "--measure api_calls: karmyq's tables do not tell"),
]


@pytest.mark.parametrize(("options", "said"), REFUSED, ids=[said[:30] for _, said in REFUSED])
def test_what_cannot_be_observed_is_refused_in_a_sentence(
    terminal: Terminal, day: Day, home: Path, options: tuple[str, ...], said: str
) -> None:
    told = terminal("observe", "quiet_week", "--database-url", day.url, *options)

    assert told.code == 2
    assert said in told.sentence
    assert not (home / "x").exists()


def test_a_file_that_exists_is_kept(terminal: Terminal, day: Day, home: Path) -> None:
    (home / "mine.yaml").write_text("mine")
    told = terminal("observe", "quiet_week", "--database-url", day.url, "--out", "mine.yaml")

    assert (told.code, told.sentence) == (2, "mine.yaml exists already; choose another --out")
    assert (home / "mine.yaml").read_text() == "mine"


def test_a_database_that_is_not_there_is_told_without_its_password(terminal: Terminal) -> None:
    told = terminal("observe", "--database-url", "postgresql://x:geheim@127.0.0.1:9/karmyq")

    assert told.code == 3
    assert told.sentence == (
        "the database karmyq at 127.0.0.1:9 refuses connections: is the server running?"
    )


def test_no_address_is_told_with_the_remedy(terminal: Terminal) -> None:
    told = terminal("observe")

    assert told.code == 2
    assert told.sentence.startswith("KARMYQ_DATABASE_URL is not set: set it to karmyq's database")


def test_signs_in_a_domain_are_no_wildcards() -> None:
    assert People("a_b%.Example").bound()["domain"] == r"%@a\_b\%.example"


def _came(day: Day) -> int:
    """Who registered after time zero; the quiet week begins with twenty people."""
    return int(day.measures["users_registered"]) - 20


def _execute(url: str, statement: str) -> list[object]:
    engine = create_engine(make_url(url).set(drivername="postgresql+psycopg2"), poolclass=NullPool)
    with engine.begin() as connection:
        result = connection.execute(text(statement))
        return list(result.scalars()) if result.returns_rows else []
