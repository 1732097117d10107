"""What members say of each other: how it went, three scores and a comment that fit."""

from typing import NamedTuple

from agents.draw import Draw
from scenarios.feedback_words import FeedbackWords


class Verdict(NamedTuple):
    """One person's word about another; scores are 1 to 5."""

    helpfulness: int
    responsiveness: int
    clarity: int
    comment: str


def verdict(content: Draw, feedback: FeedbackWords, *, of_requester: bool) -> Verdict:
    """How it went by the content's shares; then scores and a comment of that experience.

    The scores lie at most one apart from a common one, within the span of the experience.
    """
    how = content.weighted([(one, one.share) for one in feedback.experiences()])
    low, high = how.scores
    common = content.whole(low, high)
    helpful, quick, clear = (_near(content, common, how.scores) for _ in range(3))
    comment = content.pick(how.of_requester if of_requester else how.of_helper)
    return Verdict(helpful, quick, clear, comment)


def _near(content: Draw, common: int, span: tuple[int, int]) -> int:
    low, high = span
    return max(low, min(high, common + content.whole(-1, 1)))
