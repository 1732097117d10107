"""One town per test, on each adapter in turn."""

from collections.abc import Iterator

import pytest

from tests.contract.person import Person
from tests.contract.town import Town, TownWith
from tests.contract.world import ADAPTERS, Adapter


@pytest.fixture(params=ADAPTERS)
def adapter(request: pytest.FixtureRequest) -> Adapter:
    """Which adapter stands between the test and the rules."""
    chosen: Adapter = request.param
    return chosen


@pytest.fixture
def town_with(adapter: Adapter) -> Iterator[TownWith]:
    """Makes a town in which the named defects are switched on."""
    towns: list[Town] = []

    def make(*defects: str) -> Town:
        towns.append(Town(adapter, *defects))
        return towns[-1]

    yield make
    for town in towns:
        town.close()


@pytest.fixture
def town(town_with: TownWith) -> Town:
    """A town on a platform without defects."""
    return town_with()


@pytest.fixture
def poster(town: Town) -> Person:
    """Somebody with a community to post to."""
    person = town.person("Nadia")
    town.community(person)
    return person
