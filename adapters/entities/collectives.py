"""Collectives of providers."""

from datetime import datetime

from msgspec import Struct


class NewCollective(Struct, frozen=True, gc=False):
    """A stored collective (`CollectiveRow`)."""

    id: str
    name: str
    service_types: tuple[str, ...] | None
    created_at: datetime


class Collective(Struct, frozen=True, gc=False):
    """One row of the listing (`CollectiveListItem`)."""

    id: str
    name: str
    service_types: tuple[str, ...] | None
    created_by: str | None
    created_at: datetime
    member_count: int
    avg_trust_score: float | None


class MyCollective(Struct, frozen=True, gc=False):
    """One collective in which a profile of the caller is a member (`MyCollective`)."""

    id: str
    name: str
    service_types: tuple[str, ...] | None
    is_active: bool
    created_at: datetime
