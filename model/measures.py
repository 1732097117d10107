"""The measures of every run: one canonical name each, with its formula.

Targets, `--strict`, reports and notebooks use these names. A measure is None while there is nothing
to measure (no request yet, so no completion rate).
"""

from collections import Counter

from adapters.entities import REQUEST_TYPES
from model.due_measures import DUE_MEASURES
from model.ledger import Ledger, median
from model.measure import Formula, Measure, ratio
from model.social_measures import SOCIAL_MEASURES

ENOUGH_TRIES = 20
"""Below this, that something has not succeeded yet says nothing."""


def _memberships(ledger: Ledger) -> int:
    return ledger.members_of.total()


def _open(ledger: Ledger, now_ms: int) -> int:
    gone = ledger.accepted + ledger.withdrawn + ledger.expired(now_ms)
    return ledger.created.total() - gone


def _outcomes(kind: str) -> Formula:
    return lambda ledger, _: sum(n for (_, how, _), n in ledger.outcomes.items() if how == kind)


def _never_done(ledger: Ledger, _now_ms: int) -> int:
    done = {action for (action, how, _), n in ledger.outcomes.items() if how == "done" and n}
    tries = Counter[str]()
    for (action, _, _), n in ledger.outcomes.items():
        tries[action] += n
    return sum(n >= ENOUGH_TRIES and action not in done for action, n in tries.items())


def _stopped(what: str, reason: str) -> Measure:
    return Measure(
        f"limit_stops_{what}",
        f"turns that ended because limits.{what} was reached",
        lambda ledger, _: sum(n for (_, _, why), n in ledger.outcomes.items() if why == reason),
    )


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
    Measure(
        "arrivals_per_day_max",
        "most people who registered within one day of the run, the opening left out",
        lambda led, _: max(led.tallies.newcomers.arrivals.values(), default=0),
    ),
    Measure(
        "time_to_first_membership_median_h",
        "median hours from registering to the first active membership, over newcomers with one",
        lambda led, _: median(led.tallies.newcomers.hours_to_membership),
    ),
    Measure(
        "users_never_member",
        "people who registered and have never been an active member of a community",
        lambda led, _: len(led.tallies.newcomers.waiting),
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
    Measure(
        "communities_peak",
        "most communities at once so far",
        lambda led, _: led.tallies.crowding.most_communities,
    ),
    Measure(
        "members_per_community_peak",
        "most members that a community has had so far",
        lambda led, _: led.tallies.crowding.largest,
    ),
    Measure("requests_created", "requests posted", lambda led, _: led.created.total()),
    *(_of_type(request_type) for request_type in REQUEST_TYPES),
    Measure(
        "requests_open",
        "requests without a helper, neither withdrawn nor expired",
        _open,
    ),
    Measure(
        "requests_open_per_user_mean",
        "requests open / people registered: a glut shows here",
        lambda led, now_ms: ratio(_open(led, now_ms), led.users),
    ),
    Measure(
        "requests_open_per_user_max",
        "most requests without a helper that one person has had at once, private asks included",
        lambda led, _: led.tallies.asking.most_open,
    ),
    Measure(
        "requests_expired",
        "requests without a helper 60 days after posting, and not withdrawn",
        lambda led, now_ms: led.expired(now_ms),
    ),
    Measure("requests_offered", "requests with an offer", lambda led, _: led.offered_on),
    Measure("requests_accepted", "requests with an accepted offer", lambda led, _: led.accepted),
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
        "match_completion_rate",
        "requests completed / requests with an accepted offer",
        lambda led, _: ratio(led.completed, led.accepted),
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
    *DUE_MEASURES,
    _stopped("communities", "enough_communities"),
    _stopped("memberships", "enough_memberships"),
    _stopped("open_requests", "enough_open_requests"),
    Measure("actions_done", "actions that ended as done", _outcomes("done")),
    Measure("actions_skipped", "actions that a guard ended", _outcomes("skipped")),
    Measure("actions_refused", "actions that karmyq refused", _outcomes("refused")),
    Measure("actions_failed", "actions without a usable answer", _outcomes("failed")),
    Measure(
        "action_kinds_never_done",
        f"kinds of action that were tried {ENOUGH_TRIES} times or more and never done",
        _never_done,
    ),
    Measure("api_calls", "calls on the port", lambda led, _: led.calls),
)

MEASURE_NAMES = frozenset(measure.name for measure in MEASURES)

STANDING = frozenset(
    {
        "users_registered",
        "members_active_last_day",
        "users_never_member",
        "communities",
        "memberships_per_user_mean",
        "members_per_community_mean",
        "members_per_community_max",
        "communities_peak",
        "members_per_community_peak",
        "requests_open",
        "requests_open_per_user_mean",
        "requests_open_per_user_max",
        "requests_matched",
        "reciprocity",
        "karma_mean",
        "karma_gini",
        "karma_seen_rate",
        "helps_given_max",
        "splits_in_voting",
        "split_unproposed_longest_d",
    }
)
"""What stands at a moment, a past before time zero included; everything else counts from there."""


def measured(ledger: Ledger, now_ms: int) -> dict[str, float | int | None]:
    """Every measure at a time in ms since the start, by name."""
    return {
        measure.name: measure.formula(ledger.whole if measure.name in STANDING else ledger, now_ms)
        for measure in MEASURES
    }
