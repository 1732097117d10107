"""One caller's karmyq in memory: the calls of all services, joined."""

from adapters.dryrun.calls.accounts import AccountCalls
from adapters.dryrun.calls.communities import CommunityCalls
from adapters.dryrun.calls.matches import MatchCalls
from adapters.dryrun.calls.requests import RequestCalls


class DryRunKarmyq(AccountCalls, CommunityCalls, RequestCalls, MatchCalls):
    """The port, answered from memory."""
