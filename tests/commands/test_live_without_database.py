"""`run.py live` on its own accounts: without a database, and without karmyq's secret."""

import json
from pathlib import Path

import pytest

from adapters.live.state import StateFolder
from adapters.sandbox.server import RunningSandbox
from tests.commands.told import Terminal

FAST = (
    *("live", "quiet_week", "--days", "0.1", "--speed", "7200", "--rate", "0"),
    *("--set", "growth.users_per_day=0"),
)


@pytest.fixture
def alone(ticking: RunningSandbox, home: Path, monkeypatch: pytest.MonkeyPatch) -> StateFolder:
    """No database is named; where accounts are kept."""
    monkeypatch.delenv("KARMYQ_DATABASE_URL")
    monkeypatch.setenv("XDG_STATE_HOME", str(home / "state"))
    return StateFolder.of({"XDG_STATE_HOME": str(home / "state")}, ticking.api_url)


@pytest.mark.parametrize("secret", [True, False])
def test_people_register_act_and_are_known_at_the_next_start(
    terminal: Terminal, alone: StateFolder, monkeypatch: pytest.MonkeyPatch, secret: bool
) -> None:
    if not secret:
        monkeypatch.delenv("KARMYQ_JWT_SECRET")
    first = json.loads(terminal(*FAST, "--populate", "--json").out)
    known = alone.people()
    second = json.loads(terminal(*FAST, "--json").out)

    assert first["measures"]["actions_done"] > 20
    assert len(known) == 20
    assert "register" not in second["actions"]
    assert second["measures"]["actions_done"] > 0
    assert second["measures"]["actions_failed"] == 0


def test_people_of_a_lost_file_are_recognised_by_their_password(
    terminal: Terminal, alone: StateFolder
) -> None:
    assert terminal(*FAST, "--populate", "--quiet").code == 0
    known = {one.id for one in alone.people()}
    alone.people_file.unlink()
    assert terminal(*FAST, "--populate", "--quiet").code == 0

    assert {one.id for one in alone.people()} == known


def test_a_state_folder_that_cannot_be_used_refuses_the_start(
    terminal: Terminal, home: Path, alone: StateFolder
) -> None:
    (home / "state").write_text("a file")
    told = terminal(*FAST)

    assert told.code == 2
    assert "set XDG_STATE_HOME to a folder of this user's" in told.sentence


def test_a_list_of_people_that_is_damaged_refuses_the_start(
    terminal: Terminal, alone: StateFolder
) -> None:
    alone.make()
    alone.people_file.write_text("{")
    told = terminal(*FAST)

    assert told.code == 2
    assert "people.json is no list of people" in told.sentence
