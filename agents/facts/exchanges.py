"""Asking and helping."""

from agents.facts.fact import Fact


class RequestCreated(Fact, frozen=True, tag="request_created", array_like=True, gc=False):
    """A request was posted; `waiting` others of the same person had no helper yet."""

    request_id: str
    request_type: str
    waiting: int = 0


class RequestWithdrawn(Fact, frozen=True, tag="request_withdrawn", array_like=True, gc=False):
    """The requester cancelled a request."""

    request_id: str


class HelpOffered(Fact, frozen=True, tag="help_offered", array_like=True, gc=False):
    """Somebody offered help on a request: a proposed match."""

    match_id: str
    request_id: str


class OfferAccepted(Fact, frozen=True, tag="offer_accepted", array_like=True, gc=False):
    """The requester took an offer: the match is matched, its siblings are rejected."""

    match_id: str
    request_id: str


class OfferRejected(Fact, frozen=True, tag="offer_rejected", array_like=True, gc=False):
    """The requester turned an offer down."""

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


class FeedbackGiven(Fact, frozen=True, tag="feedback_given", array_like=True, gc=False):
    """One side of a completed match rated the other; scores are 1 to 5."""

    match_id: str
    request_id: str
    helpfulness: int
    responsiveness: int
    clarity: int


class DibsCalled(Fact, frozen=True, tag="dibs_called", array_like=True, gc=False):
    """The requester asked somebody first: a pending dibs."""

    dibs_id: str
    request_id: str


class DibsAccepted(Fact, frozen=True, tag="dibs_accepted", array_like=True, gc=False):
    """Who was asked first accepted: the request is matched, without any offer."""

    dibs_id: str
    request_id: str


class DibsDeclined(Fact, frozen=True, tag="dibs_declined", array_like=True, gc=False):
    """Who was asked first declined: the request is open again."""

    dibs_id: str
    request_id: str


class HelperProposed(Fact, frozen=True, tag="helper_proposed", array_like=True, gc=False):
    """An admin or moderator proposed a helper: a proposed match that the helper answers."""

    match_id: str
    request_id: str


class ProposalAccepted(Fact, frozen=True, tag="proposal_accepted", array_like=True, gc=False):
    """The proposed helper accepted: the match is matched, its siblings are rejected."""

    match_id: str
    request_id: str


class ProposalRejected(Fact, frozen=True, tag="proposal_rejected", array_like=True, gc=False):
    """The proposed helper turned the proposal down."""

    match_id: str
    request_id: str
