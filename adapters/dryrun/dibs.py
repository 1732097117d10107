"""Dibs: the private first ask (rules, section 9).

(none) --call--> pending --accept--> accepted    request matched
                    |-----decline--> declined    request open again
                    '---runs out---> expired     request open again, with the next job
"""

from collections.abc import Iterator, Sequence
from datetime import datetime, timedelta
from typing import NamedTuple, Protocol

from adapters.dryrun.kernel import Kernel, as_id
from adapters.dryrun.records import MatchRecord, RequestRecord, UserRecord
from adapters.dryrun.requests import Requests
from adapters.dryrun.shelves.dibs import DibsRecord
from adapters.dryrun.shelves.providers import ProviderRecord
from adapters.errors import Refused

WITHOUT_A_DATE = timedelta(hours=24)
"""How long the nominee has when the request names no date (rules 9)."""
SHARE_OF_LEAD_TIME = 5
"""With a date, a fifth of the time until then (rules 9)."""
JOB_EVERY_MINUTES = 5
RANKED_INTERACTIONS = 3
"""More earlier interactions than these do not rank higher (rules 9)."""


class Duty(Protocol):
    """Who offers services, and is on duty."""

    def of_user(self, user: UserRecord) -> Sequence[ProviderRecord]:
        """A person's profiles, oldest first."""

    def has_active_on_duty(self, user: UserRecord) -> bool:
        """Whether a profile of this person is active and on duty."""

    def has_active_off_duty(self, user: UserRecord) -> bool:
        """Whether this person has an active profile, and none of those is on duty."""


class Candidate(NamedTuple):
    """Whom the platform would ask first, and how often they have met.

    For a service request it is a provider, known by the profile that is on duty.
    """

    user: UserRecord
    name: str
    profile_id: str | None
    prior: int
    similar: int
    last: datetime


