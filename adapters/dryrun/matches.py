"""The match service: offering, accepting, rejecting, completing (rules, section 5).

(none) --offer--> proposed --accept--> matched --both halves--> completed
                     |                    '------cancel--> cancelled
                     '--reject, or a sibling is accepted--> rejected
"""

from collections.abc import Iterable, Sequence
from itertools import islice

from adapters.dryrun import views
from adapters.dryrun.kernel import Kernel, as_id
from adapters.dryrun.moments import in_utc
from adapters.dryrun.ordered import ANY
from adapters.dryrun.paging import check_page
from adapters.dryrun.records import MatchRecord, RequestRecord, UserRecord
from adapters.dryrun.requests import Requests
from adapters.dryrun.shelves.under_way import confirm
from adapters.entities import Completion, MyMatch
from adapters.errors import Refused

FIRST_HALF_OF_REQUESTER = Completion(fully_completed=False, waiting_for="helper")
FIRST_HALF_OF_HELPER = Completion(fully_completed=False, waiting_for="requester")
COMPLETE = Completion(fully_completed=True, waiting_for=None)


class Matches:
    """`/matches`."""

    def __init__(self, kernel: Kernel, requests: Requests) -> None:
        self._kernel = kernel
        self._store = kernel.store
        self._requests = requests

    def page(
        self,
        user: UserRecord,
        limit: int,
        offset: int = 0,
        status: str | None = None,
        request_id: str | None = None,
    ) -> list[MatchRecord]:
        """The caller's own matches, newest first; nobody sees the matches of others."""
        check_page(limit, offset, self._kernel.defects)
        self._kernel.check_ids(request_id)
        rows: Iterable[MatchRecord] = self._store.own_matches.of(user.id, status or ANY)
        if request_id:
            rows = (row for row in rows if row.request.id == as_id(request_id))
        return list(islice(rows, offset, offset + limit))

    def listed(
        self,
        user: UserRecord,
        limit: int,
        offset: int = 0,
        status: str | None = None,
        request_id: str | None = None,
    ) -> Sequence[MyMatch]:
        """The same, as the caller sees them."""
        if request_id or limit < 0 or offset < 0:
            rows = self.page(user, limit, offset, status, request_id)
            return [views.my_match(row) for row in rows]
        own = self._store.own_matches
        return own.page(user.id, status or ANY, (limit, offset), views.my_match)

    def get(self, user: UserRecord, match_id: str) -> MatchRecord:
        """One match; a foreign one is as unknown as none (Sprint 132)."""
        rows = self._store.matches
        match = rows.get(match_id) or rows.get(as_id(match_id))
        if match is None:
            raise self._kernel.missing("match", match_id, "bare")
        if user is not match.responder and user is not match.request.requester:
            raise Refused(404, message="match not found", shape="bare")
        return match

    def offer(self, user: UserRecord, request_id: str) -> MatchRecord:
        """Offer help: the caller becomes responder of a proposed match (rules 5.3)."""
        if not request_id:
            raise Refused(400, message="request_id is needed", shape="bare")
        request = self._requests.get(request_id)
        if request.status != "open" or request.expired:
            raise Refused(400, "REQUEST_NOT_OPEN", "the request is not open", shape="coded")
        if user is request.requester:
            raise Refused(400, "OWN_REQUEST", "one's own request", shape="coded")
        if not self._requests.reachable(user, request):
            raise Refused(403, "REQUEST_NOT_REACHABLE", "not in reach", shape="coded")
        if self._store.has_live_offer(user, request):
            raise Refused(409, "ALREADY_OFFERED", "already offered", shape="coded")
        now = self._kernel.clock()
        match = MatchRecord(self._kernel.new_id(), request, user, created_at=now, updated_at=now)
        self._store.add_match(match)
        return match

    def accept(self, user: UserRecord, match_id: str) -> MatchRecord:
        """The requester takes an offer; its siblings are rejected (rules 5.4)."""
        match = self.get(user, match_id)
        request = match.request
        if user is not _accepter(match):
            raise Refused(403, message="the other side accepts", shape="bare")
        if match.status != "proposed":
            raise Refused(400, message="the match is not proposed", shape="bare")
        if "accept-ignores-request" not in self._kernel.defects:
            _require_acceptable(request)
        now = self._kernel.clock()
        departure = request.payload.get("departure_time")
        match.scheduled_at = in_utc(departure) if departure else None
        self._store.set_match_status(match, "matched", now)
        for sibling in request.matches:
            if sibling.status == "proposed":
                self._store.set_match_status(sibling, "rejected", now)
        if "dibs-late-second-match" not in self._kernel.defects:
            self._store.dibs.end_pending(request, now)
        self._store.set_request_status(request, "matched")
        return match

    def reject(self, user: UserRecord, match_id: str) -> None:
        """Either side turns a proposal down (rules 5.5)."""
        match = self.get(user, match_id)
        if match.status != "proposed":
            raise Refused(409, "MATCH_NOT_PROPOSED", "the match is not proposed", shape="coded")
        self._store.set_match_status(match, "rejected", self._kernel.clock())
        request = match.request
        last = all(sibling.status != "proposed" for sibling in request.matches)
        if "late-reopen" in self._kernel.defects and last and request.status != "matched":
            self._requests.reopen(request)

    def cancel(self, user: UserRecord, match_id: str) -> None:
        """Either side calls it off; siblings rejected before stay rejected (rules 5.7)."""
        match = self.get(user, match_id)
        before = match.status
        if "cancel-finished-match" not in self._kernel.defects:
            if before in ("completed", "rejected"):
                raise Refused(409, "INVALID_STATE", "the match is finished")
            if before == "cancelled":
                return
        self._store.set_match_status(match, "cancelled", self._kernel.clock())
        unmade = before == "matched" and match.request.status == "matched"
        if unmade or "late-reopen" in self._kernel.defects:
            self._requests.reopen(match.request)

    def complete(self, user: UserRecord, match_id: str) -> tuple[MatchRecord, Completion]:
        """Confirm the caller's half; the second half completes match and request (rules 5.6)."""
        match = self.get(user, match_id)
        if match.status == "completed":
            return match, COMPLETE
        if match.status != "matched" and "complete-unaccepted" not in self._kernel.defects:
            raise Refused(409, "INVALID_STATE", "only a matched match is completed")
        now = self._kernel.clock()
        is_requester = user is match.request.requester
        confirm(match, user, now)
        match.updated_at = now
        self._store.changed(match)
        if match.requester_done_at is None or match.responder_done_at is None:
            return match, FIRST_HALF_OF_REQUESTER if is_requester else FIRST_HALF_OF_HELPER
        match.completed_at = now
        self._store.set_match_status(match, "completed", now)
        self._store.set_request_status(match.request, "completed")
        self._kernel.events.publish("match_completed", match)
        return match, COMPLETE


def _accepter(match: MatchRecord) -> UserRecord:
    """Who accepts: the requester, but what an admin proposed its helper (rules 5.4 and 8)."""
    return match.responder if match.admin_proposed else match.request.requester


def _require_acceptable(request: RequestRecord) -> None:
    """The intended checks of `accept-ignores-request`: one taker only, and only while open."""
    if any(sibling.status in ("matched", "completed") for sibling in request.matches):
        raise Refused(409, "ALREADY_MATCHED", "another offer was taken", shape="coded")
    if request.expired or request.status not in ("open", "dibs_pending"):
        raise Refused(400, "REQUEST_NOT_OPEN", "the request is not open")
