"""One caller's karmyq in memory: the calls of all services, joined."""

from adapters.dryrun.calls.accounts import AccountCalls
from adapters.dryrun.calls.admin_actions import AdminActionCalls
from adapters.dryrun.calls.communities import CommunityCalls
from adapters.dryrun.calls.dibs import DibsCalls
from adapters.dryrun.calls.feedback import FeedbackCalls
from adapters.dryrun.calls.matches import MatchCalls
from adapters.dryrun.calls.requests import RequestCalls


class DryRunKarmyq(
    AccountCalls,
    CommunityCalls,
    RequestCalls,
    MatchCalls,
    AdminActionCalls,
    DibsCalls,
    FeedbackCalls,
):
    """The port, answered from memory."""
