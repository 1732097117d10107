"""Feedback on a match: each party rates the other, once (rules, section 7)."""

from collections.abc import Mapping
from typing import Any, NamedTuple

from adapters.dryrun import columns
from adapters.dryrun.defects import refusal_or_500
from adapters.dryrun.kernel import Kernel, as_id
from adapters.dryrun.records import MatchRecord, UserRecord
from adapters.dryrun.shelves.feedback import FeedbackRecord
from adapters.errors import Refused, Unavailable

SCORES = ("helpfulness", "responsiveness", "clarity")
LOW, HIGH = 1, 5


class BothSides(NamedTuple):
    """What both parties of a match have written; None for who has not."""

    match: MatchRecord
    requester: FeedbackRecord | None
    responder: FeedbackRecord | None

    @property
    def both_allow_featuring(self) -> bool | None:
        """Whether both allow featuring; None while one side is missing (clarification 7)."""
        if self.requester is None or self.responder is None:
            return None
        return self.requester.allow_featuring and self.responder.allow_featuring


class Feedback:
    """`/matches/{id}/feedback`."""

    def __init__(self, kernel: Kernel) -> None:
        self._kernel = kernel
        self._store = kernel.store
        self._shelf = kernel.store.feedback

    def submit(self, user: UserRecord, match_id: str, body: Mapping[str, Any]) -> FeedbackRecord:
        """Rate the other party; the ranges are looked at before anything else."""
        helpful, quick, clear = (self._score(body, name) for name in SCORES)
        comment, featuring = self._texts(body)
        if "feedback-500" in self._kernel.defects:
            raise Unavailable(500, "INTERNAL_ERROR", "column community_id does not exist")
        match = self._found(match_id)
        if match.status != "completed":
            raise Refused(400, message="the match is not completed", shape="bare")
        _require_party(match, user)
        if self._shelf.of(match, user) is not None:
            raise Refused(400, message="already given", shape="bare")
        now, new_id = self._kernel.clock(), self._kernel.new_id()
        row = FeedbackRecord(new_id, match, user, helpful, quick, clear, comment, featuring, now)
        self._shelf.add(row)
        self._feature(match)
        self._kernel.events.publish("interaction_feedback_submitted", row)
        return row

    def read(self, user: UserRecord, match_id: str) -> BothSides:
        """Both sides at once, before both have written too."""
        return self.both(self.readable(user, match_id))

    def readable(self, user: UserRecord, match_id: str) -> MatchRecord:
        """The match whose feedback the caller may read."""
        match = self._store.matches.get(match_id) or self._found(match_id)
        _require_party(match, user)
        return match

    def _found(self, match_id: str) -> MatchRecord:
        match = self._store.matches.get(as_id(match_id))
        if match is None:
            raise self._kernel.missing("match", match_id, "bare")
        return match

    def both(self, match: MatchRecord) -> BothSides:
        """What both have written."""
        shelf = self._shelf
        return BothSides(
            match, shelf.of(match, match.request.requester), shelf.of(match, match.responder)
        )

    def _feature(self, match: MatchRecord) -> None:
        """Both allow it: the match may be shown, the requester by its own consent (never given)."""
        if self.both(match).both_allow_featuring:
            match.responder_visible = True
            match.interaction_category = match.request.request_type
            self._store.changed(match)

    def _score(self, body: Mapping[str, Any], name: str) -> int | None:
        """1 to 5 as the handler compares it: 0 and empty text pass, and so do words and fractions.

        What passes and is no whole number breaks the table (`bad-value-500`).
        """
        given = body.get(name)
        if given is None:
            return None
        number = _number(given)
        if given not in (0, "") and number is not None and not LOW <= number <= HIGH:
            raise Refused(400, message=f"{name} is {LOW} to {HIGH}", shape="bare")
        if not number or number != int(number) or isinstance(given, bool):
            raise refusal_or_500("bad-value-500" in self._kernel.defects, f"{name} is no score")
        return int(number)

    def _texts(self, body: Mapping[str, Any]) -> tuple[str | None, bool]:
        comment, featuring = body.get("comment"), body.get("allow_featuring")
        if not isinstance(comment, str | None) or not isinstance(featuring, bool | None):
            raise refusal_or_500("bad-value-500" in self._kernel.defects, "a value is of no use")
        columns.require_fit(comment)
        return comment, bool(featuring)


def _require_party(match: MatchRecord, user: UserRecord) -> None:
    if not match.is_party(user):
        raise Refused(403, message="not a party of the match", shape="bare")


def _number(given: object) -> float | None:
    """What JavaScript would compare: a number, or a text that is one."""
    if isinstance(given, bool):
        return None
    try:
        return float(given) if isinstance(given, int | float | str) else None
    except ValueError:
        return None
