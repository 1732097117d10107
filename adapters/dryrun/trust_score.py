"""The formula of the trust score (rules, section 15): 0 to 100, per person and community."""

from bisect import bisect_left
from collections.abc import Collection, Iterable
from datetime import datetime, timedelta
from math import floor, log2

from adapters.dryrun.shelves.reputation import RatingRow, Reputation
from adapters.entities import TrustTier

RECENT = timedelta(days=365)
MONTH = timedelta(days=30)
RATING_HALF_LIFE_MONTHS = 6
LEAST_WEIGHT = 0.1
LOCAL, ELSEWHERE = 0.7, 0.3
"""How ratings here and ratings everywhere, those here included, are blended."""
DEPTH_WEIGHT, BREADTH_WEIGHT = 0.6, 0.4
NEUTRAL_STARS, BEST_STARS = 3.0, 5.0
CARRY_FACTOR, CARRY_CAP = 0.40, 59
TIERS: tuple[tuple[int, TrustTier], ...] = ((75, "highly_trusted"), (50, "trusted"), (20, "active"))


def half_up(number: float) -> int:
    """Rounded to the nearest whole number, halves towards plus infinity, as JavaScript does."""
    return floor(number + 0.5)


def tier(score: int) -> TrustTier:
    """The word for a score."""
    return next((word for least, word in TIERS if score >= least), "new")


def trust_score(here: Reputation, everywhere: Collection[Reputation], now: datetime) -> int:
    """Volume, quality, depth, breadth and a bonus, rounded and kept within 0 to 100."""
    recent = recent_exchanges(here, now)
    communities = len([1 for place in everywhere if place.exchanged_at])
    volume = min(30, floor(log2(recent + 1) * 10))
    depth = min(15, here.repeats * 2) * DEPTH_WEIGHT
    breadth = (min(10, len(here.met) * 2) + min(10, communities * 3)) * BREADTH_WEIGHT
    bonus = 5 if recent else 0
    score = volume + _quality(here, everywhere, now) + depth + breadth + bonus
    return max(0, min(100, half_up(score)))


def recent_exchanges(here: Reputation, now: datetime) -> int:
    """Records of help given or received here in the last 365 days."""
    return len(here.exchanged_at) - bisect_left(here.exchanged_at, now - RECENT)


def shown_score(here: Reputation | None, everywhere: Iterable[Reputation], now: datetime) -> int:
    """One's own stored score as it is read."""
    return carried_over(0 if here is None else here.score, here, everywhere, now)


def carried_over(
    score: int, here: Reputation | None, everywhere: Iterable[Reputation], now: datetime
) -> int:
    """A score as its owner sees it: a newcomer brings something along from elsewhere."""
    if here is not None and recent_exchanges(here, now):
        return score
    best = max((place.score for place in everywhere if place is not here), default=0)
    return max(score, min(CARRY_CAP, floor(CARRY_FACTOR * best)))


def blended_rating(
    here: Reputation | None, everywhere: Iterable[Reputation], now: datetime
) -> float | None:
    """The mean of the stars received, here and everywhere; None without any."""
    local = _mean([] if here is None else here.ratings, now)
    overall = _mean((row for place in everywhere for row in place.ratings), now)
    if local is None or overall is None:
        return overall if local is None else local
    return local * LOCAL + overall * ELSEWHERE


def _quality(here: Reputation, everywhere: Iterable[Reputation], now: datetime) -> int:
    stars = blended_rating(here, everywhere, now)
    if stars is None:
        return 0
    return half_up((stars - NEUTRAL_STARS) / (BEST_STARS - NEUTRAL_STARS) * 25)


def _mean(ratings: Iterable[RatingRow], now: datetime) -> float | None:
    weights = stars = 0.0
    for row in ratings:
        months = (now - row.created_at) / MONTH
        weight = max(LEAST_WEIGHT, 0.5 ** (months / RATING_HALF_LIFE_MONTHS))
        weights += weight
        stars += row.rating * weight
    return stars / weights if weights else None
