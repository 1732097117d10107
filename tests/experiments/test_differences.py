"""Paired differences, what pairing saves, and what counts as moved."""

import numpy as np
import pytest

from experiments.differences import BySeed, difference, differences

SEEDS = range(20)


def normal(stream: int, mean: float = 10.0, sd: float = 1.0) -> BySeed:
    draws = np.random.default_rng(stream).normal(mean, sd, len(SEEDS))
    return dict(zip(SEEDS, draws.tolist(), strict=True))


def shifted(values: BySeed, by: float, noise: float, stream: int = 99) -> BySeed:
    extra = np.random.default_rng(stream).normal(by, noise, len(values))
    return {seed: value + more for (seed, value), more in zip(values.items(), extra, strict=True)}


def test_a_shift_within_common_noise_is_seen_by_pairs_and_missed_without() -> None:
    a = normal(1)
    b = shifted(a, by=0.2, noise=0.1)
    elsewhere = {seed + 1000: value for seed, value in b.items()}

    paired, apart = difference("m", a, b), difference("m", a, elsewhere)

    assert paired.p is not None
    assert apart.p is not None
    assert paired.p < 1e-4
    assert apart.p > 0.1
    assert (paired.pairs, apart.pairs) == (20, 0)


def test_what_pairing_saves_is_the_ratio_of_the_variances() -> None:
    in_step = difference("m", {1: 1.0, 2: 2.0, 3: 3.0}, {1: 2.0, 2: 4.0, 3: 6.0})
    apart = [difference("m", normal(k), normal(1000 + k)).precision for k in range(100)]

    assert in_step.precision == pytest.approx((1 + 4) / 1)
    assert np.median([one for one in apart if one is not None]) == pytest.approx(1.0, abs=0.15)


def test_the_interval_is_students_t_on_the_pairs() -> None:
    found = difference("m", {1: 1.0, 2: 2.0, 3: 3.0}, {1: 2.0, 2: 4.0, 3: 6.0})

    # gaps 1, 2, 3: t(0.975, 2) = 4.3027, standard error = 1 / sqrt(3)
    assert found.difference == 2.0
    assert (found.low, found.high) == pytest.approx((2 - 2.4841, 2 + 2.4841), abs=1e-3)


def test_the_effect_is_in_standard_deviations_of_a_run_and_has_an_interval() -> None:
    a = normal(1)
    found = difference("m", a, shifted(a, by=2.0, noise=0.5))
    by_hand = difference("m", {1: 1.0, 2: 2.0, 3: 3.0}, {1: 2.0, 2: 4.0, 3: 6.0})

    assert by_hand.effect == pytest.approx(2 / ((1 + 4) / 2) ** 0.5)
    assert found.effect is not None
    assert found.effect_low is not None
    assert found.effect_high is not None
    assert found.effect_low < found.effect < found.effect_high
    assert found == difference("m", a, shifted(a, by=2.0, noise=0.5))


def test_of_two_hundred_measures_without_a_difference_none_is_named() -> None:
    names = [f"m{number}" for number in range(200)]
    a = {name: normal(number) for number, name in enumerate(names)}
    b = {name: normal(1000 + number) for number, name in enumerate(names)}
    found = differences(names, a, b)

    assert min(one.p for one in found if one.p is not None) < 0.05  # one test alone would alarm
    assert [one.measure for one in found if one.moved] == []


def test_a_measure_that_moved_is_named_among_many_that_did_not() -> None:
    names = [f"m{number}" for number in range(50)]
    a = {name: normal(number) for number, name in enumerate(names)}
    b = {name: normal(1000 + number) for number, name in enumerate(names)}
    b["m7"] = shifted(a["m7"], by=3.0, noise=0.5)

    assert [one.measure for one in differences(names, a, b) if one.moved] == ["m7"]


def test_a_difference_that_every_pair_shows_alike_is_judged_by_their_number() -> None:
    same, more = dict.fromkeys(SEEDS, 3.0), dict.fromkeys(SEEDS, 5.0)
    moved, still = difference("m", same, more), difference("m", same, same)
    few = difference("m", {1: 3.0, 2: 3.0}, {1: 5.0, 2: 5.0})
    apart = difference("m", same, {seed + 1000: 5.0 for seed in SEEDS})

    assert (moved.difference, moved.low, moved.high) == (2.0, 2.0, 2.0)
    assert moved.p == pytest.approx(2 / 2**20)
    assert (still.difference, still.p) == (0.0, 1.0)
    assert few.p == 0.5
    assert apart.p is not None
    assert apart.p < 1e-6


def test_a_side_that_never_changes_is_compared_without_a_warning() -> None:
    still = dict.fromkeys(SEEDS, 3.0)
    elsewhere = {seed + 1000: value for seed, value in normal(1).items()}
    paired, apart = difference("m", still, normal(1)), difference("m", still, elsewhere)

    assert paired.p == pytest.approx(apart.p, rel=0.5)
    assert paired.precision == pytest.approx(1.0)


def test_a_single_pair_says_nothing_about_noise() -> None:
    found = differences(["m"], {"m": {1: 1.0}}, {"m": {1: 9.0}})[0]

    assert (found.difference, found.p, found.moved) == (8.0, None, False)


def test_pairs_are_the_seeds_in_which_both_have_a_value() -> None:
    found = difference("m", {1: 1.0, 2: 2.0, 3: 3.0}, {2: 3.0, 3: 5.0, 4: 0.0})

    assert (found.n_a, found.n_b, found.pairs) == (3, 3, 2)
    assert found.mean_a == 2.5


def test_a_side_without_values_has_no_difference() -> None:
    assert difference("m", {}, {1: 1.0}).difference is None


def test_the_smallest_p_is_adjusted_for_all_measures_and_any_dependence() -> None:
    names = [f"m{number}" for number in range(10)]
    a = {name: normal(number) for number, name in enumerate(names)}
    b = {name: normal(1000 + number) for number, name in enumerate(names)}
    b["m7"] = shifted(a["m7"], by=1.0, noise=1.0)
    found = min(differences(names, a, b), key=lambda one: one.p or 1.0)

    harmonic = sum(1 / rank for rank in range(1, 11))
    assert found.p is not None
    assert found.p_adjusted == pytest.approx(found.p * 10 * harmonic)
