"""The request service: changing and cancelling one's own request (rules, section 4.5)."""

from collections.abc import Mapping
from typing import Any, get_args

from adapters.dryrun import columns
from adapters.dryrun.defects import refusal_or_500
from adapters.dryrun.kernel import Kernel
from adapters.dryrun.records import RequestRecord, UserRecord
from adapters.dryrun.requests import Requests
from adapters.entities import RequestStatus, Urgency
from adapters.errors import Refused

STATUSES: tuple[RequestStatus, ...] = get_args(RequestStatus)
URGENCIES: tuple[Urgency | None, ...] = (*get_args(Urgency), None)
"""The column of the urgency takes nothing, too (clarification 4)."""


class RequestChanges:
    """`PUT` and `DELETE` of `/requests/{id}`."""

    def __init__(self, kernel: Kernel, requests: Requests) -> None:
        self._kernel = kernel
        self._store = kernel.store
        self._requests = requests

    def update(
        self, user: UserRecord, request_id: str, changes: Mapping[str, Any]
    ) -> RequestRecord:
        """Write every known key that is present; any status may follow any (rules 4.5)."""
        request = self._requests.get(request_id)
        if user is not request.requester:
            raise Refused(403, message="only the requester changes a request", shape="bare")
        self._require_words(changes)
        if "title" in changes:
            self._store.retitle(request, changes["title"])
        request.description = changes.get("description", request.description)
        request.urgency = changes.get("urgency", request.urgency)
        request.updated_at = self._kernel.clock()
        self._store.changed(request)
        if "status" in changes:
            self._set_status(request, changes["status"])
        return request

    def cancel(self, user: UserRecord, request_id: str, claimed_id: object = None) -> RequestRecord:
        """Cancel softly; `claimed_id` is the `user_id` of the body (`identity-from-body`)."""
        request = self._requests.get(request_id)
        caller = claimed_id if "identity-from-body" in self._kernel.defects else user.id
        if caller != request.requester.id:
            raise Refused(403, message="only the requester cancels a request", shape="bare")
        if "cancel-leaves-matches" in self._kernel.defects:
            self._store.set_request_status(request, "cancelled")
        elif request.status == "completed":
            raise Refused(409, "INVALID_STATE", "a completed request is not cancelled")
        elif request.status != "cancelled":
            self._close(request)
        return request

    def _close(self, request: RequestRecord) -> None:
        """What waits on the request ends with it (`cancel-leaves-matches`, intended)."""
        now = self._kernel.clock()
        for match in request.matches:
            if match.status == "proposed":
                self._store.set_match_status(match, "rejected", now)
            elif match.status == "matched":
                self._store.set_match_status(match, "cancelled", now)
        self._store.dibs.end_pending(request, now)
        self._store.set_request_status(request, "cancelled")

    def _set_status(self, request: RequestRecord, status: RequestStatus) -> None:
        """The owner's override; what leaves dibs_pending ends its dibs (our reading)."""
        left_dibs = request.status == "dibs_pending" and status != "dibs_pending"
        if left_dibs and "dibs-late-second-match" not in self._kernel.defects:
            self._store.dibs.end_pending(request, self._kernel.clock())
        if status == "open" and request.status != "open":
            self._requests.reopen(request)
        else:
            self._store.set_request_status(request, status)

    def _require_words(self, changes: Mapping[str, Any]) -> None:
        """What the table refuses is `bad-value-500`; a title that is too long is always a 500."""
        texts = [changes[key] for key in ("title", "description") if key in changes]
        fits = (
            all(isinstance(text, str) for text in texts)
            and changes.get("status", "open") in STATUSES
            and changes.get("urgency") in URGENCIES
        )
        if not fits:
            raise refusal_or_500("bad-value-500" in self._kernel.defects, "a value is unknown")
        columns.require_fit(changes.get("title"), columns.TITLE)
        columns.require_fit(changes.get("description"))
