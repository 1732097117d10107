"""Few collections during a run: rare, of new things alone, and all is as before at its end."""

import gc
from collections.abc import Iterator

import pytest

from model.memory import THRESHOLDS, few_collections, no_collections

USUAL = (700, 10, 10)


@pytest.fixture(autouse=True)
def usual() -> Iterator[None]:
    """As in a process that has just begun; the suite itself lives within `few_collections`."""
    before = gc.get_threshold()
    gc.unfreeze()
    gc.set_threshold(*USUAL)
    yield
    gc.freeze()
    gc.set_threshold(*before)


def test_while_it_lasts_collections_are_rare_and_leave_what_was_there_alone() -> None:
    with few_collections():
        threshold, kept = gc.get_threshold(), gc.get_freeze_count()

    assert threshold == THRESHOLDS
    assert kept > 0
    assert (gc.get_threshold(), gc.get_freeze_count()) == (USUAL, 0)


def test_an_error_ends_it_like_any_other_end() -> None:
    with pytest.raises(ValueError, match="a bug"), few_collections():
        raise ValueError("a bug")

    assert (gc.get_threshold(), gc.get_freeze_count()) == (USUAL, 0)


def test_the_end_of_an_inner_one_ends_nothing() -> None:
    with few_collections():
        kept = gc.get_freeze_count()
        with few_collections():
            pass

        assert (gc.get_threshold(), gc.get_freeze_count()) == (THRESHOLDS, kept)


def test_imports_are_not_interrupted_by_collections() -> None:
    with no_collections():
        during = gc.isenabled()

    assert not during
    assert gc.isenabled()


@pytest.mark.parametrize("kept_before", [False, True])
def test_what_imports_made_is_kept_unless_something_is_already(*, kept_before: bool) -> None:
    if kept_before:
        gc.freeze()
    before = gc.get_freeze_count()
    with no_collections():
        made: list[list[int]] = [[] for _ in range(1000)]
    kept = gc.get_freeze_count() - before

    assert (kept < len(made)) is kept_before
    gc.unfreeze()


def test_a_collector_that_was_off_stays_off() -> None:
    gc.disable()
    try:
        with no_collections():
            pass
        assert not gc.isenabled()
    finally:
        gc.enable()
