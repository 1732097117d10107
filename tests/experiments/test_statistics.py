"""Means, bands and intervals over replications."""

import numpy as np
import pytest

from experiments.statistics import estimate


def test_the_interval_is_students_t_by_the_book() -> None:
    found = estimate([1.0, 2.0, 3.0, 4.0, 5.0])

    assert (found.mean, found.median, found.replications) == (3.0, 3.0, 5)
    # t(0.975, 4) = 2.776, standard error = 1.5811 / sqrt(5) = 0.7071
    assert (found.mean_low, found.mean_high) == pytest.approx((1.0368, 4.9632), abs=1e-4)
    assert (found.band_low, found.band_high) == pytest.approx((1.2, 4.8))


def test_the_interval_covers_the_truth_as_often_as_it_says() -> None:
    draws = np.random.default_rng(1).normal(10.0, 2.0, size=(2000, 8))
    intervals = [estimate(list(row)) for row in draws]

    covered = sum(
        one.mean_low <= 10.0 <= one.mean_high  # type: ignore[operator]
        for one in intervals
    )
    assert covered / 2000 == pytest.approx(0.95, abs=0.015)


def test_a_replication_without_a_value_is_left_out_and_counted() -> None:
    found = estimate([None, 2.0, 4.0])

    assert (found.replications, found.mean) == (2, 3.0)


def test_one_value_has_no_interval_and_none_has_nothing() -> None:
    one, none = estimate([5.0]), estimate([None])

    assert (one.mean, one.mean_low, one.sd) == (5.0, None, None)
    assert (none.replications, none.mean) == (0, None)


def test_equal_values_are_certain() -> None:
    found = estimate([2.0, 2.0, 2.0])

    assert (found.mean_low, found.mean_high) == (2.0, 2.0)
