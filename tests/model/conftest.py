"""Ends what a test left running, since a story that nobody ends is a warning."""

from collections.abc import Iterator

import pytest

from tests.model.world import WORLDS


@pytest.fixture(autouse=True)
def _worlds_end() -> Iterator[None]:
    yield
    while WORLDS:
        WORLDS.pop().scheduler.close()
