"""Where a sensitivity analysis looks: Morris' trajectories, then Saltelli's design for Sobol'.

Places are shares of the varied keys' ranges, from 0 to 1. They derive from the base seed, not from
the replications' seeds. A key of whole numbers is met at the whole number that a share falls on.
"""

from collections.abc import Sequence
from hashlib import sha256
from typing import Any

from numpy.random import SeedSequence

from experiments.errors import ExperimentError, from_extra
from experiments.vary import Vary

LEVELS = 4
"""Steps of a range in the screening; Morris' own choice, and SALib's default."""
LEAST_TRAJECTORIES = 2
LEAST_SAMPLES = 8
_BELOW_ONE = 1 - 2**-53
_PURPOSE = tuple(sha256(b"sensitivity").digest()[:8])

type Places = list[list[float]]


def salib(module: str) -> Any:
    """A module of SALib; raises MissingExtraError where it is not installed."""
    return from_extra(f"SALib.{module}", "sensitivity", "a sensitivity analysis")


def problem_of(keys: Sequence[str]) -> dict[str, Any]:
    """What SALib is told of the varied keys: their names, and that places are shares."""
    return {"num_vars": len(keys), "names": list(keys), "bounds": [[0.0, 1.0]] * len(keys)}


def seed_for(base_seed: int, purpose: int) -> int:
    """A seed for the places (0) or for the bootstrap of the intervals (1)."""
    sequence = SeedSequence(entropy=base_seed, spawn_key=(*_PURPOSE, purpose))
    # SALib takes 0 for no seed at all.
    return int(sequence.generate_state(1)[0]) + 1


def trajectories(keys: Sequence[str], count: int, base_seed: int) -> Places:
    """Walks through the space that change one key at a step: count x (keys + 1) places.

    Raises ExperimentError below two, which have no spread.
    """
    if count < LEAST_TRAJECTORIES:
        raise ExperimentError(
            f"--trajectories: expects a number from {LEAST_TRAJECTORIES} up; found {count}"
        )
    drawn = salib("sample.morris").sample(
        problem_of(keys), count, num_levels=LEVELS, seed=seed_for(base_seed, 0)
    )
    return [[float(share) for share in row] for row in drawn]


def saltelli(keys: Sequence[str], samples: int, base_seed: int) -> Places:
    """Sobol' points, each again with one key taken from another: samples x (keys + 2) places."""
    drawn = salib("sample.sobol").sample(
        problem_of(keys), samples, calc_second_order=False, seed=seed_for(base_seed, 0)
    )
    return [[float(share) for share in row] for row in drawn]


def check_samples(samples: int) -> None:
    """Raises ExperimentError where Sobol' points would not be balanced, or are too few."""
    power = 2 ** max(samples - 1, LEAST_SAMPLES - 1).bit_length()
    if samples != power:
        raise ExperimentError(
            f"--samples {samples}: Sobol' points are balanced only in powers of two, from "
            f"{LEAST_SAMPLES} up; take {power}"
        )


def check_ranges(varied: Sequence[Vary]) -> None:
    """Raises ExperimentError for a list, or a range cut in steps: places are chosen here."""
    for one in varied:
        if one.listed or one.steps is not None:
            low, high = one.text.split(":")[:2] if one.steps is not None else ("LOW", "HIGH")
            raise ExperimentError(
                f"{one}: a sensitivity analysis chooses the values between two bounds itself; "
                f"write --vary {one.key}={low}:{high}"
            )


def written(varied: Sequence[Vary], row: Sequence[float]) -> list[str]:
    """The values at a place, written like --set's."""
    return [one.at(min(share, _BELOW_ONE)) for one, share in zip(varied, row, strict=True)]
