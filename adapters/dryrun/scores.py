"""The trust scores kept per person and community, and what makes them move (rules, section 15).

Recomputed for both parties when karma is awarded, for the rated one when stars are given, and for
everybody else every night: a score also depends on other communities and on the time.
"""

from collections import deque
from datetime import datetime, time, timedelta

from adapters.dryrun.kernel import Kernel
from adapters.dryrun.shelves.feedback import FeedbackRecord
from adapters.dryrun.trust_score import RECENT, trust_score

NIGHT = time(3, 30)
"""When all scores are refreshed, in UTC (contract, oddities: our reading)."""
RATING_FADED = timedelta(days=598)
"""Past this age a rating's weight stays at its least, so that means move by themselves (15)."""
DAY = timedelta(days=1)


class Scores:
    """`reputation.trust_scores`."""

    def __init__(self, kernel: Kernel) -> None:
        self._kernel = kernel
        self._store = kernel.store
        self._shelf = kernel.store.reputation
        self._leaving: deque[tuple[datetime, str]] = deque()
        self._fading: deque[tuple[datetime, str]] = deque()
        self._faded: set[str] = set()
        self._booked = False

    def recompute(self, user_id: str, community_id: str, now: datetime) -> int:
        """Store and return the score as it is now."""
        here = self._shelf.of(user_id, community_id)
        here.score = trust_score(here, self._shelf.places_of(user_id).values(), now)
        self._shelf.scored(here)
        return here.score

    def exchanged(self, user_id: str, at: datetime) -> None:
        """Somebody gave or received help: it counts elsewhere from the night on, for a year."""
        self._leaving.append((at + RECENT, user_id))
        self._outdated(user_id)

    def rated(self, user_id: str, at: datetime) -> None:
        """Somebody received stars: they count elsewhere from the night on."""
        self._fading.append((at + RATING_FADED, user_id))
        self._outdated(user_id)

    def reviewed(self, row: FeedbackRecord, _moment: datetime) -> None:
        """Feedback on a match moves the means of the rated person, never the score.

        The table has no community for it: the means move wherever the request was posted.
        """
        if "feedback-means-stuck" in self._kernel.defects:
            return
        for place in row.match.request.communities:
            here = self._shelf.of(row.rated.id, place.id)
            before, here.feedback_received = here.feedback_received, here.feedback_received + 1
            here.helpfulness = _moved(here.helpfulness, before, row.helpfulness)
            here.responsiveness = _moved(here.responsiveness, before, row.responsiveness)
            here.clarity = _moved(here.clarity, before, row.clarity)
            self._shelf.scored(here)

    def outdated(self, user_ids: list[str]) -> None:
        """A split or a fusion copied karma: the scores follow in the night."""
        for user_id in user_ids:
            self._outdated(user_id)

    def _outdated(self, user_id: str) -> None:
        self._shelf.stale.add(user_id)
        if not self._booked:
            self._booked = True
            self._kernel.timetable.at(next_night(self._kernel.clock()), self._refresh)

    def _refresh(self, night: datetime) -> None:
        """Recompute those whose scores can have moved; all others keep theirs."""
        while self._leaving and self._leaving[0][0] < night:
            self._shelf.stale.add(self._leaving.popleft()[1])
        while self._fading and self._fading[0][0] < night:
            self._faded.add(self._fading.popleft()[1])
        for user_id in self._shelf.stale | self._faded:
            for community_id in self._store.memberships[user_id]:
                self.recompute(user_id, community_id, night)
        self._shelf.stale.clear()
        self._kernel.timetable.at(night + DAY, self._refresh)


def next_night(moment: datetime) -> datetime:
    """The first refresh after a moment."""
    today = datetime.combine(moment.date(), NIGHT, moment.tzinfo)
    return today if today > moment else today + DAY


def _moved(mean: float, count: int, value: int | None) -> float:
    """A running mean of two decimals; what was not given leaves it as it is."""
    return mean if value is None else round((mean * count + value) / (count + 1), 2)
