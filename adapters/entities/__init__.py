"""What the port's operations return: typed, frozen, in karmyq's own field names.

Fields follow `adapters/contract/*.openapi.yaml`; an entity holds those that members look at or
measures count. Numbers are numbers here, though karmyq sends some of them as text
(`TEXT_NUMBERS`). Times are aware UTC datetimes with millisecond precision.
"""

from adapters.entities.accounts import (
    Account,
)
from adapters.entities.communities import (
    Community,
    FoundCommunity,
    Membership,
    MyCommunity,
)
from adapters.entities.dibs import (
    Dibs,
    DibsCandidate,
    PendingDibs,
)
from adapters.entities.feedback import (
    Feedback,
    GivenFeedback,
    MatchFeedback,
)
from adapters.entities.matches import (
    Completion,
    Match,
    MatchDetail,
    MyMatch,
)
from adapters.entities.reputation import (
    CommunitySummary,
    KarmaEntry,
    KarmaNow,
    KarmaTotals,
    RatedScore,
    TrustInCommunity,
)
from adapters.entities.requests import (
    CreatedRequest,
    HelpRequest,
    RequestDetail,
    RequestDraft,
    StoredRequest,
)
from adapters.entities.standing import (
    Standing,
)
from adapters.entities.text_numbers import TEXT_NUMBERS
from adapters.entities.words import (
    REQUEST_TYPES,
    DibsStatus,
    KarmaTrend,
    MatchStatus,
    RequestStatus,
    RequestType,
    TrustTier,
    Urgency,
    ViewerRelation,
    VisibilityScope,
    WaitingFor,
)

__all__ = [
    "REQUEST_TYPES",
    "TEXT_NUMBERS",
    "Account",
    "Community",
    "CommunitySummary",
    "Completion",
    "CreatedRequest",
    "Dibs",
    "DibsCandidate",
    "DibsStatus",
    "Feedback",
    "FoundCommunity",
    "GivenFeedback",
    "HelpRequest",
    "KarmaEntry",
    "KarmaNow",
    "KarmaTotals",
    "KarmaTrend",
    "Match",
    "MatchDetail",
    "MatchFeedback",
    "MatchStatus",
    "Membership",
    "MyCommunity",
    "MyMatch",
    "PendingDibs",
    "RatedScore",
    "RequestDetail",
    "RequestDraft",
    "RequestStatus",
    "RequestType",
    "Standing",
    "StoredRequest",
    "TrustInCommunity",
    "TrustTier",
    "Urgency",
    "ViewerRelation",
    "VisibilityScope",
    "WaitingFor",
]
