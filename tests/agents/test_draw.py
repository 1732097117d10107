"""Drawing: bounds, boundaries of weights, and the number of values that each draw consumes."""

from random import Random

import pytest

from agents.draw import Draw
from tests.agents.stage import scripted

ALMOST_ONE = 1 - 2**-53
"""The largest value that a stream gives."""


def test_a_chance_is_taken_below_it_and_not_at_it() -> None:
    draw = scripted(0.29, 0.3)

    taken = [draw.chance(0.3), draw.chance(0.3)]

    assert taken == [True, False]


def test_a_chance_of_0_is_never_taken_and_one_of_1_always() -> None:
    draw = scripted(0.0, ALMOST_ONE)

    taken = [draw.chance(0.0), draw.chance(1.0)]

    assert taken == [False, True]


def test_between_reaches_from_low_to_high() -> None:
    draw = scripted(0.0, 0.5, ALMOST_ONE)

    numbers = [draw.between(5.0, 20.0) for _ in range(3)]

    assert numbers == [5.0, 12.5, pytest.approx(20.0)]


def test_whole_numbers_include_both_ends() -> None:
    draw = scripted(0.0, 0.34, ALMOST_ONE)

    numbers = [draw.whole(1, 3) for _ in range(3)]

    assert numbers == [1, 2, 3]


def test_the_first_and_the_last_of_some_things_can_be_picked() -> None:
    draw = scripted(0.0, ALMOST_ONE)

    picked = [draw.pick("abc"), draw.pick("abc")]

    assert picked == ["a", "c"]


def test_nothing_can_be_picked_from_nothing() -> None:
    with pytest.raises(IndexError):
        scripted(0.0).pick([])


def test_some_things_are_different_and_in_drawn_order() -> None:
    draw = scripted(0.5, 0.0)

    some = draw.some("abc", 2)

    assert some == ["b", "a"]


def test_some_are_at_most_as_many_as_there_are() -> None:
    draw = scripted(0.0, 0.0)

    some = draw.some("ab", 5)

    assert some == ["a", "b"]


def test_a_weighted_draw_takes_the_first_whose_weight_uses_the_draw_up() -> None:
    draw = scripted(0.0, 0.25, 0.26, ALMOST_ONE)

    things = [draw.weighted([("a", 1.0), ("b", 3.0)]) for _ in range(4)]

    assert things == ["a", "a", "b", "b"]


def test_rounding_cannot_lead_beyond_the_last_candidate() -> None:
    tenths = [(number, 0.1) for number in range(10)]

    assert scripted(ALMOST_ONE).weighted(tenths) == 9


def test_a_place_among_running_sums_is_that_of_the_weighted_draw() -> None:
    values = (0.0, 0.25, 0.26, 0.7, 0.75, ALMOST_ONE)
    weighing = [("a", 1.0), ("b", 2.0), ("c", 1.0)]

    placed = ["abc"[scripted(value).place((1.0, 3.0), 4.0)] for value in values]

    assert placed == [scripted(value).weighted(weighing) for value in values]
    assert placed == ["a", "a", "b", "b", "b", "c"]


def test_each_draw_consumes_one_value_and_some_one_for_each_thing() -> None:
    source = Random(3)
    draw = Draw(source)
    draw.chance(0.5)
    draw.between(0, 1)
    draw.whole(1, 6)
    draw.pick("abc")
    draw.weighted([("a", 1.0), ("b", 1.0)])
    draw.place((1.0,), 2.0)
    draw.some("abcd", 3)

    reference = Random(3)
    for _ in range(9):
        reference.random()

    assert source.random() == reference.random()


def test_the_same_seed_draws_the_same() -> None:
    one, again = Draw(Random(11)), Draw(Random(11))

    assert [one.whole(1, 1000) for _ in range(20)] == [again.whole(1, 1000) for _ in range(20)]


def test_picks_are_about_equally_often_each() -> None:
    draw = Draw(Random(1))
    picked = [draw.pick("abcd") for _ in range(8000)]

    shares = [picked.count(letter) / 8000 for letter in "abcd"]

    assert shares == pytest.approx([0.25] * 4, abs=0.02)


def test_weighted_draws_are_about_as_often_as_they_weigh() -> None:
    draw = Draw(Random(2))
    drawn = [draw.weighted([("a", 0.5), ("b", 1.5), ("c", 3.0)]) for _ in range(8000)]

    shares = [drawn.count(letter) / 8000 for letter in "abc"]

    assert shares == pytest.approx([0.1, 0.3, 0.6], abs=0.02)
