"""The request service: dibs, the private first ask."""

from collections.abc import Sequence
from typing import Protocol

from adapters.entities import Dibs, DibsCandidate, PendingDibs


class DibsAsks(Protocol):
    """Asking one person first, and answering."""

    async def dibs_candidate(self, request_id: str) -> DibsCandidate | None:
        """Whom the platform would ask first about an own request; None when nobody fits."""

    async def call_dibs(self, request_id: str, user_id: str) -> Dibs:
        """Ask one person first about an own open request; once per request, ever."""

    async def pending_dibs(self) -> Sequence[PendingDibs]:
        """The dibs that wait for the caller, newest first; those that ran out minutes ago too."""

    async def accept_dibs(self, dibs_id: str) -> Dibs:
        """Accept as the one who was asked: a matched match comes into being."""

    async def decline_dibs(self, dibs_id: str) -> Dibs:
        """Decline as the one who was asked: the request is open again."""
