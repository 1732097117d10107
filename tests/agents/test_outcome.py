"""Outcomes: every end of an action is one of four, with a reason that can be counted."""

import pytest

from adapters.errors import ContractDrift, KarmyqError, Refused, Unavailable
from agents.outcome import OUTCOME_KINDS, Outcome, ended, skipped


def test_there_are_four_ways_to_end() -> None:
    assert OUTCOME_KINDS == ("done", "skipped", "refused", "failed")


def test_a_skipped_action_names_its_guard() -> None:
    assert skipped("no_offer") == Outcome("skipped", "no_offer")


@pytest.mark.parametrize(
    ("error", "outcome"),
    [
        (Refused(409, "ALREADY_OFFERED"), Outcome("refused", "ALREADY_OFFERED")),
        (Refused(403), Outcome("refused", "FORBIDDEN")),
        (Unavailable(0, "NO_ANSWER", "too late"), Outcome("failed", "NO_ANSWER")),
        (ContractDrift(200, "GET /x", "id", "missing"), Outcome("failed", "CONTRACT_DRIFT")),
    ],
    ids=["refused", "refused without a code", "unavailable", "drift"],
)
def test_an_error_of_the_port_becomes_an_outcome(error: KarmyqError, outcome: Outcome) -> None:
    assert ended(error) == outcome
