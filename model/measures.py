"""The measures of every run: one canonical name each, with its formula.

Targets, `--strict`, reports and notebooks use these names. A measure is None while there is nothing
to measure (no request yet, so no completion rate).
"""

from adapters.entities import REQUEST_TYPES
from model.ledger import Ledger, median
from model.measure import Formula, Measure, ratio
from model.social_measures import SOCIAL_MEASURES


def _memberships(ledger: Ledger) -> int:
    return ledger.members_of.total()


def _outcomes(kind: str) -> Formula:
    return lambda ledger, _: sum(n for (_, how, _), n in ledger.outcomes.items() if how == kind)


def _of_type(request_type: str) -> Measure:
    return Measure(
        f"requests_created_{request_type}",
        f"requests of type {request_type} posted so far",
        lambda ledger, _: ledger.created[request_type],
    )


MEASURES: tuple[Measure, ...] = (
    Measure("users_registered", "people who registered", lambda led, _: led.users),
    Measure(
        "members_active_last_day",
        "people with an action done within 24 hours",
        lambda led, now_ms: led.active_members(now_ms),
    ),
    Measure("communities", "communities with a member", lambda led, _: len(led.members_of)),
    Measure(
        "memberships_per_user_mean",
        "active memberships / people registered",
        lambda led, _: ratio(_memberships(led), led.users),
    ),
    Measure(
        "members_per_community_mean",
        "active memberships / communities",
        lambda led, _: ratio(_memberships(led), len(led.members_of)),
    ),
    Measure(
        "members_per_community_max",
        "members of the largest community",
        lambda led, _: max(led.members_of.values(), default=None),
    ),
    Measure("requests_created", "requests posted", lambda led, _: led.created.total()),
    *(_of_type(request_type) for request_type in REQUEST_TYPES),
    Measure(
        "requests_open",
        "requests without a helper, neither withdrawn nor expired",
        lambda led, now_ms: (
            led.created.total() - led.accepted - led.withdrawn - led.expired(now_ms)
        ),
    ),
    Measure(
        "requests_expired",
        "requests without a helper 60 days after posting, and not withdrawn",
        lambda led, now_ms: led.expired(now_ms),
    ),
    Measure(
        "requests_matched",
        "requests with an accepted offer, not yet completed",
        lambda led, _: led.accepted - led.completed,
    ),
    Measure("requests_completed", "requests completed by both sides", lambda led, _: led.completed),
    Measure("offers_made", "offers of help", lambda led, _: led.offers),
    Measure(
        "offers_per_request_mean",
        "offers made / requests created",
        lambda led, _: ratio(led.offers, led.created.total()),
    ),
    Measure(
        "offer_rate",
        "requests with an offer / requests created",
        lambda led, _: ratio(led.offered_on, led.created.total()),
    ),
    Measure(
        "accept_rate",
        "requests with an accepted offer / requests with an offer",
        lambda led, _: ratio(led.accepted, led.offered_on),
    ),
    Measure(
        "completion_rate",
        "requests completed / requests created",
        lambda led, _: ratio(led.completed, led.created.total()),
    ),
    Measure(
        "time_to_first_offer_median_h",
        "median hours from posting to the first offer, over requests with one",
        lambda led, _: median(led.hours_to_offer),
    ),
    Measure(
        "time_to_accept_median_h",
        "median hours from posting to acceptance, over accepted requests",
        lambda led, _: median(led.hours_to_accept),
    ),
    Measure(
        "time_to_complete_median_h",
        "median hours from posting to completion, over completed requests",
        lambda led, _: median(led.hours_to_complete),
    ),
    *SOCIAL_MEASURES,
    Measure("actions_done", "actions that ended as done", _outcomes("done")),
    Measure("actions_skipped", "actions that a guard ended", _outcomes("skipped")),
    Measure("actions_refused", "actions that karmyq refused", _outcomes("refused")),
    Measure("actions_failed", "actions without a usable answer", _outcomes("failed")),
    Measure("api_calls", "calls on the port", lambda led, _: led.calls.total()),
)

MEASURE_NAMES = frozenset(measure.name for measure in MEASURES)


def measured(ledger: Ledger, now_ms: int) -> dict[str, float | int | None]:
    """Every measure at a time in ms since the start, by name."""
    return {measure.name: measure.formula(ledger, now_ms) for measure in MEASURES}
