"""The platform's invariants hold whatever anybody does in whatever order.

I1 to I15 as the contract words them; that no id in a body gives rights (I16) is shown
over HTTP in `test_identity.py`. The store's indexes say what a count of all rows says.
"""

import pytest
from hypothesis import settings
from hypothesis.stateful import invariant, run_state_machine_as_test

from adapters.dryrun.ordered import ANY
from adapters.dryrun.records import MatchRecord
from adapters.dryrun.store import Store
from tests.contract import books
from tests.contract.kept_proposals import KeptProposals, ProposalIndexes
from tests.contract.kept_standing import KeptStanding, StandingIndexes
from tests.contract.kept_trades import TradeIndexes
from tests.contract.walk import Walk

BOUNDED = settings(stateful_step_count=60, deadline=None, derandomize=True, database=None)
FEW_AND_MANY = [70, pytest.param(300, marks=pytest.mark.slow)]
FINISHED = ("completed", "cancelled")


class StoreWalk(StandingIndexes, TradeIndexes, ProposalIndexes, Walk):
    """A walk after each of whose steps the indexes are counted again."""

    @property
    def store(self) -> Store:
        return self.stages[0].town.store

    @invariant()
    def requests_in_says_what_a_count_says(self) -> None:
        expected = books.requests_by_scope(self.store)
        scopes = [ANY, *self.store.users, *self.store.communities]
        statuses = (ANY, "open", "dibs_pending", "matched", "completed", "cancelled")

        for key in [(scope, status) for scope in scopes for status in statuses]:
            assert [row.id for row in self.store.requests_in(*key)] == expected.get(key, [])

    @invariant()
    def matches_of_says_what_a_count_says(self) -> None:
        expected = books.matches_by_person(self.store)

        for user in self.store.users.values():
            for status in (ANY, "proposed", "matched", "completed", "rejected"):
                found = [row.id for row in self.store.own_matches.of(user.id, status)]
                assert found == expected.get((user.id, status), [])

    @invariant()
    def offers_to_accept_says_what_a_count_says(self) -> None:
        found = {user.id: user.waits.offers_to_accept for user in self.store.users.values()}

        assert found == books.offers_to_accept(self.store)

    @invariant()
    def what_waits_for_people_says_what_a_count_says(self) -> None:
        store, people = self.store, self.store.users.values()
        proposals = {user.id: user.waits.proposals_to_answer for user in people}
        words = {user.id: user.waits.feedback_to_give for user in people}
        asked = {user.id: [row.id for row in store.dibs.pending_for(user.id)] for user in people}

        assert proposals == books.proposals_to_answer(store)
        assert words == books.feedback_to_give(store)
        assert asked == books.pending_dibs(store)

    @invariant()
    def bonds_say_what_a_count_says(self) -> None:
        expected = books.bonds(self.store)

        for one in self.store.users:
            found = {key: set(some) for key, some in self.store.bonds.partners(one).items()}
            assert found == {other: ids for (who, other), ids in expected.items() if who == one}

    @invariant()
    def has_live_offer_says_what_a_count_says(self) -> None:
        expected = books.live_offers(self.store)

        for user in self.store.users.values():
            for request in self.store.requests.values():
                live = self.store.has_live_offer(user, request)
                assert live == ((user.id, request.id) in expected)

    @invariant()
    def the_roster_says_what_a_count_says(self) -> None:
        store, found, admins, inside = self.store, {}, {}, {}
        for place in store.communities.values():
            for status in ("active", "pending", "inactive", "away"):
                rows = [row.id for row in store.roster.of(place.id, status)]
                found[place.id, status] = rows
                assert store.roster.count(place.id, status) == len(rows)
            admins[place.id] = store.roster.admins(place.id)
            inside[place.id] = place.active_members

        assert found == books.rows_by_place(store)
        assert admins == books.admins(store)
        assert inside == {place: len(found[place, "active"]) for place in store.communities}

    @invariant()
    def memberships_are_the_active_rows(self) -> None:
        rows = [row for places in self.store.memberships.values() for row in places.values()]
        active = [row for row in self.store.members.values() if row.status == "active"]

        assert {row.id for row in rows} == {row.id for row in active}
        assert len(rows) == len(active)

    @invariant()
    def active_communities_are_found_by_name_and_place(self) -> None:
        active = [row for row in self.store.communities.values() if row.status == "active"]

        assert {row.id for row in self.store.active_communities} == {row.id for row in active}
        for row in active:
            assert self.store.places.called(row.name, row.location) is row

    @invariant()
    def what_waits_for_those_who_lead_says_what_a_count_says(self) -> None:
        store = self.store
        for user in store.users:
            rows = store.memberships.get(user, {}).values()
            approvals = sum(map(store.roster.waiting_for, rows))
            places = store.roster.mine(user).places
            voices = store.governance.waiting_for(store.users[user], places)

            assert approvals == books.memberships_to_approve(store, user)
            assert voices == books.ratifications_due(store, user)

    @invariant()
    def layers_say_what_a_count_says(self) -> None:
        now = self.stages[0].town.now
        self.store.layers.forget(now)
        found = {
            row.id: (row.inner_circle, row.active_community)
            for row in self.store.communities.values()
        }

        acts = {row.id: row.acts for row in self.store.members.values()}

        assert found == books.layers(self.store, now)
        assert acts == books.acts(self.store, now)


