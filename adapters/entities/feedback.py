"""What two people say of each other after help was given."""

from datetime import datetime

from msgspec import Struct


class GivenFeedback(Struct, frozen=True, gc=False):
    """The answer to one's own feedback; each score is 1 to 5, None where it was left out."""

    id: str
    match_id: str
    helpfulness: int | None
    responsiveness: int | None
    clarity: int | None
    allow_featuring: bool
    created_at: datetime


class Feedback(Struct, frozen=True, gc=False):
    """One party's feedback as both parties read it (`FeedbackRead`)."""

    id: str
    helpfulness: int | None
    responsiveness: int | None
    clarity: int | None
    comment: str | None
    created_at: datetime


class MatchFeedback(Struct, frozen=True, gc=False):
    """What both parties of a match have written, None for who has not.

    `both_allow_featuring` is left out while one side is missing.
    """

    feedback_from_requester: Feedback | None
    feedback_from_responder: Feedback | None
    requester_visible: bool | None
    responder_visible: bool | None
    both_allow_featuring: bool | None = None
