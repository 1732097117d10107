"""An empty folder to type in, and a sandbox per test session."""

import shutil
from collections.abc import Iterator
from os import environ
from pathlib import Path

import pytest

from adapters.live.environment import VARIABLES as LIVE
from adapters.sandbox.server import RunningSandbox, SandboxOptions, running_sandbox
from model.streams import PLATFORM_IDS, stream
from scenarios.overrides import VARIABLES
from tests.commands.told import Terminal

PEOPLED = Path("peopled")
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
    start: tuple[str, ...] = ("live", "quiet_week", "--populate", "--days", "0.0001", "--speed", "3600")
    start += ("--rate", "0", "--quiet")
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
