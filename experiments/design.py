"""The points of a sweep: a full grid, or samples that fill the space of the varied keys.

A sample's places derive from the base seed, not from the replications' seeds. Latin hypercube: each
key's range is cut in as many slices as there are samples, and each slice is met once. Sobol': a
scrambled low-discrepancy sequence; more samples begin with the fewer.
"""

from collections.abc import Iterator, Sequence
from enum import StrEnum
from hashlib import sha256
from itertools import product

from numpy.random import SeedSequence, default_rng

from experiments.errors import ExperimentError, from_extra
from experiments.vary import Vary

_PURPOSE = tuple(sha256(b"design").digest()[:8])


class Design(StrEnum):
    """How the points of a sweep are chosen."""

    GRID = "grid"
    LHS = "lhs"
    SOBOL = "sobol"


def combinations(
    varied: Sequence[Vary], design: Design, samples: int | None, base_seed: int
) -> list[tuple[str, ...]]:
    """The values of each point, one for each varied key, written like --set's.

    Raises ExperimentError where design and samples do not fit.
    """
    if design is Design.GRID:
        if samples is not None:
            raise ExperimentError(
                "--samples is for --design lhs and sobol; a grid has all its combinations"
            )
        return list(product(*(one.values() for one in varied)))
    if samples is None or samples < 1:
        raise ExperimentError(f"--design {design}: say how many points with --samples, from 1 up")
    shares = _shares(len(varied), design, samples, base_seed)
    return [tuple(one.at(share) for one, share in zip(varied, row, strict=True)) for row in shares]


def _shares(keys: int, design: Design, samples: int, base_seed: int) -> Iterator[list[float]]:
    qmc = from_extra("scipy.stats.qmc", "experiments", f"--design {design}")
    chance = default_rng(SeedSequence(entropy=base_seed, spawn_key=_PURPOSE))
    if design is Design.LHS:
        yield from qmc.LatinHypercube(keys, rng=chance).random(samples).tolist()
        return
    power = (samples - 1).bit_length()
    if samples != 2**power:
        raise ExperimentError(
            f"--samples {samples}: Sobol' points are balanced only in powers of two; take "
            f"{2**power}{f' or {2 ** (power - 1)}' if power else ''}"
        )
    yield from qmc.Sobol(keys, rng=chance).random_base2(power).tolist()
