"""What only a live run has: how karmyq answered, how late the simulator was, what was retried."""

from collections.abc import Mapping
from typing import Any

from reports.page import Section, Table


def live_section(summary: Mapping[str, Any] | None) -> list[Section]:
    """The section of a live run's wire, or none."""
    if summary is None or "transport" not in summary:
        return []
    lag, transport = summary["lag"], summary["transport"]
    late = [
        ("lag behind the clock", *(f"{lag[name]:.3f} s" for name in ("p50", "p90", "p99", "max"))),
    ]
    slow = [[name, f"{value:.3f} s"] for name, value in transport["latency_s"].items()]
    rows = [
        [endpoint, ", ".join(f"{status} {count:,}" for status, count in answers.items())]
        for endpoint, answers in summary["api"].items()
    ]
    return [
        Section(
            "On the wire",
            [
                Table("How late", ("", "half", "9 of 10", "99 of 100", "longest"), late),
                Table("Latency of karmyq's answers", ("", "seconds"), slow),
                Table("Care", ("what", "how much"), _care(transport)),
                Table("Answers by call", ("call", "answers"), rows, numbers_from=2, folded=True),
            ],
        )
    ]


def _care(transport: Mapping[str, Any]) -> list[list[str]]:
    told = [
        ["retries", f"{transport['retries']:,}"],
        ["retries beyond the budget", f"{transport['retries_beyond_budget']:,}"],
        ["pauses after 429", f"{transport['pauses_after_429']:,}"],
        ["waited for the request budget", f"{transport['waited_for_budget_s']:,.0f} s"],
        ["breaker opened", f"{transport['breaker_openings']:,} times"],
        ["breaker open", f"{transport['breaker_open_s']:,.0f} s"],
    ]
    for endpoint, fields in transport["contract_drifts"].items():
        told += [[f"drift: {endpoint}: {name}", f"{count:,}"] for name, count in fields.items()]
    return told
