"""The folder of this machine that all runs on one karmyq share."""

import stat
from datetime import UTC, datetime
from pathlib import Path

import pytest

from adapters.entities import Account
from adapters.live.settings import SettingsError
from adapters.live.state import StateFolder

ADA = Account("u1", "ada@test.karmyq.com", "Ada", datetime(2026, 3, 2, 16, tzinfo=UTC))
URL = "https://karmyq.example.org/api"


def folder(home: Path, url: str = URL) -> StateFolder:
    made = StateFolder.of({"XDG_STATE_HOME": str(home)}, url)
    made.make()
    return made


def test_every_karmyq_has_a_folder_of_its_own(tmp_path: Path) -> None:
    assert folder(tmp_path).path == tmp_path / "karmyq-simulation" / "karmyq.example.org_443_api"
    assert folder(tmp_path, "https://other.example.org/api").path != folder(tmp_path).path


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (URL, "https://KARMYQ.example.org:443/api"),
        ("http://127.0.0.1:8080/api", "http://localhost:8080/api"),
        ("http://127.0.0.1:8080/api", "http://[::1]:8080/api"),
    ],
)
def test_two_spellings_of_an_address_are_one_karmyq(one: str, other: str, tmp_path: Path) -> None:
    assert folder(tmp_path, one).path == folder(tmp_path, other).path


@pytest.mark.parametrize("home", [{}, {"XDG_STATE_HOME": ""}, {"XDG_STATE_HOME": "relative"}])
def test_without_the_variable_it_is_the_users_own(
    home: dict[str, str], monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setenv("HOME", str(tmp_path))

    path = StateFolder.of(home, URL).path

    assert path.parent == tmp_path / ".local" / "state" / "karmyq-simulation"


def test_nothing_is_made_before_something_is_kept(tmp_path: Path) -> None:
    state = StateFolder.of({"XDG_STATE_HOME": str(tmp_path)}, URL)

    assert state.people() == []
    assert list(tmp_path.iterdir()) == []


def test_people_are_kept_for_their_owner_alone(tmp_path: Path) -> None:
    state = folder(tmp_path)
    state.keep([ADA])

    assert folder(tmp_path).people() == [ADA]
    assert stat.S_IMODE(state.people_file.stat().st_mode) == 0o600
    assert stat.S_IMODE(state.path.stat().st_mode) == 0o700
    assert [file.name for file in state.path.iterdir()] == ["people.json"]


def test_a_write_that_fails_leaves_the_old_list(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    state = folder(tmp_path)
    state.keep([ADA])

    def full(_descriptor: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("adapters.live.state.os.fsync", full)
    with pytest.raises(SettingsError, match="cannot be used \\(No space left on device\\)"):
        state.keep([])

    assert state.people() == [ADA]


@pytest.mark.parametrize(
    ("content", "said"),
    [
        ("{", "is no list of people"),
        ('{"version": 1}', "is no list of people"),
        ('{"version": 2, "people": []}', "has version 2, and this simulator knows 1"),
    ],
)
def test_a_file_that_cannot_be_understood_is_told(content: str, said: str, tmp_path: Path) -> None:
    state = folder(tmp_path)
    state.people_file.write_text(content)

    with pytest.raises(SettingsError, match=said):
        state.people()


def test_a_folder_that_cannot_be_made_is_told(tmp_path: Path) -> None:
    (tmp_path / "karmyq-simulation").write_text("a file")

    with pytest.raises(SettingsError, match="set XDG_STATE_HOME to a folder of this user's"):
        folder(tmp_path)
