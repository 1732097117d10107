"""The calls of the request service about feedback."""

from msgspec import Struct

from adapters.entities import Feedback, GivenFeedback, MatchFeedback
from adapters.live import decode
from adapters.live.calls.base import Calls
from adapters.live.envelope import Success
from adapters.live.wire import Ask


class _Visible(Struct, frozen=True, gc=False):
    """What is said of the match itself beside both sides' words."""

    requester_visible: bool | None
    responder_visible: bool | None
    both_allow_featuring: bool | None = None


ENDPOINT = "/matches/{matchId}/feedback"


class FeedbackCalls(Calls):
    """See `adapters.port.feedback`."""

    async def submit_feedback(
        self,
        match_id: str,
        *,
        helpfulness: int | None = None,
        responsiveness: int | None = None,
        clarity: int | None = None,
        comment: str | None = None,
        allow_featuring: bool = False,
    ) -> GivenFeedback:
        """See the port."""
        given: dict[str, object] = {
            "helpfulness": helpfulness,
            "responsiveness": responsiveness,
            "clarity": clarity,
            "comment": comment,
            "allow_featuring": allow_featuring,
        }
        body = {name: value for name, value in given.items() if value is not None}
        body |= self._own_body("from_user_id")
        return await self._call(
            "submit_feedback",
            Ask(f"POST {ENDPOINT}", (match_id,), body=body),
            lambda answer: decode.one(answer, GivenFeedback),
            about=match_id,
        )

    async def match_feedback(self, match_id: str) -> MatchFeedback:
        """See the port."""
        return await self._call(
            "match_feedback", Ask(f"GET {ENDPOINT}", (match_id,)), _match_feedback, about=match_id
        )


def _match_feedback(answer: Success) -> MatchFeedback:
    """Both sides; what both allow is left out while one of them is missing."""
    visible = decode.one(answer, _Visible)
    return MatchFeedback(
        decode.one_or_none(answer, Feedback, "feedback_from_requester"),
        decode.one_or_none(answer, Feedback, "feedback_from_responder"),
        visible.requester_visible,
        visible.responder_visible,
        visible.both_allow_featuring,
    )
