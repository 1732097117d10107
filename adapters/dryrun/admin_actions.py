"""The request service: what admins and moderators of a community do (rules, section 8).

gate A   role admin in any community (`moderator-gated`: intended is gate B alone)
gate B   role admin or moderator in one of the request's communities

karmyq reads both roles from the token. A token is renewed with every change of roles, so that it
says what the member table says; that is where they are read here.
"""

from datetime import timedelta

from adapters.dryrun.kernel import Kernel, as_id
from adapters.dryrun.records import MatchRecord, RequestRecord, UserRecord
from adapters.dryrun.requests import Requests
from adapters.errors import Refused

BOOST = timedelta(hours=48)
"""How long a boost lasts (rules 8)."""
LEADERS = ("admin", "moderator")


class AdminActions:
    """`/requests/{id}/propose-match`, `/boost` and `/urgent`."""

    def __init__(self, kernel: Kernel, requests: Requests) -> None:
        self._kernel = kernel
        self._store = kernel.store
        self._requests = requests

    def propose(self, user: UserRecord, request_id: str, helper_id: str | None) -> MatchRecord:
        """Propose a member as helper; he accepts, or either side rejects (rules 8)."""
        self._pass_gate_a(user)
        if not helper_id:
            raise Refused(400, message="user_id is needed", shape="bare")
        self._kernel.check_ids(helper_id)
        request = self._led(user, request_id)
        any_status = "propose-any-status" in self._kernel.defects
        if not any_status and (request.status != "open" or request.expired):
            raise Refused(400, "REQUEST_NOT_OPEN", "the request is not open", shape="coded")
        helper = self._member(as_id(helper_id), request)
        if helper is request.requester and "propose-self-help" not in self._kernel.defects:
            raise Refused(400, "OWN_REQUEST", "the requester cannot be the helper", shape="coded")
        if self._is_taken(helper, request, any_status):
            raise Refused(409, message="already proposed", shape="bare")
        now = self._kernel.clock()
        match = MatchRecord(self._kernel.new_id(), request, helper, now, now, admin_proposed=True)
        self._store.add_match(match)
        return match

    def boost(self, user: UserRecord, request_id: str) -> RequestRecord:
        """Make a request more visible for 48 hours."""
        self._pass_gate_a(user)
        request = self._led(user, request_id)
        now = self._kernel.clock()
        request.boosted_at, request.boosted_expires_at = now, now + BOOST
        request.boosted_by = user
        return self._changed(request)

    def unboost(self, user: UserRecord, request_id: str) -> RequestRecord:
        """Take a boost back."""
        self._pass_gate_a(user)
        request = self._led(user, request_id)
        request.boosted_at = request.boosted_expires_at = request.boosted_by = None
        return self._changed(request)

    def set_urgent(self, user: UserRecord, request_id: str, urgent: object) -> RequestRecord:
        """Urgent, or medium whatever it was before."""
        self._pass_gate_a(user)
        if not isinstance(urgent, bool):
            raise Refused(400, message="urgent is true or false", shape="bare")
        request = self._led(user, request_id)
        request.urgency = "urgent" if urgent else "medium"
        return self._changed(request)

    def shuts_out(self, user: UserRecord) -> bool:
        """Whether gate A stands before unmapped paths too (`admin-gate-unknown`)."""
        return "admin-gate-unknown" in self._kernel.defects and not self._leads_somewhere(user)

    def _leads_somewhere(self, user: UserRecord) -> bool:
        """Whether the person is admin of any community (gate A)."""
        return any(row.role == "admin" for row in self._store.memberships[user.id].values())

    def _pass_gate_a(self, user: UserRecord) -> None:
        if "moderator-gated" in self._kernel.defects and not self._leads_somewhere(user):
            raise Refused(403, message="admins only", shape="bare")

    def _led(self, user: UserRecord, request_id: str) -> RequestRecord:
        """The request, if the person passes gate B."""
        request = self._requests.get(request_id)
        rows = self._store.memberships[user.id]
        own = (rows.get(place.id) for place in request.communities)
        if not any(row is not None and row.role in LEADERS for row in own):
            raise Refused(403, message="admins and moderators only", shape="bare")
        return request

    def _member(self, helper_id: str, request: RequestRecord) -> UserRecord:
        rows = self._store.memberships.get(helper_id, {})
        if not any(place.id in rows for place in request.communities):
            raise Refused(400, message="the helper is no active member", shape="bare")
        return self._store.users[helper_id]

    def _is_taken(self, helper: UserRecord, request: RequestRecord, any_status: bool) -> bool:
        """A live match of the helper; today only a proposed one counts."""
        live = ("proposed",) if any_status else ("proposed", "matched")
        return any(row.responder is helper and row.status in live for row in request.matches)

    def _changed(self, request: RequestRecord) -> RequestRecord:
        request.updated_at = self._kernel.clock()
        self._store.changed(request)
        return request
