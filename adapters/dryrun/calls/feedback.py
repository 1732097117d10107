"""The calls of the request service about feedback."""

from adapters.dryrun.calls.base import Calls
from adapters.dryrun.feedback import BothSides
from adapters.dryrun.shelves.feedback import FeedbackRecord
from adapters.entities import Feedback, GivenFeedback, MatchFeedback


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
        body = {
            "helpfulness": helpfulness,
            "responsiveness": responsiveness,
            "clarity": clarity,
            "comment": comment,
            "allow_featuring": allow_featuring,
        }
        submit = self._platform.feedback.submit
        row = await self._call("submit_feedback", match_id, submit, match_id, body)
        return GivenFeedback(
            id=row.id,
            match_id=row.match.id,
            helpfulness=row.helpfulness,
            responsiveness=row.responsiveness,
            clarity=row.clarity,
            allow_featuring=row.allow_featuring,
            created_at=row.created_at,
        )

    async def match_feedback(self, match_id: str) -> MatchFeedback:
        """See the port."""
        if self._caller.thinks:
            await self._caller.before_call()
        rules = self._platform.feedback
        match = self._look("match_feedback", match_id, rules.readable)
        return match.feedback or _seen(rules.both(match))


def _seen(both: BothSides) -> MatchFeedback:
    """Made once per word that is written, since people look again and again for what they wrote."""
    both.match.feedback = MatchFeedback(
        feedback_from_requester=_read(both.requester),
        feedback_from_responder=_read(both.responder),
        requester_visible=both.match.requester_visible,
        responder_visible=both.match.responder_visible,
        both_allow_featuring=both.both_allow_featuring,
    )
    return both.match.feedback


def _read(row: FeedbackRecord | None) -> Feedback | None:
    if row is None:
        return None
    return Feedback(
        id=row.id,
        helpfulness=row.helpfulness,
        responsiveness=row.responsiveness,
        clarity=row.clarity,
        comment=row.comment,
        created_at=row.created_at,
    )
