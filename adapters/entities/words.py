"""karmyq's closed vocabularies."""

from typing import Literal

RequestType = Literal["generic", "ride", "borrow", "service", "event"]
RequestStatus = Literal["open", "dibs_pending", "matched", "completed", "cancelled"]
MatchStatus = Literal["proposed", "matched", "completed", "rejected", "cancelled"]
DibsStatus = Literal["pending", "accepted", "declined", "expired"]
Urgency = Literal["urgent", "high", "medium", "low"]
VisibilityScope = Literal["community", "trust_network", "platform"]
WaitingFor = Literal["helper", "requester"]
KarmaTrend = Literal["growing", "stable", "declining"]
TrustTier = Literal["new", "active", "trusted", "highly_trusted"]
ViewerRelation = Literal["own_request", "already_offered", "can_offer", "not_actionable"]

REQUEST_TYPES: tuple[RequestType, ...] = ("generic", "ride", "borrow", "service", "event")
