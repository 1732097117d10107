"""What people say of each other after help was given: comments by how it went, with their scores.

FeedbackWords
├── good     Experience
├── mixed    Experience
└── poor     Experience
"""

from typing import Annotated, Self

from pydantic import Field, model_validator
from pydantic_core import PydanticCustomError

from scenarios.strict import Content, Several, Span

Score = Annotated[int, Field(ge=1, le=5)]
Comment = Annotated[str, Field(min_length=10, max_length=300)]
PerCent = Annotated[int, Field(ge=0, le=100)]
_ALL_PER_CENT = 100


class Experience(Content):
    """One way in which help can go: how often, the span of its scores, and what is said.

    `of_helper` is written by the one who was helped, `of_requester` by the one who helped.
    """

    share: PerCent
    scores: Span[Score]
    of_helper: Several[Comment]
    of_requester: Several[Comment]


class FeedbackWords(Content):
    """All comments of a city; the shares of the three are in per cent."""

    good: Experience
    mixed: Experience
    poor: Experience

    @model_validator(mode="after")
    def _add_up(self) -> Self:
        total = sum(one.share for one in self.experiences())
        if total != _ALL_PER_CENT:
            context = {"total": total}
            raise PydanticCustomError("shares", "shares of {total} per cent must be 100", context)
        return self

    def experiences(self) -> tuple[Experience, ...]:
        """The three, from good to poor."""
        return (self.good, self.mixed, self.poor)
