"""The steps of a walk beside the way from a request to its completion."""

from typing import get_args

from hypothesis import strategies as st
from hypothesis.stateful import rule

from adapters.entities import RequestStatus
from tests.contract.person import Person
from tests.contract.walk_steps import PICK, SIDE, Side, Stage, Steps


class ExchangeSteps(Steps):
    """Cancelling, overruling, proposing, asking first, and saying how it was."""

    @rule(match=PICK, side=SIDE, by=PICK)
    def cancel_match(self, match: int, side: Side, by: int) -> None:
        """Somebody calls a match off, but not often: the rest needs live ones."""
        if match % 3 == 0:
            self._with_match(match, side, by, lambda person, found: person.cancel_match(found))

    @rule(request=PICK, by=PICK)
    def cancel_request(self, request: int, by: int) -> None:
        """A requester cancels, but not often: the rest needs open ones."""
        if request % 4 == 0:
            self._with_request(request, by, lambda person, found: person.cancel_request(found))

    @rule(request=PICK, by=PICK, status=st.sampled_from(get_args(RequestStatus)))
    def update_request(self, request: int, by: int, status: RequestStatus) -> None:
        """A requester overrules everything, which invariants except."""
        self.overruled = True
        self._with_request(
            request, by, lambda person, found: person.update_request(found, status=status)
        )
        self.overruled = False

    @rule(request=PICK, by=PICK, whom=PICK)
    def propose_match(self, request: int, by: int, whom: int) -> None:
        """Somebody who founded a place, or anybody, proposes a helper."""

        def act(stage: Stage) -> object:
            found = stage.wanted(request)
            return stage.leader(found, by).propose_match(found, stage.known("users", whom))

        self.do(act)

    @rule(request=PICK, by=PICK, urgent=st.booleans())
    def make_visible(self, request: int, by: int, urgent: bool) -> None:
        """Somebody boosts a request, takes it back, or marks it as urgent."""

        def act(stage: Stage, name: str, *more: object) -> object:
            found = stage.wanted(request)
            return getattr(stage.leader(found, by), name)(found, *more)

        self.do(lambda stage: act(stage, "boost_request" if urgent else "unboost_request"))
        self.do(lambda stage: act(stage, "set_urgent", urgent))

    @rule(request=PICK, by=PICK, whom=PICK)
    def call_dibs(self, request: int, by: int, whom: int) -> None:
        """A requester asks somebody first who has helped, or anybody."""

        def act(person: Person, found: str) -> object:
            best = person.dibs_candidate(found)
            ids = list(self.stages[0].town.store.users)
            asked = best.provider_user_id if best and whom % 4 else ids[whom % len(ids)]
            return person.call_dibs(found, asked)

        self._with_request(request, by, act, open_one=True)

    @rule(dibs=PICK, by=PICK, accept=st.booleans())
    def answer_dibs(self, dibs: int, by: int, accept: bool) -> None:
        """Who was asked first answers, or anybody."""

        def act(stage: Stage) -> object:
            found = stage.known("dibs", dibs)
            row = stage.town.store.dibs.rows.get(found)
            ids = [person.account.id for person in stage.people if person.account]
            asked = row is not None and by % 4
            who = stage.people[ids.index(row.provider_user.id)] if row and asked else None
            person = who or stage.person(by)
            return person.accept_dibs(found) if accept else person.decline_dibs(found)

        self.do(lambda stage: stage.person(by).pending_dibs())
        self.do(act)

    @rule(match=PICK, side=SIDE, by=PICK, score=st.integers(0, 6))
    def give_feedback(self, match: int, side: Side, by: int, score: int) -> None:
        """Somebody rates a match, or reads what was said of it."""
        self._with_match(
            match,
            side,
            by,
            lambda person, found: person.submit_feedback(
                found, clarity=score, allow_featuring=by % 2 == 0
            ),
        )
        self._with_match(match, side, by, lambda person, found: person.match_feedback(found))
