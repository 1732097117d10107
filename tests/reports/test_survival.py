"""Kaplan and Meier's estimate: how long requests wait, the unfinished ones included."""

import warnings

import numpy as np
import pandas as pd
import pytest
from scipy.stats import CensoredData, ecdf

from reports import Run
from reports.survival import survival_of, until

NOT_YET = float("nan")


def requests(*rows: tuple[float, float, float]) -> pd.DataFrame:
    """Requests by the hours of posting, acceptance and withdrawal."""
    columns = ["posted_hour", "accepted_hour", "withdrawn_hour"]
    return pd.DataFrame(rows, columns=columns, dtype=float)


@pytest.mark.parametrize("size", [5, 60, 3000])
def test_it_is_scipys_estimate_with_scipys_band(size: int) -> None:
    draws = np.random.default_rng(size)
    waited, came = draws.exponential(10, size).round(1), draws.random(size) < 0.7
    reference = ecdf(CensoredData(uncensored=waited[came], right=waited[~came])).sf
    with np.errstate(all="ignore"), warnings.catch_warnings():
        warnings.simplefilter("ignore", RuntimeWarning)  # where all have ended there is no band
        band = reference.confidence_interval(0.95, method="log-log")

    found = survival_of(waited, came)

    places = np.searchsorted(reference.quantiles, found.hours[1:])
    inside = (found.share[1:] < 1) & (found.share[1:] > 0)
    for ours, theirs in (
        (found.share, reference.probabilities),
        (found.low, band.low.probabilities),
        (found.high, band.high.probabilities),
    ):
        assert ours[1:][inside] == pytest.approx(theirs[places][inside], abs=1e-6)


def test_half_have_stopped_waiting_at_the_median() -> None:
    found = survival_of(np.array([1.0, 2.0, 3.0, 4.0]), np.array([True] * 4))

    assert found.median == 2
    assert found.share.tolist() == [1, 0.75, 0.5, 0.25, 0]


def test_nobody_who_still_waits_counts_as_having_stopped() -> None:
    waiting = survival_of(np.array([5.0, 9.0]), np.array([False, False]))

    assert waiting.share.tolist() == [1, 1, 1]
    assert waiting.median is None


def test_of_no_requests_all_wait() -> None:
    assert survival_of(np.array([]), np.array([], dtype=bool)).share.tolist() == [1, 1]


def test_a_request_is_seen_until_it_is_withdrawn_expires_or_the_run_ends() -> None:
    table = requests(
        (10, 14, NOT_YET), (10, NOT_YET, 12), (0, NOT_YET, NOT_YET), (1900, NOT_YET, NOT_YET)
    )

    waited, came = until(table, "accepted_hour", 2000)

    assert waited.tolist() == [4, 2, 60 * 24, 100]
    assert came.tolist() == [True, False, False, False]


def test_a_request_with_a_helper_does_not_expire_before_its_completion() -> None:
    table = requests((0, 5, NOT_YET)).assign(completed_hour=NOT_YET)

    waited, _ = until(table, "completed_hour", 2000)

    assert waited.tolist() == [2000]


def test_many_steps_are_thinned_without_moving_the_median(week: Run) -> None:
    waited, came = until(week.requests, "accepted_hour", week.hours)
    many = np.tile(waited, 8) + np.repeat(np.arange(8), len(waited)) / 1e6
    whole, thin = survival_of(waited, came), survival_of(many, np.tile(came, 8))

    assert len(thin.hours) <= 401
    assert thin.median == pytest.approx(whole.median, abs=0.5)
    assert thin.share[-1] == pytest.approx(whole.share[-1])
    assert thin.nearly_over <= thin.hours[-1]


def test_a_curve_is_nearly_over_where_it_stays_even_if_some_wait_for_ever() -> None:
    waited = np.concatenate([np.linspace(0.1, 8, 80), np.full(20, 500.0)])
    found = survival_of(waited, waited < 100)

    assert found.share[-1] == pytest.approx(0.2)
    assert found.nearly_over == pytest.approx(7.9, abs=0.2)
