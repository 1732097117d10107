"""The request service: posting, listing and reading requests (rules, sections 4.2 to 4.4)."""

from collections.abc import Iterable
from datetime import datetime, timedelta
from itertools import islice
from typing import Any

from msgspec import Struct

from adapters.dryrun.drafts import DIRECTED_KEYS, read_degrees, read_draft, read_moment, read_scope
from adapters.dryrun.jobs import Jobs
from adapters.dryrun.kernel import Kernel, as_id
from adapters.dryrun.memberships import Memberships
from adapters.dryrun.ordered import ANY
from adapters.dryrun.paging import check_page
from adapters.dryrun.records import CommunityRecord, MatchRecord, RequestRecord, UserRecord
from adapters.entities import ViewerRelation
from adapters.errors import Refused

REQUEST_TTL = timedelta(days=60)
"""The default of `request_ttl_days` (rules 4.4)."""


class Reading(Struct, frozen=True):
    """What one reader sees of one request."""

    request: RequestRecord
    relation: ViewerRelation
    match: MatchRecord | None


class Requests:
    """`/requests`."""

    def __init__(self, kernel: Kernel, memberships: Memberships, jobs: Jobs) -> None:
        self._kernel = kernel
        self._store = kernel.store
        self._memberships = memberships
        self._jobs = jobs

    def create(self, user: UserRecord, body: dict[str, Any]) -> RequestRecord:
        """Post a request; the checks come in the platform's order, identity from the token."""
        defects = self._kernel.defects
        if any(key in body for key in DIRECTED_KEYS):
            raise Refused(400, message="a directed ask is made by borrowing an item")
        if body.get("preferred_provider_id"):
            self._kernel.check_ids(body["preferred_provider_id"])
            raise Refused(400, "PROVIDER_NOT_FOUND", "no such provider", shape="coded")
        draft = read_draft(body, defects)
        communities = self._targets(user, body)
        moment = read_moment(body, draft.payload)
        now = self._kernel.clock()
        request = RequestRecord(
            id=self._kernel.new_id(),
            requester=user,
            title=draft.title,
            description=draft.description,
            urgency=draft.urgency,
            request_type=draft.request_type,
            payload=draft.payload,
            requirements=body.get("requirements") or {},
            visibility_scope=read_scope(body),
            visibility_max_degrees=read_degrees(body, defects),
            communities=communities,
            created_at=now,
            expires_at=now + REQUEST_TTL,
            scheduled_for=moment,
        )
        self._store.add_request(request)
        self._jobs.watch(request)
        return request

    def reopen(self, request: RequestRecord, since: datetime | None = None) -> None:
        """Open a request again, now or `since` a job's moment; past its end it expires next."""
        self._store.set_request_status(request, "open")
        self._jobs.watch(request, since)

    def page(
        self,
        user: UserRecord,
        limit: int,
        offset: int = 0,
        status: str | None = None,
        requester_id: str | None = None,
        community_id: str | None = None,
    ) -> list[RequestRecord]:
        """Requests newest first: not filtered by membership, without expired and offered ones."""
        check_page(limit, offset, self._kernel.defects)
        scope = community_id or requester_id or ANY
        if requester_id or scope not in self._store.communities:
            self._kernel.check_ids(requester_id, community_id)
            scope = as_id(scope)
        rows: Iterable[RequestRecord] = self._store.requests_in(scope, status or ANY)
        if community_id and requester_id:
            rows = (row for row in rows if row.requester.id == as_id(requester_id))
        offered = self._store.live_offers[user.id]
        shown = (row for row in rows if not row.expired and row.id not in offered)
        return list(islice(shown, offset, offset + limit))

    def get(self, request_id: str) -> RequestRecord:
        """One request, in any status, for every signed-in reader."""
        rows = self._store.requests
        request = rows.get(request_id) or rows.get(as_id(request_id))
        if request is None:
            raise self._kernel.missing("request", request_id, "bare")
        return request

    def read(self, user: UserRecord, request_id: str) -> Reading:
        """One request, how the reader stands to it, and the reader's live match on it, if any."""
        request, relation = self.look(user, request_id)
        offered = relation == "already_offered"
        return Reading(request, relation, self._live_match(user, request) if offered else None)

    def look(self, user: UserRecord, request_id: str) -> tuple[RequestRecord, ViewerRelation]:
        """One request, and how the reader stands to it."""
        request = self._store.requests.get(request_id) or self.get(request_id)
        if user is request.requester:
            return request, "own_request"
        if request.id in self._store.live_offers[user.id]:
            return request, "already_offered"
        if request.status == "open" and not request.expired and self.reachable(user, request):
            return request, "can_offer"
        return request, "not_actionable"

    def reachable(self, user: UserRecord, request: RequestRecord) -> bool:
        """Whether the person may offer: same community, or a scope that is wider."""
        if request.visibility_scope in ("trust_network", "platform"):
            return True
        rows = self._store.memberships[user.id]
        if len(request.communities) == 1:  # nearly all; `any` costs three times as much
            return request.communities[0].id in rows
        return any(community.id in rows for community in request.communities)

    def _live_match(self, user: UserRecord, request: RequestRecord) -> MatchRecord | None:
        live = (
            match
            for match in reversed(request.matches)
            if match.responder is user and match.status in ("proposed", "matched")
        )
        return next(live, None)

    def _targets(self, user: UserRecord, body: dict[str, Any]) -> tuple[CommunityRecord, ...]:
        if body.get("post_to_all_communities"):
            rows = self._memberships.mine(user)
            if not rows:
                raise Refused(400, message="no active membership", shape="bare")
            return tuple(row.community for row in rows)
        community_id = body.get("community_id")
        if not community_id:
            raise Refused(400, message="community_id is needed", shape="bare")
        self._kernel.check_ids(community_id)
        row = self._store.memberships[user.id].get(as_id(community_id))
        if row is None:
            raise Refused(403, message="not an active member of the community", shape="bare")
        return (row.community,)
