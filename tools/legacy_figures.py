"""The figures of docs/legacy.md: ten days of `reference` beside ten days of `legacy`."""

import json
from collections.abc import Callable
from typing import Any

from tools.blocks import table

Printed = Callable[..., str]
SCENARIOS = ("reference", "legacy")
OPTIONS = ("--days", "10", "--seed", "42")

MEASURES = (
    ("requests posted", "requests_created"),
    ("offers per request", "offers_per_request_mean"),
    ("requests with an offer that was accepted, of those with one", "accept_rate"),
    ("requests completed, of those posted", "completion_rate"),
    ("median hours from posting to acceptance", "time_to_accept_median_h"),
    ("median hours from posting to completion", "time_to_complete_median_h"),
    ("feedback written, of what both sides could write", "feedback_rate"),
    ("messages written", "messages_sent"),
    ("conversations opened", "conversations_opened"),
    ("reviews of providers", "provider_reviews"),
    ("activities joined", "activities_joined"),
    ("completed helps between two who helped each other", "reciprocity"),
    ("Gini coefficient of karma", "karma_gini"),
    ("memberships per person", "memberships_per_user_mean"),
    ("median hours from registering to a first membership", "time_to_first_membership_median_h"),
    ("people who have never been a member", "users_never_member"),
    ("answers owed that came within three days", "obligations_answered_rate"),
    ("of these to offers", "obligations_answered_rate_offers"),
    ("first messages about a match", "obligations_answered_rate_messages"),
    ("halves of a completion", "obligations_answered_rate_completions"),
    ("feedback", "obligations_answered_rate_feedback"),
    ("reviews of providers", "obligations_answered_rate_reviews"),
    ("private asks", "obligations_answered_rate_dibs"),
    ("nominations", "obligations_answered_rate_nominations"),
    ("splits executed", "splits_executed"),
    ("longest time in days at 140 members without a proposal", "split_unproposed_longest_d"),
)
"""What is compared: in words, and the measure that says it."""


def figures_table(printed: Printed) -> str:
    """Both runs, row by row."""
    runs = [json.loads(printed("run", name, *OPTIONS, "--quiet", "--json")) for name in SCENARIOS]
    rows = [
        [f"{words} (`{name}`)", *(_shown(run["measures"][name]) for run in runs)]
        for words, name in MEASURES
    ]
    rows.insert(6, ["feedback written per completed request", *(_per_match(run) for run in runs)])
    rows += [
        ["turns that ended for want of a community (`no_community`)", *map(_homeless, runs)],
        ["private asks made; turns that answered some", *map(_asked, runs)],
        [
            "turns of `send_message` that wrote, of all",
            *(_done(run, "send_message") for run in runs),
        ],
        ["event digest", *(f"`{run['event_digest'][:12]}…`" for run in runs)],
    ]
    return table(["", *(f"`{name}`" for name in SCENARIOS)], rows)


def _per_match(run: dict[str, Any]) -> str:
    measures = run["measures"]
    return _shown(measures["feedback_given"] / measures["requests_completed"])


def _homeless(run: dict[str, Any]) -> str:
    return _shown(sum(row["reasons"].get("no_community", 0) for row in run["actions"].values()))


def _asked(run: dict[str, Any]) -> str:
    answered = run["actions"].get("answer_dibs", {}).get("done", 0)
    return f"{run['measures']['dibs_called']:,}; {answered:,}"


def _done(run: dict[str, Any], action: str) -> str:
    row = run["actions"].get(action, {})
    tried = sum(row.get(outcome, 0) for outcome in ("done", "skipped", "refused", "failed"))
    return f"{row.get('done', 0):,} of {tried:,}"


def _shown(value: float | int | None) -> str:
    if value is None:
        return "–"
    return f"{value:,.2f}" if isinstance(value, float) else f"{value:,}"
