"""What the port's operations return: typed, frozen, in karmyq's own field names.

Fields follow `adapters/contract/*.openapi.yaml`; an entity holds those that members look at or
measures count. Numbers are numbers here, though karmyq sends some of them as text
(`TEXT_NUMBERS`). Times are aware UTC datetimes with millisecond precision.
"""

from adapters.entities.accounts import (
    Account,
    Profile,
)
from adapters.entities.activities import (
    Activity,
    ActivityDraft,
    ListedActivity,
)
from adapters.entities.collectives import (
    Collective,
    MyCollective,
    NewCollective,
)
from adapters.entities.communities import (
    Community,
    CommunityDetail,
    FoundCommunity,
    ListedMember,
    Membership,
    MyCommunity,
    StoredCommunity,
)
from adapters.entities.conversations import (
    Conversation,
    LastMessage,
    Message,
    MyConversation,
    Participant,
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
from adapters.entities.fusions import (
    FusionDetail,
    FusionProposal,
    OpenFusion,
)
from adapters.entities.governance import (
    GovernanceMaturity,
    GovernanceState,
    Maturity,
    Nomination,
    PersonRef,
    Ratification,
    RoleHolder,
)
from adapters.entities.matches import (
    Completion,
    Match,
    MatchDetail,
    MyMatch,
)
from adapters.entities.providers import (
    Availability,
    ListedReview,
    MyProvider,
    Provider,
    ProviderDetail,
    ProviderDraft,
    ProviderOffer,
    ProviderProfile,
    ProviderReview,
    RideDetails,
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
from adapters.entities.splits import (
    OpenSplit,
    SplitAssignment,
    SplitChildren,
    SplitDetail,
    SplitProposal,
)
from adapters.entities.standing import (
    Standing,
)
from adapters.entities.text_numbers import TEXT_NUMBERS
from adapters.entities.votes import (
    VoteResult,
    VoteTally,
)
from adapters.entities.words import (
    REQUEST_TYPES,
    ActivityStatus,
    ActivityType,
    DibsStatus,
    FusionStatus,
    KarmaTrend,
    LeadingRole,
    LinkType,
    MatchStatus,
    ProviderOfferStatus,
    RequestStatus,
    RequestType,
    ServiceType,
    SplitGroup,
    SplitStatus,
    TrustTier,
    Urgency,
    ViewerRelation,
    VisibilityScope,
    VoteWord,
    WaitingFor,
)

__all__ = [
    "REQUEST_TYPES",
    "TEXT_NUMBERS",
    "Account",
    "Activity",
    "ActivityDraft",
    "ActivityStatus",
    "ActivityType",
    "Availability",
    "Collective",
    "Community",
    "CommunityDetail",
    "CommunitySummary",
    "Completion",
    "Conversation",
    "CreatedRequest",
    "Dibs",
    "DibsCandidate",
    "DibsStatus",
    "Feedback",
    "FoundCommunity",
    "FusionDetail",
    "FusionProposal",
    "FusionStatus",
    "GivenFeedback",
    "GovernanceMaturity",
    "GovernanceState",
    "HelpRequest",
    "KarmaEntry",
    "KarmaNow",
    "KarmaTotals",
    "KarmaTrend",
    "LastMessage",
    "LeadingRole",
    "LinkType",
    "ListedActivity",
    "ListedMember",
    "ListedReview",
    "Match",
    "MatchDetail",
    "MatchFeedback",
    "MatchStatus",
    "Maturity",
    "Membership",
    "Message",
    "MyCollective",
    "MyCommunity",
    "MyConversation",
    "MyMatch",
    "MyProvider",
    "NewCollective",
    "Nomination",
    "OpenFusion",
    "OpenSplit",
    "Participant",
    "PendingDibs",
    "PersonRef",
    "Profile",
    "Provider",
    "ProviderDetail",
    "ProviderDraft",
    "ProviderOffer",
    "ProviderOfferStatus",
    "ProviderProfile",
    "ProviderReview",
    "RatedScore",
    "Ratification",
    "RequestDetail",
    "RequestDraft",
    "RequestStatus",
    "RequestType",
    "RideDetails",
    "RoleHolder",
    "ServiceType",
    "SplitAssignment",
    "SplitChildren",
    "SplitDetail",
    "SplitGroup",
    "SplitProposal",
    "SplitStatus",
    "Standing",
    "StoredCommunity",
    "StoredRequest",
    "TrustInCommunity",
    "TrustTier",
    "Urgency",
    "ViewerRelation",
    "VisibilityScope",
    "VoteResult",
    "VoteTally",
    "VoteWord",
    "WaitingFor",
]
