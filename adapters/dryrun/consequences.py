"""What follows from what, across the services: the one table of it.

A fact is published by the service in which it happened (`Events.publish`); a second later each
service named beside it reacts, in the order of this table. Reputation comes first everywhere.
"""

from collections.abc import Mapping, Sequence

from adapters.dryrun.events import Reaction
from adapters.dryrun.karma import Karma
from adapters.dryrun.provider_reviews import ProviderReviews
from adapters.dryrun.scores import Scores
from adapters.dryrun.trust import Trust


def consequences(
    karma: Karma, scores: Scores, reviews: ProviderReviews, trust: Trust
) -> Mapping[str, Sequence[Reaction]]:
    """Each fact, with what the services do about it."""
    return {
        "interaction_feedback_submitted": (Reaction("reputation", scores.reviewed),),
        "match_completed": (
            Reaction("reputation", karma.award),
            Reaction("reputation", reviews.match_completed),
            Reaction("social graph", trust.strengthen),
        ),
    }
