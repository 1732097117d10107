"""The calls of the request service about dibs."""

from collections.abc import Sequence

from adapters.dryrun.calls.base import CREATED, Calls
from adapters.dryrun.dibs import Candidate
from adapters.dryrun.shelves.dibs import DibsRecord
from adapters.entities import Dibs, DibsCandidate, PendingDibs
from adapters.port import Call


class DibsCalls(Calls):
    """See `adapters.port.dibs`."""

    async def dibs_candidate(self, request_id: str) -> DibsCandidate | None:
        """See the port."""
        find = self._platform.dibs.candidate
        found = await self._call("dibs_candidate", request_id, find, request_id)
        return None if found is None else _candidate(found)

    async def call_dibs(self, request_id: str, user_id: str) -> Dibs:
        """See the port."""
        await self._caller.before_call()
        call = self._platform.dibs.call
        row = self._ruled(
            "call_dibs", request_id, lambda: call(self._signed_in(), request_id, user_id)
        )
        self._caller.called(Call("call_dibs", row.id, CREATED))
        return _dibs(row)

    async def pending_dibs(self) -> Sequence[PendingDibs]:
        """See the port."""
        rows = await self._call("pending_dibs", "", self._platform.dibs.pending)
        return [_pending(row) for row in rows]

    async def accept_dibs(self, dibs_id: str) -> Dibs:
        """See the port."""
        accept = self._platform.dibs.accept
        return _dibs(await self._call("accept_dibs", dibs_id, accept, dibs_id))

    async def decline_dibs(self, dibs_id: str) -> Dibs:
        """See the port."""
        decline = self._platform.dibs.decline
        return _dibs(await self._call("decline_dibs", dibs_id, decline, dibs_id))


def _dibs(row: DibsRecord) -> Dibs:
    return Dibs(
        id=row.id,
        request_id=row.request.id,
        requester_id=row.request.requester.id,
        provider_user_id=row.provider_user.id,
        status=row.status,
        expires_at=row.expires_at,
        created_at=row.created_at,
    )


def _pending(row: DibsRecord) -> PendingDibs:
    return PendingDibs(
        id=row.id,
        request_id=row.request.id,
        requester_id=row.request.requester.id,
        provider_user_id=row.provider_user.id,
        status=row.status,
        expires_at=row.expires_at,
        created_at=row.created_at,
        request_title=row.request.title,
        scheduled_for=row.request.scheduled_for,
        requester_name=row.request.requester.name,
    )


def _candidate(found: Candidate) -> DibsCandidate:
    return DibsCandidate(
        provider_user_id=found.user.id,
        display_name=found.name,
        prior_interactions=found.prior,
        similar_prior_interactions=found.similar,
        is_available=True,
        kind="neighbor" if found.profile_id is None else "provider",
    )
