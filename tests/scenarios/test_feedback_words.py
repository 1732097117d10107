"""What people say of each other: enough of it, of every experience, and what is refused."""

import shutil
from pathlib import Path

import pytest

from scenarios.city import CONTENT, load_city
from scenarios.errors import ContentError
from tests.scenarios.test_city import DATED

FEEDBACK = load_city().feedback


def complaint(tmp_path: Path, old: str, new: str) -> str:
    """What is said when something in Portland's feedback is another."""
    shutil.copytree(CONTENT / "portland", tmp_path / "portland")
    path = tmp_path / "portland" / "feedback.yaml"
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), encoding="utf-8")
    with pytest.raises(ContentError) as caught:
        load_city("portland", tmp_path)
    return str(caught.value)


def test_there_are_fifteen_comments_or_more_and_no_two_are_the_same() -> None:
    comments = [
        one for how in FEEDBACK.experiences() for one in (*how.of_helper, *how.of_requester)
    ]

    assert len(comments) >= 15
    assert len(set(comments)) == len(comments)
    assert [one for one in comments if DATED.search(one)] == []


def test_a_good_experience_scores_above_a_poor_one() -> None:
    assert FEEDBACK.good.scores[0] > FEEDBACK.poor.scores[1]
    assert FEEDBACK.good.share > FEEDBACK.mixed.share > FEEDBACK.poor.share > 0


def test_shares_that_do_not_add_up_are_refused(tmp_path: Path) -> None:
    said = complaint(tmp_path, "share: 82", "share: 80")

    assert "feedback.yaml" in said
    assert "shares of 98 per cent must be 100" in said


def test_a_score_outside_the_platforms_range_is_refused(tmp_path: Path) -> None:
    said = complaint(tmp_path, "scores: [4, 5]", "scores: [4, 6]")

    assert "feedback.yaml:6: good.scores" in said
    assert "5" in said


def test_an_experience_needs_comments_of_both_sides(tmp_path: Path) -> None:
    assert "found" in complaint(tmp_path, "  of_requester:", "  of_neighbours:")
