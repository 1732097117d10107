"""karmyq as one person reaches it, and the platform that opens such sessions."""

from datetime import datetime
from typing import Protocol

from adapters.port.accounts import Accounts
from adapters.port.activities import Activities
from adapters.port.admin_actions import AdminActions
from adapters.port.caller import Caller
from adapters.port.collectives import Collectives
from adapters.port.communities import Communities
from adapters.port.conversations import Conversations
from adapters.port.dibs import DibsAsks
from adapters.port.feedback import Feedback
from adapters.port.fusions import Fusions
from adapters.port.governance import Governance
from adapters.port.matches import Matches
from adapters.port.memberships import Memberships
from adapters.port.providers import Providers
from adapters.port.reputation import Reputation
from adapters.port.requests import Requests
from adapters.port.splits import Splits


class Karmyq(
    Accounts,
    Communities,
    Memberships,
    Governance,
    Requests,
    Matches,
    AdminActions,
    DibsAsks,
    Feedback,
    Providers,
    Collectives,
    Activities,
    Reputation,
    Conversations,
    Splits,
    Fusions,
    Protocol,
):
    """karmyq as one signed-in person reaches it: all services at once."""


class Platform(Protocol):
    """A karmyq, in memory or at the other end of a connection."""

    def session(self, caller: Caller) -> Karmyq:
        """karmyq as `caller` reaches it."""

    def now(self) -> datetime:
        """The platform's own clock: dates that members send are counted from it."""
