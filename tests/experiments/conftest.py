"""A terminal to type experiments into, in an environment that names nothing."""

import pytest

from scenarios.overrides import VARIABLES
from tests.commands.told import Terminal


@pytest.fixture(autouse=True)
def unnamed(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in VARIABLES:
        monkeypatch.delenv(name, raising=False)


@pytest.fixture
def terminal(capsys: pytest.CaptureFixture[str]) -> Terminal:
    return Terminal(capsys)
