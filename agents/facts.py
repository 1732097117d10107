"""What an action left behind on the platform, as confirmed by its answers.

A fact is logged with its action, and measures are computed from facts alone, so that they mean the
same in dry-run and live. On paper a fact is a list: its name, then its fields.
"""

from msgspec import Struct


class Fact(Struct, frozen=True, array_like=True, gc=False):
    """Something that has happened."""


class MemberRegistered(Fact, frozen=True, tag="member_registered", array_like=True, gc=False):
    """Somebody has an account now."""

    user_id: str


class CommunityCreated(Fact, frozen=True, tag="community_created", array_like=True, gc=False):
    """A community came into being; its founder is its first member."""

    community_id: str


class CommunityJoined(Fact, frozen=True, tag="community_joined", array_like=True, gc=False):
    """Somebody became an active member, or waits for approval (`pending`)."""

    community_id: str
    status: str


class RequestCreated(Fact, frozen=True, tag="request_created", array_like=True, gc=False):
    """A request was posted."""

    request_id: str
    request_type: str


class HelpOffered(Fact, frozen=True, tag="help_offered", array_like=True, gc=False):
    """Somebody offered help on a request: a proposed match."""

    match_id: str
    request_id: str


class OfferAccepted(Fact, frozen=True, tag="offer_accepted", array_like=True, gc=False):
    """The requester took an offer: the match is matched, its siblings are rejected."""

    match_id: str
    request_id: str


class HalfCompleted(Fact, frozen=True, tag="half_completed", array_like=True, gc=False):
    """One side confirmed that the help was given."""

    match_id: str
    request_id: str


class MatchCompleted(Fact, frozen=True, tag="match_completed", array_like=True, gc=False):
    """Both sides confirmed: match and request are completed."""

    match_id: str
    request_id: str
