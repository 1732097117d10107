"""The first screen of a summary: what became of the requests, the communities, the karma."""

from typing import Any

Measures = dict[str, Any]

FUNNEL = (
    ("posted", "requests_created", None, ""),
    ("with an offer", "requests_offered", "offer_rate", "of those posted"),
    ("with a helper", "requests_accepted", "accept_rate", "of those with an offer"),
    ("completed", "requests_completed", "match_completion_rate", "of those with a helper"),
    ("feedback written", "feedback_given", "feedback_rate", "of two for each completed one"),
)
"""In words, the measure, and the measure that says which part of the step before it is."""


def overview(measures: Measures) -> str:
    """The lines; a summary from before a measure existed shows a dash there."""
    communities = [
        f"{_count(measures, 'communities')} with {_number(measures, 'members_per_community_mean')} "
        f"members on average, {_count(measures, 'members_per_community_max')} in the largest; "
        f"{_number(measures, 'memberships_per_user_mean')} memberships a person",
        f"splits {_count(measures, 'splits_executed')}, "
        f"fusions {_count(measures, 'fusions_executed')}",
    ]
    karma = (
        f"{_number(measures, 'karma_mean')} a person; Gini {_number(measures, 'karma_gini', 2)} "
        "(0: all have the same, 1: one has all)"
    )
    rows = [
        ("people", f"{_count(measures, 'users_registered')} registered"),
        ("communities", communities[0]),
        ("", communities[1]),
        ("karma", karma),
        ("answers", f"{_percent(measures, 'obligations_answered_rate')} came within three days"),
    ]
    facts = [f"{name:<12} {said}" for name, said in rows]
    return "\n".join([*_funnel(measures), "", *facts])


def _funnel(measures: Measures) -> list[str]:
    lines = ["what became of the requests"]
    for words, count, rate, of in FUNNEL:
        line = f"  {words:<16}  {_count(measures, count):>7}"
        if rate is not None:
            line += f"  {_percent(measures, rate):>6} {of}"
        lines.append(line)
    return lines


def _count(measures: Measures, name: str) -> str:
    value = measures.get(name)
    return "-" if value is None else f"{value:,}"


def _number(measures: Measures, name: str, digits: int = 1) -> str:
    value = measures.get(name)
    return "-" if value is None else f"{value:,.{digits}f}"


def _percent(measures: Measures, name: str) -> str:
    value = measures.get(name)
    return "-" if value is None else f"{100 * value:.1f} %"
