"""Dibs: a private first ask to one person, before everybody else."""

from datetime import datetime
from typing import Literal

from msgspec import Struct

from adapters.entities.words import DibsStatus


class Dibs(Struct, frozen=True, gc=False):
    """A stored dibs (`Dibs`); `provider_user_id` is who was asked."""

    id: str
    request_id: str
    requester_id: str
    provider_user_id: str
    status: DibsStatus
    expires_at: datetime
    created_at: datetime


class PendingDibs(Struct, frozen=True, gc=False):
    """A dibs that waits for the caller's answer, with what it is about (`PendingDibs`)."""

    id: str
    request_id: str
    requester_id: str
    provider_user_id: str
    status: DibsStatus
    expires_at: datetime
    created_at: datetime
    request_title: str | None
    scheduled_for: datetime | None
    requester_name: str | None


class DibsCandidate(Struct, frozen=True, gc=False):
    """Whom the platform would ask first (`DibsCandidate`); its score is never told."""

    provider_user_id: str
    display_name: str
    prior_interactions: int
    similar_prior_interactions: int
    is_available: bool
    kind: Literal["neighbor", "provider"]
