"""Small runs that were really run, once for all tests of a worker."""

import pytest

from reports import Run
from tests.reports.runs import ran


@pytest.fixture(scope="session")
def week(tmp_path_factory: pytest.TempPathFactory) -> Run:
    """A quiet week."""
    return ran(tmp_path_factory.mktemp("week") / "run", "quiet_week")


@pytest.fixture(scope="session")
def split(tmp_path_factory: pytest.TempPathFactory) -> Run:
    """Two days in which a community splits."""
    return ran(tmp_path_factory.mktemp("split") / "run", "fission", "--days", "2")


@pytest.fixture(scope="session")
def past(tmp_path_factory: pytest.TempPathFactory) -> Run:
    """A day after two days that are not logged."""
    words = ("quiet_week", "--days", "1", "--set", "population.history_days=2")
    return ran(tmp_path_factory.mktemp("past") / "run", *words)


@pytest.fixture(scope="session")
def moment(tmp_path_factory: pytest.TempPathFactory) -> Run:
    """A run in which nothing but the opening has happened."""
    return ran(tmp_path_factory.mktemp("moment") / "run", "quiet_week", "--days", "0.0001")


@pytest.fixture(params=["week", "split", "past", "moment"])
def run(request: pytest.FixtureRequest) -> Run:
    """Each of them."""
    found: Run = request.getfixturevalue(request.param)
    return found
