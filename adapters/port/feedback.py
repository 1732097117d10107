"""The request service: feedback on a match."""

from typing import Protocol

from adapters.entities import GivenFeedback, MatchFeedback


class Feedback(Protocol):
    """What the parties of a completed match say of each other."""

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
        """Rate the other party of a completed match, once; scores are 1 to 5."""

    async def match_feedback(self, match_id: str) -> MatchFeedback:
        """What both parties have written; 403 for everybody else."""
