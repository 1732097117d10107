"""What a sensitivity analysis found: Morris' effects, Sobol' indices, and how much chance explains.

A measure at a point is its mean over the replications. All points meet the same seeds, but what
people do after a change soon meets another chance, so some of every difference is noise:

seed_share    of the variance of single runs over the whole design, the part that seeds make alone
noise         the mean absolute effect of a key that does nothing, given the spread between seeds;
              a key matters for a measure when its effect is above it and a tenth of the largest

The noise that is left after averaging (`noise_share` of the variance between points) is in every
total index, as an interaction with chance.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from math import pi, sqrt
from typing import Any

import numpy as np

from experiments.results import Results
from experiments.sensitivity_design import LEVELS, problem_of, salib, seed_for

LEAST_SHARE = 0.1
"""Of the largest effect on a measure: below it a key is left out of the second stage (ours)."""
STEP = LEVELS / (2 * (LEVELS - 1))
"""Morris' step, as a share of the range."""
CONFIDENCE = 0.95
RESAMPLES = 500
FEWEST_BLOCKS = 8
"""Fewer complete blocks of Saltelli's design have no indices worth showing."""

MAIN = (
    "requests_created",
    "offer_rate",
    "completion_rate",
    "feedback_rate",
    "time_to_first_offer_median_h",
    "members_per_community_mean",
    "karma_gini",
)
"""The measures that are looked at unless others are asked for."""


@dataclass(frozen=True, slots=True)
class Screened:
    """Morris: the effect of a key on a measure, in the measure's unit over the key's whole range.

    `mu_star` is the mean absolute effect with its 95 % interval, `mu` the mean with its sign,
    `sigma` the spread of effects: large where they depend on the other keys, or are noise.
    """

    measure: str
    key: str
    mu_star: float
    low: float
    high: float
    mu: float
    sigma: float
    noise: float | None
    matters: bool


@dataclass(frozen=True, slots=True)
class Index:
    """Sobol': the share of a measure's variance that a key explains alone, and with all others."""

    measure: str
    key: str
    first: float
    first_low: float
    first_high: float
    total: float
    total_low: float
    total_high: float


@dataclass(frozen=True, slots=True)
class Chance:
    """Shares of a measure's variance that seeds make: of single runs, and left in the means."""

    measure: str
    seed_share: float | None
    noise_share: float | None
    blocks: int


type Table = Mapping[str, tuple[np.ndarray, np.ndarray]]
"""Measure to its mean at each point (NaN where there is none) and the variance between seeds."""


def walked(asked: Mapping[str, Any]) -> int:
    """How many points the screening has; those of the second stage follow them."""
    return int(asked["trajectories"]) * (len(asked["vary"]) + 1)


def keys_of(results: Results) -> list[str]:
    """The varied keys, in the order in which they were asked for."""
    return list(results.values(0))


def matching(results: Results, found: Sequence[Screened]) -> list[str]:
    """The keys that matter for one measure or another."""
    mattering = {one.key for one in found if one.matters}
    return [key for key in keys_of(results) if key in mattering]


def screened(results: Results) -> list[Screened]:
    """What the first stage says of each measure and key; a constant measure says nothing."""
    asked = results.notes["asked"]
    keys = keys_of(results)
    places = _places(results, range(walked(asked)), keys)
    seed = seed_for(results.notes["base_seed"], 1)
    table = table_of(results, range(walked(asked)), asked["measures"])
    return [
        one
        for name, (means, variances) in table.items()
        for one in morris(
            keys, places, means, seed=seed, measure=name, noise=_noise(results, variances)
        )
    ]


def morris(
    keys: Sequence[str],
    places: np.ndarray,
    means: np.ndarray,
    *,
    seed: int,
    measure: str = "",
    noise: float | None = None,
) -> list[Screened]:
    """Morris' effects; trajectories in which a value is missing are left out."""
    width = len(keys) + 1
    whole = ~np.isnan(means.reshape(-1, width)).any(axis=1)
    kept = np.repeat(whole, width)
    x, y = places[kept], means[kept]
    if whole.sum() < 2 or not y.std():
        return []
    found = salib("analyze.morris").analyze(
        problem_of(keys),
        x,
        y,
        num_resamples=RESAMPLES,
        conf_level=CONFIDENCE,
        num_levels=LEVELS,
        seed=seed,
    )
    largest = float(max(found["mu_star"]))
    rows = []
    for place, key in enumerate(keys):
        mu_star, reach = (float(found[name][place]) for name in ("mu_star", "mu_star_conf"))
        rows.append(
            Screened(
                measure=measure,
                key=key,
                mu_star=mu_star,
                low=max(mu_star - reach, 0.0),
                high=mu_star + reach,
                mu=float(found["mu"][place]),
                sigma=float(found["sigma"][place]),
                noise=noise,
                matters=mu_star >= LEAST_SHARE * largest and mu_star > (noise or 0.0),
            )
        )
    return rows


