"""`run.py live`: everything that is refused before anybody has acted."""

import asyncio
import os
import socket
import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path

import pytest

from adapters.live.lock import FileLock, PostgresLock
from adapters.live.settings import OLD_NAMES
from adapters.live.state import StateFolder
from adapters.sandbox.server import RunningSandbox
from tests.commands.told import Terminal, Told, is_empty

LIVE = (
    *("live", "quiet_week", "--days", "0.01", "--rate", "0"),
    *("--set", "growth.users_per_day=0"),
)
URL, DATABASE, SECRET, PASSWORD = OLD_NAMES


@pytest.fixture
def closed_port() -> Iterator[int]:
    """A port that is taken and that nobody listens on."""
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        yield taken.getsockname()[1]


class WebPage(BaseHTTPRequestHandler):
    """Answers every call with a page for browsers."""

    def answer(self) -> None:
        self.send_response(200)
        self.send_header("Content-Type", "text/html")
        self.end_headers()
        self.wfile.write(b"<html>Welcome</html>")

    do_GET = do_POST = answer

    def log_message(self, format: str, *args: object) -> None:
        """Stay silent."""


@pytest.fixture
def web_page() -> Iterator[str]:
    with HTTPServer(("127.0.0.1", 0), WebPage) as server:
        thread = threading.Thread(target=server.serve_forever)
        thread.start()
        yield f"http://127.0.0.1:{server.server_port}/api"
        server.shutdown()
        thread.join()


def refused(told: Told, home: Path) -> str:
    """The sentence of a refusal that has left nothing behind."""
    assert (told.code, told.out) == (2, "")
    assert is_empty(home)
    return told.sentence


@pytest.mark.parametrize("name", [URL, PASSWORD])
def test_a_variable_that_is_missing_is_named(
    terminal: Terminal,
    home: Path,
    ticking: RunningSandbox,
    monkeypatch: pytest.MonkeyPatch,
    name: str,
) -> None:
    monkeypatch.delenv(name)

    assert refused(terminal(*LIVE), home).startswith(f"{name} is not set: set it to ")


@pytest.mark.parametrize("name", list(OLD_NAMES))
def test_a_variable_that_is_empty_is_named(
    terminal: Terminal,
    home: Path,
    ticking: RunningSandbox,
    monkeypatch: pytest.MonkeyPatch,
    name: str,
) -> None:
    monkeypatch.setenv(name, " ")

    assert refused(terminal(*LIVE), home).startswith(f"{name} is set but empty: set it to ")


