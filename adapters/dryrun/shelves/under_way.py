"""What each person has under way: own requests that are alive, and help to confirm."""

from collections import defaultdict
from datetime import datetime

from adapters.dryrun.records import MatchRecord, RequestRecord, UserRecord
from adapters.entities import RequestStatus

LIVE: tuple[RequestStatus, ...] = ("open", "matched")


class UnderWay:
    """Counters by user id that follow each change.

    `requests` counts own open and matched requests, `halves` the matched matches whose own half is
    not confirmed.
    """

    def __init__(self) -> None:
        self.requests: defaultdict[str, int] = defaultdict(int)
        self.halves: defaultdict[str, int] = defaultdict(int)

    def count_request(self, request: RequestRecord, step: int) -> None:
        """A request is in its present status (+1), or leaves it (-1)."""
        if request.status in LIVE:
            self.requests[request.requester.id] += step

    def count_match(self, match: MatchRecord, step: int) -> None:
        """A match is in its present state (+1), or leaves it (-1)."""
        if match.status != "matched":
            return
        helper, requester = match.responder.id, match.request.requester.id
        if match.responder_done_at is None:
            self.halves[helper] += step
        if match.requester_done_at is None and requester != helper:
            self.halves[requester] += step

    def confirm(self, match: MatchRecord, user: UserRecord, now: datetime) -> None:
        """A party says that it is done."""
        self.count_match(match, -1)
        if user is match.request.requester:
            match.requester_done_at = now
        else:
            match.responder_done_at = now
        self.count_match(match, +1)
