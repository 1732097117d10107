"""From the tables' counts to the measures, by the formulas of the simulator.

A count that is zero is 0; a ratio of nothing is None.
"""

from collections.abc import Mapping
from typing import Any

type Counts = Mapping[str, Any]
type Observed = dict[str, float | int | None]

ASIDE = frozenset(
    {
        "memberships",
        "helps",
        "helps_reciprocated",
        "dibs_accepted",
        "dibs_declined",
    }
)
"""Counts that only other measures are made of."""

UNREADABLE: Mapping[str, str] = {
    "members_active_last_day": "karmyq keeps no trace of reading",
    "arrivals_per_day_max": "the days of a run begin when it does, which no table says",
    "communities_peak": "tables show what is, not what was",
    "members_per_community_peak": "tables show what is, not what was",
    "requests_open_per_user_max": "tables show what is, not what was",
    "requests_expired": "karmyq deletes a request a week after it expired",
    "time_to_accept_median_h": "no column says when an offer was accepted",
    "karma_seen_rate": "karmyq keeps no trace of looks",
    "memberships_approved": "no column says who was let in by whom",
    "communities_left": "a membership that was given up leaves no row",
    "split_votes_started": "no column says when a vote began",
    "splits_in_voting": "no column says when a vote began",
    "split_vote_passed_rate": "no column says when a vote began",
    "split_unproposed_longest_d": "tables show what is, not what was",
    **dict.fromkeys(
        (
            "limit_stops_communities",
            "limit_stops_memberships",
            "limit_stops_open_requests",
            "actions_done",
            "actions_skipped",
            "actions_refused",
            "actions_failed",
            "action_kinds_never_done",
            "api_calls",
        ),
        "it is about the simulator, not about karmyq",
    ),
    **{
        f"obligations_answered_rate{kind}": "no column says when an answer came due, or came"
        for kind in (
            *("", "_offers", "_messages", "_completions", "_feedback", "_reviews", "_dibs"),
            *("_proposals", "_memberships", "_nominations", "_governance"),
        )
    },
}
"""The measures that no table can tell, and why."""


def measures_from(counts: Counts) -> Observed:
    """Every measure that the tables can tell, by name."""
    told: Observed = {name: _number(value) for name, value in counts.items() if name not in ASIDE}

    def of(name: str) -> float:
        return float(counts[name] or 0)

    users, created = of("users_registered"), of("requests_created")
    offered, accepted = of("requests_offered"), of("requests_accepted")
    completed, helps = of("requests_completed"), of("helps")
    decided = of("dibs_accepted") + of("dibs_declined")
    told |= {
        "memberships_per_user_mean": _ratio(of("memberships"), users),
        "members_per_community_mean": _ratio(of("memberships"), of("communities")),
        "requests_open_per_user_mean": _ratio(of("requests_open"), users),
        "offers_per_request_mean": _ratio(of("offers_made"), created),
        "offer_rate": _ratio(offered, created),
        "accept_rate": _ratio(accepted, offered),
        "match_completion_rate": _ratio(completed, accepted),
        "completion_rate": _ratio(completed, created),
        "feedback_rate": _ratio(of("feedback_given"), 2 * completed),
        "reciprocity": _ratio(of("helps_reciprocated"), helps),
        "karma_mean": _ratio(100 * helps, users),
        "activity_attendance_mean": _ratio(of("activities_joined"), of("activities_planned")),
        "dibs_accept_rate": _ratio(of("dibs_accepted"), decided),
    }
    return told


def _ratio(part: float, whole: float) -> float | None:
    return part / whole if whole else None


def _number(value: Any) -> float | int | None:
    return value if value is None or isinstance(value, int) else float(value)
