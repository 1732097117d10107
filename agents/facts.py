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


class ConversationOpened(Fact, frozen=True, tag="conversation_opened", array_like=True, gc=False):
    """A helper opened the conversation of a match; both parties are in it."""

    conversation_id: str
    match_id: str


class MessageSent(Fact, frozen=True, tag="message_sent", array_like=True, gc=False):
    """Somebody wrote to the other party of a match, at one of the stages of `Words.message`."""

    message_id: str
    match_id: str
    stage: str


class StandingSeen(Fact, frozen=True, tag="standing_seen", array_like=True, gc=False):
    """Somebody saw the own standing in a community: score, faded karma, exchanges in 30 days."""

    community_id: str
    score: int
    karma: int
    exchanges: int


class ExchangeRated(Fact, frozen=True, tag="exchange_rated", array_like=True, gc=False):
    """Somebody gave the other party of a completed match 1 to 5 stars."""

    match_id: str
    rating: int


class ProviderRegistered(Fact, frozen=True, tag="provider_registered", array_like=True, gc=False):
    """Somebody offers one more kind of service."""

    provider_id: str
    service_type: str


class ProviderOnDuty(Fact, frozen=True, tag="provider_on_duty", array_like=True, gc=False):
    """A provider went on duty."""

    provider_id: str


class ProviderReviewed(Fact, frozen=True, tag="provider_reviewed", array_like=True, gc=False):
    """A requester reviewed the provider who helped, with 1 to 5 stars."""

    review_id: str
    provider_id: str
    match_id: str
    stars: int


class ProviderOfferMade(Fact, frozen=True, tag="provider_offer_made", array_like=True, gc=False):
    """A provider offered a service on a request."""

    offer_id: str
    request_id: str


class ProviderOfferAccepted(
    Fact, frozen=True, tag="provider_offer_accepted", array_like=True, gc=False
):
    """A requester took a provider's offer; its match follows as `OfferAccepted`."""

    offer_id: str
    request_id: str


class ProviderOfferDeclined(
    Fact, frozen=True, tag="provider_offer_declined", array_like=True, gc=False
):
    """A requester turned a provider's offer down."""

    offer_id: str
    request_id: str


class CollectiveCreated(Fact, frozen=True, tag="collective_created", array_like=True, gc=False):
    """A collective of providers came into being; its founder is its first member."""

    collective_id: str


class CollectiveLinked(Fact, frozen=True, tag="collective_linked", array_like=True, gc=False):
    """A collective is shown in a community."""

    collective_id: str
    community_id: str


class CollectiveJoined(Fact, frozen=True, tag="collective_joined", array_like=True, gc=False):
    """A provider joined a collective."""

    collective_id: str


class ActivityPlanned(Fact, frozen=True, tag="activity_planned", array_like=True, gc=False):
    """An admin planned something for a community; nobody takes part by that."""

    activity_id: str
    community_id: str


class ActivityJoined(Fact, frozen=True, tag="activity_joined", array_like=True, gc=False):
    """Somebody takes part in an activity."""

    activity_id: str


class OfferRejected(Fact, frozen=True, tag="offer_rejected", array_like=True, gc=False):
    """The requester turned an offer down."""

    match_id: str
    request_id: str


class RequestWithdrawn(Fact, frozen=True, tag="request_withdrawn", array_like=True, gc=False):
    """The requester cancelled a request."""

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


class SplitProposed(Fact, frozen=True, tag="split_proposed", array_like=True, gc=False):
    """An admin proposed to split a community."""

    split_id: str
    community_id: str


class SplitVoteStarted(Fact, frozen=True, tag="split_vote_started", array_like=True, gc=False):
    """A split was put to the vote, for seven days."""

    split_id: str
    community_id: str


class VoteCast(Fact, frozen=True, tag="vote_cast", array_like=True, gc=False):
    """Somebody voted on a `split` or a `fusion`; about a split the same vote may come again."""

    proposal_id: str
    community_id: str
    kind: str
    vote: str


class SplitExecuted(Fact, frozen=True, tag="split_executed", array_like=True, gc=False):
    """A community ended and two began, with so many members each."""

    split_id: str
    community_id: str
    child_a_id: str
    child_b_id: str
    members_a: int
    members_b: int


class FusionProposed(Fact, frozen=True, tag="fusion_proposed", array_like=True, gc=False):
    """An admin of A proposed to merge with B."""

    fusion_id: str
    community_a_id: str
    community_b_id: str


class FusionAccepted(Fact, frozen=True, tag="fusion_accepted", array_like=True, gc=False):
    """An admin of B took a fusion up."""

    fusion_id: str


class FusionRejected(Fact, frozen=True, tag="fusion_rejected", array_like=True, gc=False):
    """An admin of B turned a fusion down."""

    fusion_id: str


class FusionVoteStarted(Fact, frozen=True, tag="fusion_vote_started", array_like=True, gc=False):
    """A fusion was put to the vote, for seven days."""

    fusion_id: str


class FusionExecuted(Fact, frozen=True, tag="fusion_executed", array_like=True, gc=False):
    """Two communities ended and one began, with so many members."""

    fusion_id: str
    community_a_id: str
    community_b_id: str
    merged_id: str
    members: int


class MembershipApproved(Fact, frozen=True, tag="membership_approved", array_like=True, gc=False):
    """Somebody who waited is an active member now."""

    community_id: str
    user_id: str


class CommunityLeft(Fact, frozen=True, tag="community_left", array_like=True, gc=False):
    """Somebody is no member any more."""

    community_id: str


class MemberNominated(Fact, frozen=True, tag="member_nominated", array_like=True, gc=False):
    """Somebody was nominated for a role: a pending nomination that others ratify."""

    nomination_id: str
    community_id: str
    role: str


class NominationRatified(Fact, frozen=True, tag="nomination_ratified", array_like=True, gc=False):
    """Somebody spoke for a nomination; `ratified` says that it was the last voice needed."""

    nomination_id: str
    community_id: str
    ratified: bool
