"""`run.py wipe`: what is shown, what is asked, what is refused, and what is gone."""

import asyncio
import io
import json
from os import environ

import pytest
from sqlalchemy import make_url

from adapters.entities import Account
from adapters.live.clock import parse_utc
from adapters.live.lock import FileLock, PostgresLock
from adapters.live.state import StateFolder
from tests.adapters.live.wipe.filled import BOSS, Filled
from tests.commands.conftest import NOBODY_LISTENS
from tests.commands.told import Terminal, Told
from tests.docs.pages import RUN_PY, shown_commands

WIPE = ("wipe", "quiet_week")
THEIRS = """
INSERT INTO requests.matches (request_id, responder_id)
  SELECT (SELECT min(id::text)::uuid FROM requests.help_requests WHERE title <> 'A ride'), id
  FROM auth.users WHERE email = 'rosa@mail.example'
"""


def kept(told: Told, filled: Filled, code: int = 2) -> str:
    """The sentence of a wipe that has removed nobody."""
    assert told.code == code
    assert len(filled.ours()) > 20
    return told.sentence


def test_a_plan_prints_counts_and_removes_nothing(terminal: Terminal, filled: Filled) -> None:
    there = len(filled.ours())
    told = terminal(*WIPE, "--plan")
    lines = told.out.splitlines()

    assert (told.code, told.err) == (0, "")
    assert lines[0] == f"accounts of test.karmyq.com: {there}"
    assert lines[2].split() == ["table", "rows", "that", "go", "shared"]
    assert lines[3].split() == ["auth.users", str(there), "-"]
    assert lines[-1].split()[0] == "all"
    assert len(filled.ours()) == there
    assert terminal(*WIPE, "--dry-run").out == told.out


def test_everything_of_ours_goes_and_only_that(terminal: Terminal, filled: Filled) -> None:
    there = len(filled.ours())
    told = terminal(*WIPE, "--yes", "--quiet")
    left = filled.all("SELECT email FROM auth.users ORDER BY email")

    assert (told.code, told.err) == (0, "")
    assert told.out.splitlines()[-1].startswith(f"removed: {there} accounts, ")
    assert left == [
        ("ann@contest.karmyq.com",),
        (BOSS,),
        ("rosa@mail.example",),
        ("tom@mail.example",),
    ]


def test_scripts_get_json(terminal: Terminal, filled: Filled) -> None:
    there = len(filled.ours())
    planned = json.loads(terminal(*WIPE, "--plan", "--json").out)
    told = terminal(*WIPE, "--yes", "--json", "--quiet")
    wiped = json.loads(told.out)

    assert (told.code, told.err) == (0, "")
    assert (planned["wiped"], wiped["wiped"]) == (False, True)
    assert wiped == planned | {"wiped": True}
    assert wiped["accounts"] == wiped["removed"]["auth.users"] == there
    assert (wiped["shared"], wiped["changed"]) == ({}, [])


def test_progress_names_the_tables_in_their_order(terminal: Terminal, filled: Filled) -> None:
    said = terminal(*WIPE, "--yes").err.splitlines()

    assert said[-1] == "removing auth.users"
    assert said.index("removing requests.matches") < said.index("removing requests.help_requests")


def test_without_a_terminal_nobody_is_asked_and_nothing_removed(
    terminal: Terminal, filled: Filled
) -> None:
    assert kept(terminal(*WIPE), filled) == (
        "nobody can be asked here: add --yes, or use --plan to look only"
    )
    assert kept(terminal(*WIPE, "--json"), filled).startswith("nobody can be asked here")


class Keyboard(io.StringIO):
    def isatty(self) -> bool:
        return True


@pytest.mark.parametrize("typed", ["n\n", "\n"])
def test_whoever_does_not_agree_keeps_everything(
    terminal: Terminal, filled: Filled, monkeypatch: pytest.MonkeyPatch, typed: str
) -> None:
    monkeypatch.setattr("sys.stdin", Keyboard(typed))
    told = terminal(*WIPE)

    assert told.code == 2
    assert "Remove all of this for good? [y/N]:" in told.err
    assert told.err.endswith("nothing was removed\n")
    assert len(filled.ours()) > 20


