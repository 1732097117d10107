"""One caller's karmyq in memory: the calls of all services, joined."""

from adapters.dryrun.calls.accounts import AccountCalls
from adapters.dryrun.calls.activities import ActivityCalls
from adapters.dryrun.calls.admin_actions import AdminActionCalls
from adapters.dryrun.calls.collectives import CollectiveCalls
from adapters.dryrun.calls.communities import CommunityCalls
from adapters.dryrun.calls.conversations import ConversationCalls
from adapters.dryrun.calls.dibs import DibsCalls
from adapters.dryrun.calls.feedback import FeedbackCalls
from adapters.dryrun.calls.fusions import FusionCalls
from adapters.dryrun.calls.governance import GovernanceCalls
from adapters.dryrun.calls.matches import MatchCalls
from adapters.dryrun.calls.memberships import MembershipCalls
from adapters.dryrun.calls.provider_offers import ProviderOfferCalls
from adapters.dryrun.calls.providers import ProviderCalls
from adapters.dryrun.calls.reputation import ReputationCalls
from adapters.dryrun.calls.requests import RequestCalls
from adapters.dryrun.calls.splits import SplitCalls


class DryRunKarmyq(
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
    """The port, answered from memory."""
