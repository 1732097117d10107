"""What a connection has come to: calls by endpoint and status, how long, and what was odd."""

from collections import Counter
from typing import Any

from adapters.percentiles import Durations


class ApiCounts:
    """Counts attempts: a call that was sent twice stands here twice."""

    def __init__(self) -> None:
        self._answers: dict[str, Counter[str]] = {}
        self._drifts: Counter[tuple[str, str]] = Counter()
        self._durations = Durations()

    def attempt(self, endpoint: str, word: str, seconds: float) -> None:
        """One attempt has ended with a status, or with the code of why no answer came."""
        self._answers.setdefault(endpoint, Counter())[word] += 1
        self._durations.add(seconds)

    def drift(self, endpoint: str, field: str) -> None:
        """An answer was not of the contract's shape."""
        self._drifts[endpoint, field] += 1

    def answers(self) -> dict[str, dict[str, int]]:
        """Endpoint to status to count, sorted."""
        return {name: dict(sorted(row.items())) for name, row in sorted(self._answers.items())}

    def drifts(self) -> dict[str, dict[str, int]]:
        """Endpoint to field to count, sorted."""
        table: dict[str, dict[str, int]] = {}
        for (endpoint, field), count in sorted(self._drifts.items()):
            table.setdefault(endpoint, {})[field] = count
        return table

    def latency_s(self) -> dict[str, Any]:
        """Percentiles over all attempts, in real seconds."""
        return self._durations.as_dict()
