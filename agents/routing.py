"""Which requests suit whom: drivers look at rides first, people with a trade at services."""

from collections.abc import Mapping, Sequence

from adapters.entities import HelpRequest, MyProvider, RequestType

SUITS: Mapping[str, RequestType] = {"ride": "ride", "tradesperson": "service", "tutor": "service"}
"""The type of request for each type of service; `other` prefers nothing (old simulator, 3.3)."""


def suited(rows: Sequence[HelpRequest], profiles: Sequence[MyProvider]) -> Sequence[HelpRequest]:
    """The requests that suit one of the profiles, or all where none does."""
    wanted = {SUITS.get(profile.service_type) for profile in profiles if profile.is_active}
    return [row for row in rows if row.request_type in wanted] or rows
