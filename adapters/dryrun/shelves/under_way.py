"""What each person has under way: own requests that are alive, and help to confirm.

Both are counted in the person's `Waits`, and follow each change.
"""

from datetime import datetime

from adapters.dryrun.records import MatchRecord, RequestRecord, UserRecord
from adapters.entities import RequestStatus

LIVE: tuple[RequestStatus, ...] = ("open", "matched")


def count_request(request: RequestRecord, step: int) -> None:
    """A request is in its present status (+1), or leaves it (-1)."""
    if request.status in LIVE:
        request.requester.waits.live_requests += step


def count_match(match: MatchRecord, step: int) -> None:
    """A match is in its present state (+1), or leaves it (-1)."""
    if match.status != "matched":
        return
    helper, requester = match.responder, match.request.requester
    if match.responder_done_at is None:
        helper.waits.matches_to_complete += step
    if match.requester_done_at is None and requester is not helper:
        requester.waits.matches_to_complete += step


def confirm(match: MatchRecord, user: UserRecord, now: datetime) -> None:
    """A party says that it is done."""
    count_match(match, -1)
    if user is match.request.requester:
        match.requester_done_at = now
    else:
        match.responder_done_at = now
    count_match(match, +1)