def test_whoever_agrees_is_asked_once(
    terminal: Terminal, filled: Filled, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("sys.stdin", Keyboard("y\n"))

    assert terminal(*WIPE).code == 0
    assert len(filled.ours()) == 0


def test_rows_that_others_share_are_told_and_refused(terminal: Terminal, filled: Filled) -> None:
    filled.run(THEIRS)
    told = terminal(*WIPE, "--yes")

    [matches] = [line for line in told.out.splitlines() if "requests.matches" in line]
    assert matches.endswith(" 1")
    assert kept(told, filled) == (
        "rows are shared with people who are not the simulator's (1 in requests.matches): nothing "
        "was removed; add --including-shared to remove or change those as well"
    )


def test_a_script_that_is_refused_gets_the_counts(terminal: Terminal, filled: Filled) -> None:
    filled.run(THEIRS)
    told = terminal(*WIPE, "--yes", "--json")

    assert told.code == 2
    assert json.loads(told.out)["shared"] == {"requests.matches": 1}
    assert json.loads(told.out)["wiped"] is False


def test_including_shared_removes_them_and_leaves_the_others(
    terminal: Terminal, filled: Filled
) -> None:
    filled.run(THEIRS)

    assert terminal(*WIPE, "--yes", "--including-shared").code == 0
    assert filled.one("SELECT count(*) FROM auth.users") == 4
    assert filled.one("SELECT count(*) FROM requests.matches") == 1


def test_protected_people_stay_in_any_case_of_letters(
    terminal: Terminal, filled: Filled, monkeypatch: pytest.MonkeyPatch
) -> None:
    filled.run(
        "INSERT INTO auth.users (email, name, password_hash)"
        " VALUES ('Chief@Test.karmyq.com', 'Chief', 'x')"
    )
    monkeypatch.setenv("KARMYQ_PROTECTED", f"{BOSS}, chief@test.karmyq.com")

    assert terminal(*WIPE, "--yes").code == 0
    assert filled.one("SELECT count(*) FROM auth.users WHERE name IN ('Chief', 'Boss')") == 2


def test_where_nobody_is_ours_there_is_nothing_to_do(terminal: Terminal, filled: Filled) -> None:
    terminal(*WIPE, "--yes")
    told = terminal(*WIPE)

    assert told == (
        0,
        "nobody here has an e-mail of test.karmyq.com, except those who are protected\n",
        "",
    )


@pytest.mark.parametrize("where", ["database", "machine"])
def test_a_karmyq_that_a_simulator_drives_is_left_alone(
    terminal: Terminal, filled: Filled, where: str
) -> None:
    folder = StateFolder.of(environ, NOBODY_LISTENS)
    url = filled.url.replace("postgresql://", "postgresql+psycopg2://")
    lock = PostgresLock(url) if where == "database" else FileLock(folder)
    asyncio.run(lock.take())
    try:
        said = kept(terminal(*WIPE, "--yes"), filled)
    finally:
        asyncio.run(lock.release())

    assert said.startswith("another simulator already drives this karmyq (")


@pytest.mark.parametrize(
    ("name", "value", "said"),
    [
        ("KARMYQ_PROTECTED", None, "nobody has said which accounts must never act: "),
        ("KARMYQ_DATABASE_URL", None, "KARMYQ_DATABASE_URL is not set, and accounts can only be "),
        ("GROWTH_EMAIL_DOMAIN", "mail.example", "growth.email_domain is mail.example, where real "),
        ("GROWTH_EMAIL_DOMAIN", "sim.karmyq.test", "growth.email_domain is sim.karmyq.test, which"),
        ("KARMYQ_API_URL", "http://karmyq.example", "KARMYQ_API_URL is plain http to another "),
    ],
)
def test_it_refuses_what_a_live_run_refuses(
    terminal: Terminal,
    filled: Filled,
    monkeypatch: pytest.MonkeyPatch,
    name: str,
    value: str | None,
    said: str,
) -> None:
    if value is None:
        monkeypatch.delenv(name)
    else:
        monkeypatch.setenv(name, value)

    assert kept(terminal(*WIPE, "--yes"), filled).startswith(said)


def test_a_database_that_is_not_karmyqs_is_refused(
    terminal: Terminal, filled: Filled, monkeypatch: pytest.MonkeyPatch
) -> None:
    url = make_url(filled.url).set(database="postgres")
    monkeypatch.setenv("KARMYQ_DATABASE_URL", url.render_as_string(hide_password=False))

    assert "lacks the table auth.users" in kept(terminal(*WIPE, "--yes"), filled)


def test_an_interruption_removes_nothing(
    terminal: Terminal, filled: Filled, monkeypatch: pytest.MonkeyPatch
) -> None:
    def interrupted(table: str) -> None:
        if table == "removing auth.users":
            raise KeyboardInterrupt

    monkeypatch.setattr("commands.wipe.say", interrupted)
    told = terminal(*WIPE, "--yes")

    assert kept(told, filled, 130) == "interrupted; nothing was removed"


def test_a_server_that_goes_away_is_a_failure(
    terminal: Terminal, filled: Filled, monkeypatch: pytest.MonkeyPatch
) -> None:
    def cut(table: str) -> None:
        if table == "removing auth.users":
            filled.run(
                "SELECT pg_terminate_backend(pid) FROM pg_stat_activity"
                " WHERE state = 'idle in transaction'"
            )

    monkeypatch.setattr("commands.wipe.say", cut)
    told = terminal(*WIPE, "--yes")

    assert kept(told, filled, 3) == (
        "the connection to karmyq's database was cut: all was removed or nothing, and --plan shows "
        "which"
    )


def test_a_run_without_a_database_forgets_them_as_well(terminal: Terminal, filled: Filled) -> None:
    folder = StateFolder.of(environ, NOBODY_LISTENS)
    born = parse_utc("2026-03-02T08:00:00.000Z")
    ours, other = (
        Account(one, f"{one}@{domain}", one, born)
        for one, domain in (("ada", "test.karmyq.com"), ("bo", "sim.mytown.org"))
    )
    folder.make()
    folder.keep([ours, other])
    terminal(*WIPE, "--plan")
    planned = list(folder.people())
    terminal(*WIPE, "--yes")

    assert planned == [ours, other]
    assert list(folder.people()) == [other]


SHOWN = [
    shown.command.removeprefix(RUN_PY)
    for shown in shown_commands("docs/operating.md")
    if shown.command.startswith(f"{RUN_PY}wipe")
]


def test_the_operators_guide_shows_wipes() -> None:
    assert len(SHOWN) >= 3


@pytest.mark.parametrize("command", SHOWN)
def test_every_wipe_of_the_operators_guide_does_what_it_says(
    terminal: Terminal, filled: Filled, monkeypatch: pytest.MonkeyPatch, command: str
) -> None:
    monkeypatch.setattr("sys.stdin", Keyboard("y\n"))

    assert terminal(*command.split()).code == 0
    assert (len(filled.ours()) > 0) == ("--plan" in command)
