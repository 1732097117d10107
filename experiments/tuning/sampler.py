"""What a trial tries, from what the ones before it showed: an Optuna sampler.

1. the start itself
2. a few points that fill the space: scrambled Sobol'
3. where the emulator finds it most probable that all targets are met, near the start by preference;
   once a trial has met them, a place drawn by that probability, mostly from around the best

With `objective: pareto`, Optuna's own TPE for several objectives takes the place of 3.

Chance comes from the search's seed and the trial's number alone, so that a search that is resumed
goes on as if it had never stopped, and processes that share a study never propose the same.
"""

from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np
from optuna import Study
from optuna.distributions import BaseDistribution, FloatDistribution, IntDistribution
from optuna.samplers import BaseSampler, TPESampler
from optuna.trial import FrozenTrial

from experiments.errors import from_extra
from experiments.seeds import seed_of
from experiments.tuning.emulator import EXTRA, PURPOSE, Emulator, Observed, one_core
from experiments.tuning.loading import Tuning
from experiments.tuning.scoring import met, score
from experiments.tuning.space import Dimension
from experiments.tuning.trials import VALUES, finished, retry_of

FIRST_FOR_EACH = 2
"""Trials, for each parameter, before the emulator is asked; the start is one of them."""

ANYWHERE, NEAR_BEST = 2000, 1000
"""Places that are looked at: all over the space, and around the best trial."""

REACH = (0.02, 0.1)
"""How far around, in shares of a range: half of the places within each."""

LARGEST_SEED = 2**32 - 1


class Proposals(BaseSampler):
    """Proposes the values of each trial of one search."""

    def __init__(self, tuning: Tuning, seed: int) -> None:
        self._tuning, self._seed = tuning, seed
        self._space = tuning.space
        self.distributions = {one.name: _distribution(one) for one in tuning.space.dimensions}

    def infer_relative_search_space(
        self,
        study: Study,  # noqa: ARG002  # Optuna's signature
        trial: FrozenTrial,  # noqa: ARG002
    ) -> dict[str, BaseDistribution]:
        """All parameters, always."""
        return dict(self.distributions)

    def sample_relative(
        self,
        study: Study,
        trial: FrozenTrial,
        search_space: dict[str, BaseDistribution],  # noqa: ARG002
    ) -> dict[str, Any]:
        """The values of a trial."""
        before = [one for one in study.get_trials(deepcopy=False) if one.number < trial.number]
        number = sum(retry_of(one) is None for one in before)
        if number == 0:
            return self._typed(self._space.start)
        if number < FIRST_FOR_EACH * len(self._space.dimensions):
            return self._typed(self._space.values(self._filling(number)))
        if self._tuning.targets.objective == "pareto":
            return self._evolved(study, trial, number)
        with one_core():
            place = self._most_promising([one for one in before if finished(one)], number)
        return self._typed(self._space.values(place.tolist()))

    def sample_independent(
        self,
        study: Study,
        trial: FrozenTrial,
        param_name: str,
        param_distribution: BaseDistribution,
    ) -> Any:
        """Nothing is left over for this."""
        raise NotImplementedError(f"{param_name} is no parameter of this search")

    def _seed_of(self, number: int) -> int:
        return seed_of(self._seed, number) % LARGEST_SEED

    def _filling(self, number: int) -> Sequence[float]:
        qmc = from_extra("scipy.stats.qmc", EXTRA, PURPOSE)
        sequence = qmc.Sobol(len(self._space.dimensions), rng=self._seed_of(0))
        points: list[list[float]] = sequence.random_base2(number.bit_length()).tolist()
        return points[number]

    def _evolved(self, study: Study, trial: FrozenTrial, number: int) -> dict[str, Any]:
        other = TPESampler(seed=self._seed_of(number), multivariate=True, n_startup_trials=0)
        found = other.sample_relative(study, trial, dict(self.distributions))
        return self._typed(self._space.values(self._space.places(found)))

    def _most_promising(self, trials: Sequence[FrozenTrial], number: int) -> Any:
        chance = np.random.default_rng(self._seed_of(number))
        targets = self._tuning.targets
        seen = [observed(self._tuning, one) for one in trials]
        emulator = Emulator(targets.targets, seen)
        best = min(seen, key=self._score)
        places = self._candidates(np.array(best.place), chance)
        start = np.array(self._space.places(self._space.start))
        distance = np.mean((places - start) ** 2, axis=1)
        worth = emulator.log_probability(places) - targets.closeness * distance
        if not any(len(met(targets, one.values)) == len(targets.targets) for one in seen):
            return places[np.argmax(worth)]
        shares = np.exp(worth - worth.max())
        return places[chance.choice(len(places), p=shares / shares.sum())]

    def _score(self, one: Observed) -> float:
        return score(
            self._tuning.targets, one.values, self._space.distance(self._space.values(one.place))
        )

    def _candidates(self, best: Any, chance: np.random.Generator) -> Any:
        size = len(best)
        near = [best + chance.normal(0, reach, (NEAR_BEST // 2, size)) for reach in REACH]
        return np.clip(np.vstack([chance.random((ANYWHERE, size)), *near]), 0, 1)

    def _typed(self, values: Mapping[str, float]) -> dict[str, Any]:
        return {
            one.name: int(values[one.name]) if one.whole else float(values[one.name])
            for one in self._space.dimensions
        }


def observed(tuning: Tuning, trial: FrozenTrial) -> Observed:
    """What a finished trial shows."""
    return Observed(tuning.space.places(trial.params), trial.user_attrs[VALUES])


def _distribution(one: Dimension) -> BaseDistribution:
    if one.whole:
        return IntDistribution(int(one.low), int(one.high), log=one.log)
    return FloatDistribution(one.low, one.high, log=one.log)