class Dibs:
    """`/requests/{id}/dibs`, `/requests/{id}/dibs-candidate` and `/requests/dibs/…`."""

    def __init__(self, kernel: Kernel, requests: Requests, duty: Duty) -> None:
        self._kernel = kernel
        self._store = kernel.store
        self._shelf = kernel.store.dibs
        self._requests = requests
        self._duty = duty

    def call(self, user: UserRecord, request_id: str, nominee_id: str | None) -> DibsRecord:
        """Ask one person first; the checks come in the platform's order."""
        if not nominee_id:
            raise Refused(400, "MISSING_FIELDS", "provider_user_id is needed", shape="coded")
        self._kernel.check_ids(nominee_id)
        request = self._request(request_id)
        if request.status != "open":
            raise Refused(409, "REQUEST_NOT_OPEN", "the request is not open", shape="coded")
        _require_requester(request, user)
        if self._shelf.of_request(request.id) is not None:
            raise Refused(409, "DIBS_ALREADY_SENT", "one dibs per request, ever", shape="coded")
        nominee = self._eligible(as_id(nominee_id), request)
        now = self._kernel.clock()
        end = _end(request, now)
        if request.expired and "dibs-on-expired" not in self._kernel.defects:
            raise Refused(409, "REQUEST_NOT_OPEN", "the request has expired", shape="coded")
        row = DibsRecord(self._kernel.new_id(), request, nominee, end, now, now)
        self._shelf.add(row)
        self._store.set_request_status(request, "dibs_pending")
        self._kernel.timetable.at(_next_job(end), lambda moment: self._run_out(row, moment))
        return row

    def candidate(self, user: UserRecord, request_id: str) -> Candidate | None:
        """Whom the platform would ask first: the requester's own matches say it; O(partners)."""
        request = self._request(request_id)
        _require_requester(request, user)
        ranked = sorted(self._pool(request), key=_rank)
        return ranked[-1] if ranked else None

    def pending(self, user: UserRecord) -> list[DibsRecord]:
        """What waits for the caller, newest first; rows that ran out stay until the job ran."""
        return list(self._shelf.pending_for(user.id))

    def accept(self, user: UserRecord, dibs_id: str) -> DibsRecord:
        """The nominee accepts: a matched match, and no match_accepted event (rules 6, 9)."""
        now = self._kernel.clock()
        row = self._waiting(user, dibs_id)
        if row.expires_at <= now:
            raise Refused(410, "DIBS_EXPIRED", "the dibs has run out", shape="coded")
        request = row.request
        careful = "dibs-late-second-match" not in self._kernel.defects
        if careful and (request.status != "dibs_pending" or _is_taken(request)):
            raise Refused(409, "INVALID_STATE", "the request went another way", shape="coded")
        if careful:
            for match in request.matches:
                if match.status == "proposed":
                    self._store.set_match_status(match, "rejected", now)
        self._shelf.end(row, "accepted", now)
        match = MatchRecord(self._kernel.new_id(), request, user, now, now, "matched")
        self._store.add_match(match)
        self._store.set_request_status(request, "matched")
        return row

    def decline(self, user: UserRecord, dibs_id: str) -> DibsRecord:
        """The nominee declines: the request is open again."""
        now = self._kernel.clock()
        row = self._waiting(user, dibs_id)
        if row.expires_at < now:
            raise Refused(410, "DIBS_EXPIRED", "the dibs has run out", shape="coded")
        self._shelf.end(row, "declined", now)
        self._release(row.request, now)
        return row

    def _request(self, request_id: str) -> RequestRecord:
        request = self._store.requests.get(as_id(request_id))
        if request is None:
            raise self._kernel.missing("request", request_id, "coded")
        return request

    def _waiting(self, user: UserRecord, dibs_id: str) -> DibsRecord:
        row = self._shelf.rows.get(as_id(dibs_id))
        if row is None:
            raise self._kernel.missing("dibs", dibs_id, "coded")
        if row.provider_user is not user:
            raise Refused(403, "FORBIDDEN", "somebody else was asked", shape="coded")
        if row.status != "pending":
            raise Refused(409, "INVALID_STATE", "the dibs is not pending", shape="coded")
        return row

    def _eligible(self, nominee_id: str, request: RequestRecord) -> UserRecord:
        nominee = self._store.users.get(nominee_id)
        if nominee is not None and self._is_in_pool(nominee, request):
            return nominee
        serves = request.request_type == "service"
        if serves and nominee is not None and self._duty.has_active_off_duty(nominee):
            raise Refused(422, "PROVIDER_NOT_AVAILABLE", "not on duty", shape="coded")
        raise Refused(403, "NO_PRIOR_INTERACTION", "no earlier exchange", shape="coded")

    def _is_in_pool(self, person: UserRecord, request: RequestRecord) -> bool:
        """A member with a common past; for service requests on duty as well (rules 9)."""
        if person is request.requester:
            return False
        if not self._store.bonds.between(request.requester.id, person.id):
            return False
        rows = self._store.memberships[person.id]
        if not any(place.id in rows for place in request.communities):
            return False
        return request.request_type != "service" or self._duty.has_active_on_duty(person)

    def _pool(self, request: RequestRecord) -> Iterator[Candidate]:
        wanted = _likeness(request)
        for user_id, together in self._store.bonds.partners(request.requester.id).items():
            person = self._store.users[user_id]
            if self._is_in_pool(person, request):
                matches = together.values()
                alike = sum(_likeness(match.request) == wanted for match in matches)
                last = max(match.completed_at or match.updated_at for match in matches)
                name, profile_id = self._known_as(person, request)
                yield Candidate(person, name, profile_id, len(together), alike, last)

    def _known_as(self, person: UserRecord, request: RequestRecord) -> tuple[str, str | None]:
        if request.request_type != "service":
            return person.name, None
        profiles = self._duty.of_user(person)
        profile = next(row for row in profiles if row.is_active and row.is_available)
        return profile.display_name, profile.id

    def _run_out(self, row: DibsRecord, moment: datetime) -> None:
        """The job, every five minutes; `late-reopen` opens the request whatever its state."""
        if row.status == "pending" and row.id in self._shelf.rows:
            self._shelf.end(row, "expired", moment)
            self._release(row.request, moment)

    def _release(self, request: RequestRecord, moment: datetime) -> None:
        if request.status == "dibs_pending" or "late-reopen" in self._kernel.defects:
            self._requests.reopen(request, moment)


def _require_requester(request: RequestRecord, user: UserRecord) -> None:
    if user is not request.requester:
        raise Refused(403, "FORBIDDEN", "only the requester asks first", shape="coded")


def _end(request: RequestRecord, now: datetime) -> datetime:
    """When the nominee's time is over, in whole milliseconds."""
    if request.scheduled_for is None:
        return now + WITHOUT_A_DATE
    if request.scheduled_for <= now:
        raise Refused(400, "SCHEDULED_FOR_IN_PAST", "scheduled_for is past", shape="coded")
    end = now + (request.scheduled_for - now) / SHARE_OF_LEAD_TIME
    return end.replace(microsecond=end.microsecond // 1000 * 1000)


def _next_job(end: datetime) -> datetime:
    """The first run of the job after a moment."""
    start = end.replace(minute=end.minute // JOB_EVERY_MINUTES * JOB_EVERY_MINUTES)
    return start.replace(second=0, microsecond=0) + timedelta(minutes=JOB_EVERY_MINUTES)


def _is_taken(request: RequestRecord) -> bool:
    return any(match.status in ("matched", "completed") for match in request.matches)


def _likeness(request: RequestRecord) -> str:
    """The key of task similarity: service category, else item category, else type (rules 9)."""
    payload = request.payload
    found: object = payload.get("service_category") or payload.get("item_category")
    return str(found or request.request_type)


def _rank(candidate: Candidate) -> tuple[int, int, datetime, str]:
    """Earlier interactions up to three, then similar ones, then the latest; trust is the same."""
    prior = min(candidate.prior, RANKED_INTERACTIONS)
    return (prior, candidate.similar, candidate.last, candidate.user.id)
