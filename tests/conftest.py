"""One worker runs thousands of tests: long ones first, and what was there is not collected again.

A full collection walks over all modules and all tests that are waiting, which takes a fifth of a
second; a small run of the simulator takes less, and begins with one.
"""

import gc
import signal
from collections.abc import Iterator

import pytest

from model.memory import few_collections


def pytest_configure() -> None:
    """What a background job or `nohup` ignores, every process of a test would ignore, too."""
    if signal.getsignal(signal.SIGINT) == signal.SIG_IGN:
        signal.signal(signal.SIGINT, signal.default_int_handler)
    if signal.getsignal(signal.SIGHUP) == signal.SIG_IGN:
        signal.signal(signal.SIGHUP, signal.SIG_DFL)


@pytest.hookimpl(wrapper=True)
def pytest_collection() -> Iterator[None]:
    """Finding the tests leaves no garbage worth looking for."""
    gc.disable()
    try:
        return (yield)
    finally:
        gc.enable()


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Long tests first, else the order stays."""
    items.sort(key=lambda item: item.get_closest_marker("long") is None)


@pytest.hookimpl(wrapper=True)
def pytest_runtestloop() -> Iterator[None]:
    """Freeze what is there, for as long as the tests run."""
    with few_collections():
        return (yield)


def pytest_runtest_teardown(item: pytest.Item, nextitem: pytest.Item | None) -> None:
    """Collect after each file, so that what it left open is told near its tests."""
    if nextitem is None or nextitem.path != item.path:
        gc.collect()


@pytest.fixture(autouse=True, scope="session")
def without_reports() -> Iterator[None]:
    """A run draws its report only where a test is about it: that takes longer than a small run."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("KARMYQ_SIM_REPORT", "no")
        yield