def test_an_older_name_that_says_something_else_is_refused(
    terminal: Terminal, home: Path, ticking: RunningSandbox, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv(OLD_NAMES[SECRET], "another")

    assert refused(terminal(*LIVE), home) == (
        "KARMYQ_JWT_SECRET and JWT_SECRET, its older name, are both set and differ: "
        "unset JWT_SECRET."
    )


@pytest.mark.parametrize(
    ("name", "value", "sentence"),
    [
        (URL, "karmyq.example.org", "KARMYQ_API_URL is not an http or https address "),
        (URL, "https://karmyq.invalid/api", "karmyq.invalid is no host known here: is KARMYQ_API_"),
        (DATABASE, "mysql://localhost/karmyq", "KARMYQ_DATABASE_URL is not a PostgreSQL address"),
        (PASSWORD, "short", "KARMYQ_SIM_PASSWORD is too short: karmyq asks for 8 characters."),
        (SECRET, "s" * 32, "karmyq does not take our tokens: is KARMYQ_JWT_SECRET the one it"),
    ],
)
def test_a_variable_that_is_wrong_is_told_with_its_remedy(
    terminal: Terminal,
    home: Path,
    peopled: RunningSandbox,
    monkeypatch: pytest.MonkeyPatch,
    name: str,
    value: str,
    sentence: str,
) -> None:
    monkeypatch.setenv(name, value)

    assert refused(terminal(*LIVE), home).startswith(sentence)


@pytest.mark.parametrize(
    ("right", "wrong", "sentence"),
    [
        ("/karmyq", "/karmyk", "is not on that server"),
        ("postgres@", "nobody:secret@", "does not know the user"),
        ("/karmyq", "/postgres", "lacks the table auth.users: does KARMYQ_DATABASE_URL name "),
    ],
)
def test_a_database_that_is_not_karmyqs_is_told(
    terminal: Terminal,
    home: Path,
    ticking: RunningSandbox,
    monkeypatch: pytest.MonkeyPatch,
    right: str,
    wrong: str,
    sentence: str,
) -> None:
    monkeypatch.setenv(DATABASE, ticking.database_url.replace(right, wrong))

    said = refused(terminal(*LIVE), home)
    assert said.startswith("the database ")
    assert sentence in said
    assert "secret" not in said


def test_a_database_that_is_not_there_is_told(
    terminal: Terminal,
    home: Path,
    ticking: RunningSandbox,
    closed_port: int,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv(DATABASE, f"postgresql://reader@127.0.0.1:{closed_port}/karmyq")

    assert refused(terminal(*LIVE), home) == (
        f"the database karmyq at 127.0.0.1:{closed_port} refuses connections: "
        "is the server running?"
    )


def test_an_address_where_nobody_listens_is_told(
    terminal: Terminal,
    home: Path,
    ticking: RunningSandbox,
    closed_port: int,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv(URL, f"http://127.0.0.1:{closed_port}/api")

    assert refused(terminal(*LIVE), home) == (
        f"127.0.0.1:{closed_port} refuses connections: is karmyq running, and is KARMYQ_API_URL "
        "right?"
    )


def test_a_platform_that_answers_web_pages_is_told(
    terminal: Terminal,
    home: Path,
    ticking: RunningSandbox,
    web_page: str,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv(URL, web_page)

    assert refused(terminal(*LIVE), home) == (
        "GET /communities: a web page came instead of JSON: is KARMYQ_API_URL the API's base, "
        "ending in /api?"
    )


def test_an_address_without_its_api_is_told(
    terminal: Terminal, home: Path, ticking: RunningSandbox, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv(URL, ticking.root_url)

    assert "is KARMYQ_API_URL the API's base, ending in /api?" in refused(terminal(*LIVE), home)


def test_lockstep_with_a_sandbox_that_was_not_started_for_it_is_told(
    terminal: Terminal, home: Path, ticking: RunningSandbox
) -> None:
    said = refused(terminal(*LIVE, "--lockstep"), home)

    assert said.startswith("lockstep needs a sandbox ")
    assert "run.py sandbox --lockstep" in said


def test_the_wall_clock_with_a_sandbox_that_was_started_for_lockstep_is_told(
    terminal: Terminal, home: Path, stepping: RunningSandbox
) -> None:
    assert refused(terminal(*LIVE), home) == (
        f"{stepping.api_url} is a sandbox in lockstep, whose clock stands still unless a run steps "
        "it: add --lockstep, or start the sandbox without it"
    )


def test_without_a_list_of_protected_people_nothing_starts(
    terminal: Terminal, home: Path, ticking: RunningSandbox, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("KARMYQ_PROTECTED")

    assert refused(terminal(*LIVE), home).startswith("nobody has said which accounts must never ")


def test_an_empty_list_of_the_operators_own_is_a_list(
    terminal: Terminal, ticking: RunningSandbox, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("KARMYQ_PROTECTED")

    assert terminal(*LIVE, "--set", "live.protected=[]", "--speed", "36000").code == 0


def test_plain_http_to_another_machine_is_refused(
    terminal: Terminal, home: Path, ticking: RunningSandbox, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv(URL, "http://karmyq.example.org/api")

    assert "is plain http to another machine" in refused(terminal(*LIVE), home)


@pytest.mark.parametrize("domain", ["karmyq.com", "gmail.com"])
def test_a_domain_that_is_not_the_simulators_is_refused(
    terminal: Terminal, home: Path, ticking: RunningSandbox, domain: str
) -> None:
    said = refused(terminal(*LIVE, "--set", f"growth.email_domain={domain}"), home)

    assert said.startswith(f"growth.email_domain is {domain}, where real people may have accounts")


def test_a_file_that_is_named_and_not_there_is_refused(
    terminal: Terminal, home: Path, ticking: RunningSandbox, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv(SECRET)
    monkeypatch.setenv(f"{SECRET}_FILE", "/nowhere/secret")

    assert refused(terminal(*LIVE), home) == (
        "KARMYQ_JWT_SECRET_FILE names /nowhere/secret, which cannot be read (No such file or "
        "directory): correct the path, or let this user read it."
    )


def test_a_second_simulator_is_refused_and_told_who_the_first_is(
    terminal: Terminal, home: Path, ticking: RunningSandbox
) -> None:
    first = PostgresLock(ticking.database_url.replace("postgresql:", "postgresql+psycopg2:"))
    with asyncio.Runner() as runner:
        runner.run(first.take())
        said = refused(terminal(*LIVE), home)
        runner.run(first.release())

    assert said.startswith("another simulator already drives this karmyq (karmyq-simulation ")
    assert f" pid {os.getpid()}" in said
    assert terminal(*LIVE, "--speed", "36000").code == 0


def test_a_second_simulator_without_a_database_is_refused_too(
    terminal: Terminal, home: Path, ticking: RunningSandbox, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv(DATABASE)
    first = FileLock(StateFolder.of(os.environ, ticking.api_url))
    with asyncio.Runner() as runner:
        runner.run(first.take())
        said = refused(terminal(*LIVE), home)
        runner.run(first.release())

    assert said.startswith("another simulator already drives this karmyq (")
    assert f" pid {os.getpid()}, since " in said


@pytest.mark.parametrize("speed", ["0", "-1", "nan", "inf"])
def test_a_speed_that_is_none_is_refused(terminal: Terminal, home: Path, speed: str) -> None:
    said = refused(terminal(*LIVE, "--speed", speed), home)

    assert said == f"--speed: expects a number greater than 0; found {speed}"


def test_a_speed_in_lockstep_is_refused(terminal: Terminal, home: Path) -> None:
    assert refused(terminal(*LIVE, "--lockstep", "--speed", "2"), home) == (
        "--speed and --lockstep exclude each other: lockstep knows no real time"
    )


def test_a_folder_that_exists_is_refused_before_a_sandbox_is_emptied(
    terminal: Terminal, home: Path, stepping: RunningSandbox
) -> None:
    assert terminal(*LIVE, "--lockstep", "--out", "first").code == 0
    told = terminal(*LIVE, "--lockstep", "--out", "first")
    doctor = terminal("doctor")

    assert told.code == 2
    assert told.sentence.startswith("first exists already; choose another --out")
    assert "knows 20 simulated people" in doctor.out


def test_the_older_names_are_read(
    terminal: Terminal, ticking: RunningSandbox, monkeypatch: pytest.MonkeyPatch
) -> None:
    variables = ticking.variables()
    for name, older in OLD_NAMES.items():
        monkeypatch.delenv(name)
        monkeypatch.setenv(older, variables[name])

    assert terminal(*LIVE, "--speed", "36000").code == 0
