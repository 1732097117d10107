"""karmyq's closed vocabularies."""

from typing import Literal

RequestType = Literal["generic", "ride", "borrow", "service", "event"]
RequestStatus = Literal["open", "dibs_pending", "matched", "completed", "cancelled"]
MatchStatus = Literal["proposed", "matched", "completed", "rejected", "cancelled"]
LeadingRole = Literal["admin", "moderator"]
DibsStatus = Literal["pending", "accepted", "declined", "expired"]
Urgency = Literal["urgent", "high", "medium", "low"]
VisibilityScope = Literal["community", "trust_network", "platform"]
WaitingFor = Literal["helper", "requester"]
ServiceType = Literal["ride", "tradesperson", "tutor", "other"]
ProviderOfferStatus = Literal["pending", "accepted", "declined", "withdrawn"]
ActivityType = Literal["pickup_game", "group_run", "workout", "social", "other"]
ActivityStatus = Literal["open", "cancelled", "completed"]
SplitStatus = Literal["discussion", "voting", "approved", "rejected", "executed"]
SplitGroup = Literal["group_a", "group_b", "unassigned"]
FusionStatus = Literal[
    "pending_acceptance", "discussion", "voting", "approved", "rejected", "executed"
]
VoteWord = Literal["yes", "no", "abstain"]
LinkType = Literal["split_origin", "fusion_origin"]
KarmaTrend = Literal["growing", "stable", "declining"]
TrustTier = Literal["new", "active", "trusted", "highly_trusted"]
ViewerRelation = Literal["own_request", "already_offered", "can_offer", "not_actionable"]

REQUEST_TYPES: tuple[RequestType, ...] = ("generic", "ride", "borrow", "service", "event")
