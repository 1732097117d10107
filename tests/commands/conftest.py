"""An empty folder to type in, and a sandbox per test session."""

import shutil
from collections.abc import Iterator
from os import environ
from pathlib import Path

import pytest

from adapters.live.environment import VARIABLES as LIVE
from adapters.sandbox.postgres import EmbeddedPostgres
from adapters.sandbox.server import RunningSandbox, SandboxOptions, running_sandbox
from model.streams import PLATFORM_IDS, stream
from scenarios.overrides import VARIABLES
from tests.adapters.live.wipe.filled import BOSS, Filled, copy_of, fill
from tests.commands.told import Terminal

PEOPLED = Path("peopled")
NOBODY_LISTENS = "http://127.0.0.1:9/api"
"""The API of a karmyq that does not run."""
OURS = (*LIVE, *VARIABLES)


@pytest.fixture(autouse=True)
def home(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, tmp_path_factory: pytest.TempPathFactory
) -> Path:
    """Where the commands are typed: nothing is there, and the environment names nothing."""
    for name in OURS:
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path_factory.mktemp("state")))
    monkeypatch.chdir(tmp_path)
    return tmp_path


@pytest.fixture
def terminal(capsys: pytest.CaptureFixture[str]) -> Terminal:
    return Terminal(capsys)


@pytest.fixture(scope="session")
def sandbox_in_step() -> Iterator[RunningSandbox]:
    """A sandbox that lets its client set seed and time."""
    with running_sandbox(_options(lockstep=True)) as running:
        yield running


@pytest.fixture(scope="session")
def sandbox_in_real_time() -> Iterator[RunningSandbox]:
    """A sandbox that follows the wall clock."""
    with running_sandbox(_options(lockstep=False)) as running:
        yield running


@pytest.fixture
def stepping(sandbox_in_step: RunningSandbox, monkeypatch: pytest.MonkeyPatch) -> RunningSandbox:
    """The environment names a sandbox in lockstep."""
    return _named(sandbox_in_step, monkeypatch)


@pytest.fixture
def ticking(
    sandbox_in_real_time: RunningSandbox, monkeypatch: pytest.MonkeyPatch
) -> RunningSandbox:
    """The environment names a sandbox in real time."""
    return _named(sandbox_in_real_time, monkeypatch)


@pytest.fixture
def peopled(terminal: Terminal, ticking: RunningSandbox) -> RunningSandbox:
    """The environment names a sandbox in real time in which the quiet week's people live."""
    start: tuple[str, ...] = ("live", "quiet_week", "--populate", "--days", "0.0001")
    start += ("--speed", "3600", "--rate", "0", "--quiet")
    assert terminal(*start, "--out", str(PEOPLED)).code == 0
    shutil.rmtree(PEOPLED)
    return ticking


def _named(sandbox: RunningSandbox, monkeypatch: pytest.MonkeyPatch) -> RunningSandbox:
    for name, value in sandbox.variables().items():
        monkeypatch.setenv(name, value)
    assert not set(OURS) & set(environ) - set(sandbox.variables())
    return sandbox


def _options(*, lockstep: bool) -> SandboxOptions:
    return SandboxOptions(stream_of=lambda number: stream(number, PLATFORM_IDS), lockstep=lockstep)


@pytest.fixture(scope="session")
def lived_in() -> Iterator[str]:
    """A server in whose database ours have lived for some days, beside others."""
    with EmbeddedPostgres() as postgres:
        fill(postgres.url, among_others=False)
        yield postgres.url


@pytest.fixture
def filled(lived_in: str, monkeypatch: pytest.MonkeyPatch) -> Iterator[Filled]:
    """The environment names a copy of that database."""
    with copy_of(lived_in, "karmyq", "wiped") as url:
        for name, value in (
            ("KARMYQ_API_URL", NOBODY_LISTENS),
            ("KARMYQ_DATABASE_URL", url),
            ("KARMYQ_SIM_PASSWORD", "quiet-orchard-7"),
            ("KARMYQ_PROTECTED", BOSS),
        ):
            monkeypatch.setenv(name, value)
        yield Filled(url)
