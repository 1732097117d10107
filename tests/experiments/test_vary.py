"""What can be varied, how values are spread, and how a mistake is told."""

import pytest

from experiments.design import Design, combinations
from experiments.errors import ExperimentError
from experiments.vary import parsed
from tests.experiments.cases import BASE_SEED, quiet

PEOPLE, WORKERS = "growth.users_per_day", "workers.count"


def grid(*texts: str) -> list[tuple[str, ...]]:
    return combinations(parsed(texts, quiet()), Design.GRID, None, BASE_SEED)


def sampled(design: Design, samples: int, *texts: str) -> list[tuple[float, ...]]:
    rows = combinations(parsed(texts, quiet()), design, samples, BASE_SEED)
    return [tuple(float(value) for value in row) for row in rows]


def test_a_range_holds_both_ends_and_shows_no_binary_digits() -> None:
    assert grid(f"{PEOPLE}=0.1:0.8:8") == [
        *(("0.1",), ("0.2",), ("0.3",), ("0.4",), ("0.5",), ("0.6",), ("0.7",), ("0.8",))
    ]


def test_a_grid_is_every_combination_the_last_key_first() -> None:
    assert grid(f"{PEOPLE}=3,5", f"{WORKERS}=1:3:3") == [
        *(("3", "1"), ("3", "2"), ("3", "3"), ("5", "1"), ("5", "2"), ("5", "3"))
    ]


def test_a_list_may_hold_words_and_pairs() -> None:
    assert grid("workers.delay_s=[5, 30],[1, 2]", "profile_assignment=persistent,reroll") == [
        ("[5, 30]", "persistent"),
        ("[5, 30]", "reroll"),
        ("[1, 2]", "persistent"),
        ("[1, 2]", "reroll"),
    ]


def test_a_latin_hypercube_meets_each_slice_of_each_key_once() -> None:
    rows = sampled(Design.LHS, 10, f"{PEOPLE}=0:10", "population.history_days=0:1")

    assert sorted(int(people) for people, _ in rows) == list(range(10))
    assert sorted(int(10 * days) for _, days in rows) == list(range(10))


def test_more_sobol_points_begin_with_the_fewer() -> None:
    few, more = (sampled(Design.SOBOL, n, f"{PEOPLE}=0:10", f"{WORKERS}=1:8") for n in (8, 16))

    assert more[:8] == few
    assert len(set(more)) == 16


def test_samples_of_whole_numbers_are_whole_and_reach_both_ends() -> None:
    rows = sampled(Design.LHS, 40, f"{WORKERS}=1:4")

    assert {workers for (workers,) in rows} == {1.0, 2.0, 3.0, 4.0}


def test_samples_of_a_list_meet_all_its_values() -> None:
    rows = combinations(
        parsed(["profile_assignment=persistent,reroll"], quiet()), Design.LHS, 4, BASE_SEED
    )

    assert sorted(rows) == [*[("persistent",)] * 2, *[("reroll",)] * 2]


def test_samples_are_the_same_each_time_and_others_with_another_base_seed() -> None:
    varied = parsed([f"{PEOPLE}=0:10"], quiet())
    once, again, other = (combinations(varied, Design.LHS, 4, seed) for seed in (7, 7, 8))

    assert once == again != other


@pytest.mark.parametrize(
    ("texts", "sentence"),
    [
        ([], "nothing is varied; write --vary growth.users_per_day=3:10:4 or"),
        (["growth"], '--vary "growth": expects key=values; write'),
        (["seed=1,2"], "--vary seed: the seed is no parameter, every point meets"),
        ([f"{PEOPLE}=1,2", f"{PEOPLE}=3,4"], f"--vary {PEOPLE}: is varied twice"),
        ([f"{PEOPLE}=4:1:3"], f"--vary {PEOPLE}=4:1:3: expects lo:hi:n, the lower number first"),
        ([f"{PEOPLE}=1:4:1"], f"--vary {PEOPLE}=1:4:1: expects lo:hi:n, the lower number first"),
        ([f"{PEOPLE}=1:4:x"], f"--vary {PEOPLE}=1:4:x: expects lo:hi:n"),
        ([f"{PEOPLE}=1:4"], f"--vary {PEOPLE}=1:4: a grid needs to know how many values"),
        ([f"{WORKERS}=1:4:3"], f"--vary {WORKERS}=1:4:3: takes whole numbers"),
        (
            ["profiles.requestr.share=0.1,0.2"],
            '--vary profiles.requestr.share: profiles: no profile is called "requestr". Did you '
            'mean "requester"?',
        ),
    ],
)
def test_what_cannot_be_varied_is_refused_in_a_sentence(texts: list[str], sentence: str) -> None:
    with pytest.raises(ExperimentError) as caught:
        grid(*texts)

    assert str(caught.value).startswith(sentence)


@pytest.mark.parametrize(
    ("design", "samples", "text", "sentence"),
    [
        (Design.GRID, 5, "=1:4:3", "--samples is for --design lhs and sobol; a grid has all"),
        (Design.LHS, None, "=1:4", "--design lhs: say how many points with --samples"),
        (Design.LHS, 5, "=1:4:3", f"--vary {PEOPLE}=1:4:3: with --design lhs or sobol --samples"),
        (Design.SOBOL, 60, "=1:4", "--samples 60: Sobol' points are balanced only in powers of"),
    ],
)
def test_design_and_samples_must_fit(
    design: Design, samples: int | None, text: str, sentence: str
) -> None:
    with pytest.raises(ExperimentError) as caught:
        combinations(parsed([f"{PEOPLE}{text}"], quiet()), design, samples, BASE_SEED)

    assert str(caught.value).startswith(sentence)
