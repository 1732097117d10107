"""What a dry run counts of each call, by its operation, is what karmyq counts at its endpoint."""

from functools import cache
from typing import Any

import pytest
import yaml

from adapters.live.traffic import weight_of
from commands.endpoints import ENDPOINTS, HEAVY_READS
from commands.request_rate import times_counted
from scenarios.wording import CHECKOUT
from tests.adapters.live import (
    test_exchange_calls,
    test_member_operations,
    test_operations,
    test_proposal_calls,
    test_standing_calls,
)

SENT = {
    name: row[-2][:2]
    for table in (
        test_exchange_calls.OPERATIONS,
        test_member_operations.OPERATIONS,
        test_operations.OPERATIONS,
        test_proposal_calls.OPERATIONS,
        test_standing_calls.OPERATIONS,
    )
    for name, row in table.items()
}
"""Operation to method and path, as the live adapter sends them."""


@cache
def costs() -> dict[str, int]:
    """Endpoint to its limiter's cost, where karmyq's own files tell it."""
    file = CHECKOUT / "adapters" / "contract" / "request-service.openapi.yaml"
    paths: dict[str, dict[str, Any]] = yaml.safe_load(file.read_text(encoding="utf-8"))["paths"]
    return {
        f"{method.upper()} {path}": told["x-limiter-cost"]
        for path, methods in paths.items()
        for method, told in methods.items()
        if "x-limiter-cost" in told
    }


@pytest.mark.parametrize("operation", sorted(SENT))
def test_a_call_counts_alike_by_operation_and_by_endpoint(operation: str) -> None:
    method, path = SENT[operation]

    assert times_counted(operation) == weight_of(f"{method} {path.partition('?')[0]}")


@pytest.mark.parametrize("operation", sorted({*ENDPOINTS, *HEAVY_READS}))
def test_a_call_counts_as_karmyqs_own_files_say(operation: str) -> None:
    known = [costs()[end] for end in ENDPOINTS.get(operation, ()) if end in costs()]
    read = HEAVY_READS.get(operation)
    known += [costs()[read]] if read in costs() else []

    assert times_counted(operation) == max(known, default=times_counted(operation))


@pytest.mark.parametrize(
    ("operation", "times"),
    [("rate_exchange", 1), ("review_provider", 2), ("provider_reviews", 2), ("get_match", 1)],
)
def test_a_call_of_another_service_counts_as_the_rules_say(operation: str, times: int) -> None:
    assert times_counted(operation) == times