class PlatformWalk(KeptStanding, KeptProposals, StoreWalk):
    """A walk that keeps the invariants; the past of matches and requests is remembered."""

    def __init__(self) -> None:
        super().__init__()
        self.past_matches: dict[str, str] = {}
        self.past_requests: dict[str, str] = {}

    @invariant()
    def i1_the_counter_is_the_number_of_active_members(self) -> None:
        for place in self.store.communities.values():
            rows = [row for row in self.store.members.values() if row.community is place]
            assert place.current_members == sum(row.status == "active" for row in rows)

    @invariant()
    def i2_one_row_per_member_and_an_admin_per_active_community(self) -> None:
        rows = list(self.store.members.values())

        assert len({(row.community.id, row.user.id) for row in rows}) == len(rows)
        for place in self.store.communities.values():
            roles = {row.role for row in rows if row.community is place and row.status == "active"}
            assert place.status != "active" or "admin" in roles

    @invariant()
    def i3_no_community_has_more_active_members_than_places(self) -> None:
        for place in self.store.communities.values():
            assert place.current_members <= place.max_members

    @invariant()
    def i4_a_request_has_one_taker_at_most(self) -> None:
        for request in self.store.requests.values():
            taken = [row for row in request.matches if row.status in ("matched", "completed")]
            assert len(taken) <= 1

    @invariant()
    def i5_nobody_is_both_sides_and_no_helper_has_two_live_offers(self) -> None:
        rows = list(self.store.matches.values())
        live = [
            (row.request.id, row.responder.id)
            for row in rows
            if row.status in ("proposed", "matched")
        ]

        assert all(row.responder is not row.request.requester for row in rows)
        assert len(live) == len(set(live))

    @invariant()
    def i8_a_pending_dibs_has_a_request_that_waits_for_it(self) -> None:
        rows = list(self.store.dibs.rows.values())

        assert len({row.request.id for row in rows}) == len(rows)
        for row in rows:
            assert row.status != "pending" or row.request.status == "dibs_pending"

    @invariant()
    def i11_one_word_per_author_on_a_completed_match_about_the_other(self) -> None:
        rows = list(self.store.feedback.rows.values())

        assert len({(row.match.id, row.author.id) for row in rows}) == len(rows)
        for row in rows:
            assert row.match.status == "completed"
            assert row.match.is_party(row.author)
            assert row.rated is not row.author

    def stepped(self) -> None:
        self.i6_a_completed_match_was_matched_and_stays_completed()
        self.i7_a_finished_request_is_not_opened_again()

    def i6_a_completed_match_was_matched_and_stays_completed(self) -> None:
        for row in self.store.matches.values():
            before = self.past_matches.get(row.id, row.status)
            if row.status == "completed":
                assert before in ("matched", "completed")
                assert _is_stamped(row)
            assert before != "completed" or row.status == "completed"
        self.past_matches = {row.id: row.status for row in self.store.matches.values()}

    def i7_a_finished_request_is_not_opened_again(self) -> None:
        for row in self.store.requests.values():
            if self.past_requests.get(row.id) in FINISHED and not self.overruled:
                assert row.status in FINISHED
        self.past_requests = {row.id: row.status for row in self.store.requests.values()}


class TodaysWalk(StoreWalk):
    """With the defects of today the invariants may break, but the indexes stay true."""

    defects = (
        "accept-ignores-request",
        "cancel-finished-match",
        "cancel-leaves-matches",
        "capacity-unchecked",
        "complete-unaccepted",
        "dibs-late-second-match",
        "dibs-on-expired",
        "late-reopen",
        "member-counter-drift",
        "rejoin-500",
        "add-member-open",
        "ratify-demotes",
        "nominate-unguarded",
        "proposal-path-unchecked",
        "propose-any-status",
        "propose-self-help",
        "split-members-fixed",
        "vote-never-ends",
    )


@pytest.mark.long
@pytest.mark.parametrize("examples", FEW_AND_MANY)
def test_the_platforms_invariants_hold(examples: int) -> None:
    run_state_machine_as_test(PlatformWalk, settings=settings(BOUNDED, max_examples=examples))


@pytest.mark.parametrize("examples", FEW_AND_MANY)
def test_the_indexes_stay_true_with_todays_defects(examples: int) -> None:
    run_state_machine_as_test(TodaysWalk, settings=settings(BOUNDED, max_examples=examples // 2))


def _is_stamped(row: MatchRecord) -> bool:
    return None not in (row.completed_at, row.requester_done_at, row.responder_done_at)
