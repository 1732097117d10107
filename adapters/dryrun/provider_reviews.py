"""Reviews of providers, and the score that comes of them (community rules, section 16)."""

from collections.abc import Mapping
from datetime import datetime
from itertools import islice
from math import floor
from typing import Any

from adapters.dryrun import columns
from adapters.dryrun.kernel import Kernel, as_id
from adapters.dryrun.paging import check_page
from adapters.dryrun.records import MatchRecord, UserRecord
from adapters.dryrun.shelves.provider_reviews import ReviewRecord
from adapters.dryrun.shelves.providers import ProviderRecord
from adapters.errors import Refused, Unavailable

STARS = (1, 5)
STARS_WEIGHT, COMPLETION_WEIGHT = 0.6, 0.3
"""Shares of the score; a third one, of the response rate, has 0.1 of what is always 0."""
ALL_PER_CENT = 100


class ProviderReviews:
    """`/reputation/provider-reviews`: what people say of providers."""

    def __init__(self, kernel: Kernel) -> None:
        self._kernel = kernel
        self._store = kernel.store
        self._shelf = kernel.store.provider_reviews

    def submit(self, user: UserRecord, body: Mapping[str, Any]) -> ReviewRecord:
        """Review a provider; for the same match only once, without a match as often as one likes.

        Nobody checks that the two have met, or that they are two.
        """
        text, match_id = body.get("review_text"), body.get("match_id")
        stars = _read_stars(body.get("provider_id"), body.get("stars"))
        provider = self._active(str(body["provider_id"]))
        self._kernel.check_ids(match_id)
        match = self._match(match_id)
        if match is not None and self._shelf.has_reviewed(user, match):
            raise Refused(409, message="already reviewed for this match", shape="bare")
        columns.require_fit(text)
        now = self._kernel.clock()
        row = ReviewRecord(self._kernel.new_id(), provider, user, match, stars, text, now)
        self._shelf.add(row)
        provider.stars += row.stars
        provider.total_reviews += 1
        self._rescore(provider)
        return row

    def page(
        self, _reader: UserRecord, provider_id: str, limit: int, offset: int = 0
    ) -> list[ReviewRecord]:
        """The reviews of a profile, newest first; none of one that is unknown."""
        if "provider-review-path" in self._kernel.defects:
            raise Refused(404, message="no such path")
        self._kernel.check_ids(provider_id)
        check_page(limit, offset, self._kernel.defects)
        provider = self._store.providers.rows.get(as_id(provider_id))
        rows = () if provider is None else self._shelf.of(provider)
        return list(islice(rows, offset, offset + limit))

    def match_completed(self, match: MatchRecord, _moment: datetime) -> None:
        """The helper's completion rate, on every active profile of the helper.

        karmyq divides completed matches by those "accepted" or completed, and calls no match
        accepted: the rate is 100 from the first completed match on.
        """
        for provider in self._store.providers.of(match.responder):
            if provider.is_active:
                provider.completion_rate = ALL_PER_CENT
                self._rescore(provider)

    def _rescore(self, provider: ProviderRecord) -> None:
        """60 % of the mean stars (1 to 5 as 0 to 100), 30 % of the completion rate, half up."""
        low, high = STARS
        mean = provider.stars / provider.total_reviews if provider.total_reviews else low
        normal = (mean - low) / (high - low) * ALL_PER_CENT
        score = normal * STARS_WEIGHT + provider.completion_rate * COMPLETION_WEIGHT
        self._store.rescore_provider(provider, floor(score + 0.5))

    def _active(self, provider_id: str) -> ProviderRecord:
        provider = self._store.providers.rows.get(as_id(provider_id))
        if provider is None or not provider.is_active:
            raise self._kernel.missing("provider", provider_id, "bare")
        return provider

    def _match(self, match_id: object) -> MatchRecord | None:
        """An unknown match breaks the foreign key: no defect lists it, so it is a 500."""
        if not match_id:
            return None
        match = self._store.matches.get(as_id(str(match_id)))
        if match is None:
            raise Unavailable(500, "INTERNAL_ERROR", "the database refuses the match")
        return match


def _read_stars(provider_id: object, stars: object) -> int:
    low, high = STARS
    if not (provider_id and stars):
        raise Refused(400, message="provider_id and stars are needed", shape="bare")
    if isinstance(stars, bool) or not isinstance(stars, int) or not low <= stars <= high:
        raise Refused(400, message=f"stars are whole, {low} to {high}", shape="bare")
    return stars
