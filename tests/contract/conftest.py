"""One town per test, on each adapter in turn.

A real karmyq is another adapter where it is asked for: by the marker's name on the command line,
and by an environment that says where it is. Only the cases with the marker meet it.
"""

from collections.abc import Iterator

import pytest

from adapters.live.environment import SettingsError
from tests.contract import real
from tests.contract.person import Person
from tests.contract.town import Town, TownWith
from tests.contract.world import ADAPTERS, REAL, Adapter


def pytest_configure(config: pytest.Config) -> None:
    """Refuse a real karmyq that is named by halves."""
    if _is_asked_for(config):
        try:
            real.real_settings()
        except SettingsError as problem:
            raise pytest.UsageError(str(problem)) from None


def pytest_generate_tests(metafunc: pytest.Metafunc) -> None:
    """Name the adapters of a case."""
    if "adapter" in metafunc.fixturenames:
        is_safe = metafunc.definition.get_closest_marker(real.MARK) is not None
        meets_it = is_safe and _is_asked_for(metafunc.config)
        metafunc.parametrize("adapter", (*ADAPTERS, REAL) if meets_it else ADAPTERS, indirect=True)


def _is_asked_for(config: pytest.Config) -> bool:
    return real.MARK in str(config.option.markexpr) and real.is_named()


@pytest.fixture
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
