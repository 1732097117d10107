"""The dry-run platform: karmyq's rule book in memory, as one front over its services."""

from collections.abc import Callable
from datetime import datetime
from random import Random

from adapters.dryrun.accounts import Accounts
from adapters.dryrun.activities import Activities
from adapters.dryrun.admin_actions import AdminActions
from adapters.dryrun.collectives import Collectives
from adapters.dryrun.communities import Communities
from adapters.dryrun.consequences import consequences
from adapters.dryrun.conversations import Conversations
from adapters.dryrun.defects import known_defects
from adapters.dryrun.dibs import Dibs
from adapters.dryrun.feedback import Feedback
from adapters.dryrun.fusions import Fusions
from adapters.dryrun.governance import Governance
from adapters.dryrun.jobs import Jobs
from adapters.dryrun.karma import Karma
from adapters.dryrun.kernel import Kernel
from adapters.dryrun.matches import Matches
from adapters.dryrun.memberships import Memberships
from adapters.dryrun.provider_offers import ProviderOffers
from adapters.dryrun.provider_reviews import ProviderReviews
from adapters.dryrun.providers import Providers
from adapters.dryrun.reputation import Reputations
from adapters.dryrun.request_changes import RequestChanges
from adapters.dryrun.requests import Requests
from adapters.dryrun.scores import Scores
from adapters.dryrun.session import DryRunKarmyq
from adapters.dryrun.splits import Splits
from adapters.dryrun.succession import Succession
from adapters.dryrun.trust import Trust
from adapters.port import Caller


class DryRunPlatform:
    """A karmyq that lives in memory.

    `clock` gives the platform's time (aware UTC, whole milliseconds), `stream` draws its
    identifiers, `defects` names the switches that show today's misbehaviour; raises ValueError for
    an unknown one.
    """

    def __init__(
        self,
        clock: Callable[[], datetime],
        stream: Random,
        defects: frozenset[str] = frozenset(),
    ) -> None:
        kernel = Kernel(clock, stream, known_defects(defects))
        self.kernel = kernel
        self.store = kernel.store
        self.run_due = kernel.timetable.run_due
        """Do what was due by now (jobs, expiries, consequences); asked before each call."""
        self.accounts = Accounts(kernel)
        self.memberships = Memberships(kernel)
        self.communities = Communities(kernel, self.memberships)
        self.jobs = Jobs(kernel)
        self.requests = Requests(kernel, self.memberships, self.jobs)
        self.request_changes = RequestChanges(kernel, self.requests)
        self.admin_actions = AdminActions(kernel, self.requests)
        self.matches = Matches(kernel, self.requests)
        self.feedback = Feedback(kernel)
        self.providers = Providers(kernel)
        self.dibs = Dibs(kernel, self.requests, self.providers)
        self.provider_offers = ProviderOffers(kernel, self.requests)
        self.provider_reviews = ProviderReviews(kernel)
        self.collectives = Collectives(kernel)
        self.activities = Activities(kernel)
        self.conversations = Conversations(kernel)
        self.trust = Trust(kernel)
        self.governance = Governance(kernel, self.trust)
        self.scores = Scores(kernel)
        self.karma = Karma(kernel, self.scores)
        self.reputations = Reputations(kernel, self.karma, self.scores)
        succession = Succession(kernel, self.memberships, self.trust, self.karma)
        self.splits = Splits(kernel, self.trust, succession)
        self.fusions = Fusions(kernel, self.trust, succession)
        kernel.events.reactions = consequences(
            self.karma, self.scores, self.provider_reviews, self.trust
        )

    def session(self, caller: Caller) -> DryRunKarmyq:
        """karmyq as `caller` reaches it."""
        return DryRunKarmyq(self, caller)

    def now(self) -> datetime:
        """The platform's own clock."""
        return self.kernel.clock()