def indices(results: Results) -> list[Index]:
    """What the second stage says of each measure and key; nothing where there was none."""
    asked = results.notes["asked"]
    second = range(walked(asked), len(results.points))
    if not second:
        return []
    keys = list(results.values(second[0]))
    seed = seed_for(results.notes["base_seed"], 1)
    table = table_of(results, second, asked["measures"])
    return [
        one
        for name, (means, _) in table.items()
        for one in sobol(keys, means, seed=seed, measure=name)
    ]


def sobol(keys: Sequence[str], means: np.ndarray, *, seed: int, measure: str = "") -> list[Index]:
    """Sobol' indices; blocks of Saltelli's design in which a value is missing are left out."""
    blocks = means.reshape(-1, len(keys) + 2)
    whole = blocks[~np.isnan(blocks).any(axis=1)]
    if len(whole) < FEWEST_BLOCKS or not whole.std():
        return []
    found = salib("analyze.sobol").analyze(
        problem_of(keys),
        whole.reshape(-1),
        calc_second_order=False,
        num_resamples=RESAMPLES,
        conf_level=CONFIDENCE,
        seed=seed,
    )
    rows = []
    for place, key in enumerate(keys):
        first, first_reach, total, total_reach = (
            float(found[name][place]) for name in ("S1", "S1_conf", "ST", "ST_conf")
        )
        rows.append(
            Index(
                measure,
                key,
                first,
                first - first_reach,
                first + first_reach,
                total,
                total - total_reach,
                total + total_reach,
            )
        )
    return rows


def chances(results: Results) -> list[Chance]:
    """For each measure, how much of its variance is the seeds'; None with a single replication."""
    asked = results.notes["asked"]
    last = len(results.points)
    points = range(walked(asked), last) if last > walked(asked) else range(last)
    width = len(results.values(points[0])) + (2 if points[0] else 1)
    return [
        _chance(name, means, variances, int(asked["replications"]), width)
        for name, (means, variances) in table_of(results, points, asked["measures"]).items()
    ]


def _chance(
    name: str, means: np.ndarray, variances: np.ndarray, replications: int, width: int
) -> Chance:
    blocks = int((~np.isnan(means.reshape(-1, width)).any(axis=1)).sum())
    if replications == 1 or np.isnan(variances).all():
        return Chance(name, None, None, blocks)
    within = float(np.nanmean(variances))
    between = float(np.nanvar(means))
    left = within / replications
    single = max(between - left, 0.0) + within
    return Chance(
        name,
        within / single if single else None,
        min(left / between, 1.0) if between else None,
        blocks,
    )


def _noise(results: Results, variances: np.ndarray) -> float | None:
    """The mean absolute effect that chance alone would make: of a normal, sqrt(2/pi) of its sd."""
    if np.isnan(variances).all():
        return None
    replications = int(results.notes["asked"]["replications"])
    spread = sqrt(2 * float(np.nanmean(variances)) / replications) / STEP
    return sqrt(2 / pi) * spread


def table_of(results: Results, points: Sequence[int], names: Sequence[str]) -> Table:
    """The measures at these points, over the replications that are done."""
    values: dict[int, list[Mapping[str, float | None]]] = {point: [] for point in points}
    for (point, _), row in sorted(results.measures.items()):
        if point in values:
            values[point].append(row)
    return {name: _column(values, name) for name in names}


def _column(
    values: Mapping[int, list[Mapping[str, float | None]]], name: str
) -> tuple[np.ndarray, np.ndarray]:
    means, variances = [], []
    for rows in values.values():
        numbers = [float(value) for row in rows if (value := row.get(name)) is not None]
        means.append(np.mean(numbers) if numbers else np.nan)
        variances.append(np.var(numbers, ddof=1) if len(numbers) > 1 else np.nan)
    return np.array(means, dtype=float), np.array(variances, dtype=float)


def _places(results: Results, points: Sequence[int], keys: Sequence[str]) -> np.ndarray:
    """The values at the points as shares of their range, as SALib wants them back."""
    rows = np.array([[float(results.values(p)[key]) for key in keys] for p in points])  # type: ignore[arg-type]
    low, high = rows.min(axis=0), rows.max(axis=0)
    spread = np.where(high > low, high - low, 1.0)
    return np.asarray((rows - low) / spread)
