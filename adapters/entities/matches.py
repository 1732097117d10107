"""Matches, from an offer to its completion."""

from datetime import datetime

from msgspec import Struct

from adapters.entities.words import MatchStatus, WaitingFor


class Match(Struct, frozen=True, gc=False):
    """A stored match (`MatchRow`)."""

    id: str
    request_id: str
    responder_id: str
    status: MatchStatus
    created_at: datetime
    completed_at: datetime | None
    requester_done_at: datetime | None
    responder_done_at: datetime | None
    admin_proposed: bool


class MyMatch(Struct, frozen=True, gc=False):
    """One row of the caller's matches (`MatchListItem`)."""

    id: str
    request_id: str
    responder_id: str
    requester_id: str | None
    status: MatchStatus
    created_at: datetime
    completed_at: datetime | None
    requester_done_at: datetime | None
    responder_done_at: datetime | None
    admin_proposed: bool
    request_title: str | None
    request_type: str | None


class MatchDetail(Struct, frozen=True, gc=False):
    """One match read singly (`MatchDetail`); the platform leaves the done stamps out here."""

    id: str
    request_id: str
    responder_id: str
    requester_id: str | None
    status: MatchStatus
    created_at: datetime
    completed_at: datetime | None


class Completion(Struct, frozen=True, gc=False):
    """The answer to one side's completion: whose half is still missing, if any."""

    fully_completed: bool
    waiting_for: WaitingFor | None
