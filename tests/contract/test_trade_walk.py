"""Providers, collectives and activities in whatever order: indexes stay true, I4 and I5 hold.

The walk of all services comes this way too seldom; here nothing else is done, and the live adapter
gives the same answers.
"""

from datetime import timedelta
from typing import ClassVar

from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import initialize, invariant, rule, run_state_machine_as_test

from tests.contract.kept_trades import TradeIndexes
from tests.contract.payloads import SERVICE
from tests.contract.town import draft
from tests.contract.walk_steps import PICK, Side, Stage
from tests.contract.walk_trades import TradeSteps
from tests.contract.world import Adapter

BOUNDED = settings(
    max_examples=60, stateful_step_count=50, deadline=None, derandomize=True, database=None
)
SIDES: tuple[Side, Side] = ("requester", "responder")
NAMES = ("Ada", "Ben", "Cid", "Eve")


class TradeWalk(TradeIndexes, TradeSteps):
    """Four people of one community, and what they ask for."""

    @initialize()
    def begin(self) -> None:
        """A community of four, two of whom are providers."""
        for stage in self.stages:
            stage.people += [stage.town.person(name) for name in NAMES]
        self.do(lambda stage: stage.people[0].create_community("Harbour Lane", "Turku").id)
        for number in (1, 2, 3):
            self.join(number)
        for number in (1, 2):
            self.begin_to_teach(number)
        self.ask(0)

    def join(self, number: int) -> None:
        """One of them joins the community."""
        self.do(lambda stage: stage.people[number].join_community(stage.known("communities", 0)))

    def begin_to_teach(self, number: int) -> None:
        """One of them becomes a provider."""
        self.do(lambda stage: stage.people[number].register_provider("tutor"))

    @rule(by=st.integers(0, 3))
    def ask(self, by: int) -> None:
        """Somebody asks for a service."""

        def act(stage: Stage) -> object:
            place = stage.known("communities", 0)
            form = draft(community_id=place, request_type="service", payload=SERVICE)
            return stage.people[by].create_request(form)

        self.do(act)

    @rule(by=st.integers(0, 3), request=PICK, steps=st.sampled_from((1, 2, 3, 3)))
    def serve(self, by: int, request: int, steps: int) -> None:
        """Somebody offers, the requester accepts, both confirm, as far as it comes."""
        self.do(lambda stage: stage.people[by].offer_help(stage.wanted(request)))
        if steps > 1:
            self._with_newest_match("requester", lambda person, found: person.accept_match(found))
        if steps > 2:
            for side in SIDES:
                self._with_newest_match(side, lambda person, found: person.complete_match(found))

    @rule(hours=st.sampled_from((0, 1, 24, 24 * 61)))
    def advance(self, hours: int) -> None:
        """Time passes."""
        for stage in self.stages:
            stage.town.advance(timedelta(hours=hours, seconds=1))


class KeptTradeWalk(TradeWalk):
    """A walk that keeps the invariants."""

    @invariant()
    def i4_a_request_has_one_taker_at_most(self) -> None:
        for request in self._kept.requests.values():
            taken = [row for row in request.matches if row.status in ("matched", "completed")]
            assert len(taken) <= 1

    @invariant()
    def i5_nobody_has_two_live_matches_on_one_request(self) -> None:
        live = [
            (row.request.id, row.responder.id)
            for row in self._kept.matches.values()
            if row.status in ("proposed", "matched")
        ]
        assert len(live) == len(set(live))


class TodaysTradeWalk(TradeWalk):
    """With the defects of today the invariants may break, but the indexes stay true."""

    defects = ("provider-accept-half", "requester-offers-gated", "unknown-target-500")


class TwinTradeWalk(KeptTradeWalk):
    """The same steps in memory and over HTTP."""

    adapters: ClassVar[tuple[Adapter, ...]] = ("dryrun", "live")


def test_invariants_and_indexes_of_trades_hold() -> None:
    run_state_machine_as_test(KeptTradeWalk, settings=BOUNDED)


def test_the_indexes_stay_true_with_todays_defects() -> None:
    run_state_machine_as_test(TodaysTradeWalk, settings=BOUNDED)


def test_the_live_adapter_gives_the_same_answers() -> None:
    run_state_machine_as_test(TwinTradeWalk, settings=settings(BOUNDED, max_examples=15))
