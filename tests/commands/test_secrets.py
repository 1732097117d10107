"""Secrets are in nothing that a run leaves, however it ends.

What is looked through: stdout, stderr, the run's folder and every file beside it, the state folder,
and the folder of temporary files. What is looked for: karmyq's secret, the people's password, the
database's password, and anything that looks like a token.
"""

import re
from pathlib import Path
from typing import NamedTuple

import jwt
import pytest

from adapters.live.session import LiveKarmyq
from adapters.live.writes import settle
from adapters.sandbox.server import RunningSandbox
from tests.commands.echo import parrot
from tests.commands.told import Terminal, Told

FAST = ("live", "quiet_week", "--days", "0.02", "--speed", "7200", "--rate", "0", "--out", "run")
DATABASE_PASSWORD = "db/secret-of-the-reader"
TOKEN = re.compile(rb"eyJ[\w-]{8,}")


class Place(NamedTuple):
    """Where things are left, and what must not be among them."""

    folders: tuple[Path, ...]
    secrets: tuple[str, ...]

    def leaks(self, *told: Told) -> list[str]:
        """What was found, and where."""
        texts = {"stdout": told[0].out.encode(), "stderr": told[0].err.encode()}
        files = [file for folder in self.folders for file in folder.rglob("*") if file.is_file()]
        texts |= {str(file): file.read_bytes() for file in files}
        return [
            f"{name}: {found!r}"
            for name, content in texts.items()
            for found in [
                *(secret for secret in self.secrets if secret.encode() in content),
                *TOKEN.findall(content),
            ]
        ]


@pytest.fixture
def place(home: Path, ticking: RunningSandbox, monkeypatch: pytest.MonkeyPatch) -> Place:
    state, temporary = home / "state", home / "temporary"
    temporary.mkdir()
    monkeypatch.setenv("XDG_STATE_HOME", str(state))
    monkeypatch.setattr("tempfile.tempdir", str(temporary))
    with_password = ticking.database_url.replace("postgres@", "postgres:db%2Fsecret-of-the-reader@")
    assert with_password != ticking.database_url
    monkeypatch.setenv("KARMYQ_DATABASE_URL", with_password)
    secrets = (ticking.jwt_secret, ticking.password, DATABASE_PASSWORD, "db%2Fsecret-of")
    return Place((home,), secrets)


def test_what_is_looked_for_would_be_found(place: Place, home: Path) -> None:
    token = jwt.encode({"userId": "u1"}, "a secret of more than thirty-two bytes")
    (home / "file").write_text(f"{token} {place.secrets[0]}")

    assert len(place.leaks(Told(0, place.secrets[1], place.secrets[2]))) == 5


def test_a_run_that_ends_well(terminal: Terminal, place: Place) -> None:
    told = terminal(*FAST, "--populate", "--json")

    assert told.code == 0
    assert place.leaks(told) == []


def test_a_run_without_database_and_one_without_secret(
    terminal: Terminal, place: Place, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("KARMYQ_DATABASE_URL")
    first = terminal(*FAST, "--populate")
    monkeypatch.delenv("KARMYQ_JWT_SECRET")
    second = terminal(*FAST[:-1], "second")

    assert (first.code, second.code) == (0, 0)
    assert place.leaks(first) + place.leaks(second) == []


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("KARMYQ_JWT_SECRET", "another secret of more than thirty-two bytes"),
        ("KARMYQ_API_URL", "http://127.0.0.1:1/api"),
        ("KARMYQ_DATABASE_URL", "postgresql://reader:db%2Fsecret-of-the-reader@127.0.0.1:1/karmyq"),
        ("KARMYQ_DATABASE_URL", "postgresql://reader:db%2Fsecret-of-the-reader@[::1/karmyq"),
        ("KARMYQ_DATABASE_URL", "mysql://reader:db%2Fsecret-of-the-reader@localhost/karmyq"),
    ],
)
def test_a_start_that_is_refused(
    terminal: Terminal, place: Place, monkeypatch: pytest.MonkeyPatch, name: str, value: str
) -> None:
    terminal(*FAST[:-1], "populated", "--populate")
    monkeypatch.setenv(name, value)
    told = terminal(*FAST)
    checked = terminal("check", "quiet_week", "--rate", "0")

    assert (told.code, checked.code) == (2, 2)
    assert place.leaks(told) + place.leaks(checked) == []


@pytest.mark.parametrize(
    ("database", "secret", "code"),
    [(True, True, 0), (True, False, 2), (False, True, 3), (False, False, 3)],
)
def test_a_karmyq_that_repeats_what_it_is_sent(
    terminal: Terminal,
    place: Place,
    ticking: RunningSandbox,
    monkeypatch: pytest.MonkeyPatch,
    database: bool,
    secret: bool,
    code: int,
) -> None:
    # Registrations that nobody can look up are given up at once instead of after a minute each.
    monkeypatch.setattr(settle, "PATIENCE_S", (0.0,))
    monkeypatch.setattr(settle, "LATE_S", (0.0,))
    if not database:
        monkeypatch.delenv("KARMYQ_DATABASE_URL")
    terminal(*FAST[:-1], "populated", "--populate")
    if not secret:
        monkeypatch.delenv("KARMYQ_JWT_SECRET")
    with parrot(ticking.root_url) as address:
        monkeypatch.setenv("KARMYQ_API_URL", address)
        told = terminal(*FAST)

    assert told.code == code
    assert place.leaks(told) == []


def test_a_karmyq_that_repeats_even_reads(
    terminal: Terminal, place: Place, ticking: RunningSandbox, monkeypatch: pytest.MonkeyPatch
) -> None:
    terminal(*FAST[:-1], "populated", "--populate")
    with parrot(ticking.root_url, deaf=True) as address:
        monkeypatch.setenv("KARMYQ_API_URL", address)
        told, planned = terminal(*FAST), terminal("live", "quiet_week", "--plan", "--rate", "0")
        checked = terminal("check", "quiet_week", "--rate", "0")

    assert (told.code, planned.code, checked.code) == (2, 2, 2)
    assert place.leaks(told) + place.leaks(planned) + place.leaks(checked) == []


def test_a_bug_that_holds_all_of_them_in_its_hands(
    terminal: Terminal, place: Place, monkeypatch: pytest.MonkeyPatch
) -> None:
    token = jwt.encode({"userId": "u1"}, "a secret of more than thirty-two bytes")

    async def broken(*_: object) -> None:
        raise RuntimeError(" ".join((*place.secrets[:3], f"Bearer {token}")))

    monkeypatch.setattr(LiveKarmyq, "register", broken)
    monkeypatch.setattr(LiveKarmyq, "my_communities", broken)
    monkeypatch.setattr(LiveKarmyq, "list_requests", broken)
    told = terminal(*FAST, "--populate", "--set", "population.initial=200")

    assert told.code == 3
    assert "this is a bug in karmyq-simulation (RuntimeError: [hidden]" in told.err
    assert "[hidden]" in (place.folders[0] / "run" / "traceback.txt").read_text()
    assert place.leaks(told) == []


def test_a_plan_of_registrations_shows_no_password(terminal: Terminal, place: Place) -> None:
    told = terminal(
        "live", "quiet_week", "--plan", "--rate", "0", "--set", "growth.users_per_day=480"
    )

    assert told.code == 0
    assert "POST /auth/register" in told.out
    assert place.leaks(told) == []
