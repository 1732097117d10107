"""One person's karmyq over HTTP: the calls of all services, joined."""

from adapters.live.calls.accounts import AccountCalls
from adapters.live.calls.activities import ActivityCalls
from adapters.live.calls.admin_actions import AdminActionCalls
from adapters.live.calls.collectives import CollectiveCalls
from adapters.live.calls.communities import CommunityCalls
from adapters.live.calls.conversations import ConversationCalls
from adapters.live.calls.dibs import DibsCalls
from adapters.live.calls.feedback import FeedbackCalls
from adapters.live.calls.fusions import FusionCalls
from adapters.live.calls.governance import GovernanceCalls
from adapters.live.calls.matches import MatchCalls
from adapters.live.calls.memberships import MembershipCalls
from adapters.live.calls.provider_offers import ProviderOfferCalls
from adapters.live.calls.providers import ProviderCalls
from adapters.live.calls.reputation import ReputationCalls
from adapters.live.calls.requests import RequestCalls
from adapters.live.calls.splits import SplitCalls


class LiveKarmyq(
    AccountCalls,
    CommunityCalls,
    MembershipCalls,
    GovernanceCalls,
    RequestCalls,
    MatchCalls,
    AdminActionCalls,
    DibsCalls,
    FeedbackCalls,
    ProviderCalls,
    ProviderOfferCalls,
    CollectiveCalls,
    ActivityCalls,
    ReputationCalls,
    ConversationCalls,
    SplitCalls,
    FusionCalls,
):
    """The port, answered by a karmyq at the other end of a connection."""
