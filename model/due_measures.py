"""Measures of answers: the part of what people owed each other that came in time."""

from model.dues import KINDS
from model.measure import Measure


def _of_kind(kind: str) -> Measure:
    return Measure(
        f"obligations_answered_rate_{kind}",
        f"the same of {kind} alone",
        lambda ledger, now_ms: ledger.tallies.dues.rate(now_ms, kind),
    )


DUE_MEASURES: tuple[Measure, ...] = (
    Measure(
        "obligations_answered_rate",
        "answers within 3 days / answers that came due more than 3 days ago",
        lambda ledger, now_ms: ledger.tallies.dues.rate(now_ms),
    ),
    *(_of_kind(kind) for kind in KINDS),
)
