"""Ties and answers: pairs, mutual help, who carries how much, what is owed."""

from collections.abc import Callable

import pandas as pd
import pytest

from reports import Run
from reports.canvas import Picture
from reports.plots import answers, ties

type Draw = Callable[[Run], Picture]

PICTURES: dict[str, Draw] = {
    "mutual": lambda run: ties.mutual(run.exchanges),
    "load": lambda run: ties.load(run.members),
    "answered": lambda run: answers.answered({"one": run.measures.tail(1)}),
}
HELPS = pd.DataFrame(
    {
        "hour": [1.0, 2.0, 3.0, 4.0],
        "helper": ["ana", "bo", "ana", "cy"],
        "requester": ["bo", "ana", "cy", "cy"],
    }
)


@pytest.mark.parametrize("name", PICTURES)
def test_it_is_drawn_of_any_run_and_told_in_words(name: str, run: Run) -> None:
    picture = PICTURES[name](run)

    assert picture.name == name
    assert picture.svg().startswith("<svg ")
    assert len(picture.alt) > 30
    assert all(axes.get_xlabel() for axes in picture.figure.axes)


@pytest.mark.parametrize("name", PICTURES)
def test_it_is_the_same_from_one_drawing_to_the_next(name: str, week: Run) -> None:
    assert PICTURES[name](week).svg() == PICTURES[name](week).svg()


def test_a_pair_is_two_people_whoever_helped() -> None:
    pairs = ties.pairs_of(HELPS)

    assert pairs.to_dict("records") == [
        {"one": "ana", "other": "bo", "helps": 2, "mutual": True},
        {"one": "ana", "other": "cy", "helps": 1, "mutual": False},
    ]


def test_reciprocity_is_the_share_of_helps_between_mutual_pairs() -> None:
    assert ties.reciprocity(HELPS) == pytest.approx(2 / 3)


def test_without_help_there_is_no_reciprocity() -> None:
    assert ties.reciprocity(HELPS.head(0)) is None


def test_reciprocity_is_that_of_the_runs_measure(week: Run) -> None:
    assert week.summary is not None
    assert ties.reciprocity(week.exchanges) == pytest.approx(
        week.summary["measures"]["reciprocity"]
    )


def test_the_load_says_what_the_tenth_gives_that_helps_most() -> None:
    names = ["helper"] + ["other"] * 9
    given = [11] + [1] * 9
    members = pd.DataFrame({"profile": names, "helps_given": given, "helps_received": 2})

    assert "gives 55.0 % of all help" in ties.load(members).alt


def test_answers_are_told_by_kind_the_least_kept_first() -> None:
    finals = {
        "a": pd.DataFrame({f"{answers.PREFIX}votes": [0.4, 0.6], f"{answers.PREFIX}offers": 1.0}),
        "b": pd.DataFrame({f"{answers.PREFIX}votes": [0.1], "completion_rate": [0.5]}),
    }
    table = answers.answers_of(finals)

    assert list(table.index) == ["votes", "offers"]
    assert list(table.loc["votes"]) == pytest.approx([50.0, 10.0])
    assert "votes: a 50 %, b 10 %" in answers.answered(finals).alt
