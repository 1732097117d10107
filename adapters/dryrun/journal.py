"""All kinds of rows, and whoever keeps a copy of them elsewhere."""

from typing import Protocol

from adapters.dryrun.records import (
    CommunityRecord,
    MatchRecord,
    MemberRecord,
    RequestRecord,
    UserRecord,
)
from adapters.dryrun.shelves.activities import ActivityRecord
from adapters.dryrun.shelves.collectives import CollectiveRecord
from adapters.dryrun.shelves.conversations import ConversationRecord, MessageRecord
from adapters.dryrun.shelves.dibs import DibsRecord
from adapters.dryrun.shelves.feedback import FeedbackRecord
from adapters.dryrun.shelves.governance import NominationRecord
from adapters.dryrun.shelves.proposals import (
    FusionRecord,
    FusionVote,
    Link,
    SplitRecord,
    SplitVote,
)
from adapters.dryrun.shelves.provider_offers import ProviderOfferRecord
from adapters.dryrun.shelves.provider_reviews import ReviewRecord
from adapters.dryrun.shelves.providers import ProviderRecord
from adapters.dryrun.shelves.reputation import KarmaRow, RatingRow, Reputation
from adapters.dryrun.shelves.trust import Edge

Record = (
    UserRecord
    | CommunityRecord
    | MemberRecord
    | RequestRecord
    | MatchRecord
    | DibsRecord
    | FeedbackRecord
    | ConversationRecord
    | MessageRecord
    | ProviderRecord
    | ReviewRecord
    | SplitRecord
    | SplitVote
    | FusionRecord
    | FusionVote
    | NominationRecord
    | ActivityRecord
    | CollectiveRecord
    | ProviderOfferRecord
    | Link
    | KarmaRow
    | RatingRow
    | Reputation
    | Edge
)


class Journal(Protocol):
    """Whoever keeps a copy of the rows elsewhere hears of every change here."""

    def wrote(self, row: Record) -> None:
        """A row is new or has changed."""

    def deleted(self, row: Record) -> None:
        """A row is gone."""
