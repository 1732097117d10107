"""Splits until they are approved: proposing, arranging, voting (rules, section 9)."""

from functools import partial

import pytest

from tests.contract.assembly import LAG, VOTING, Assembly
from tests.contract.town import MALFORMED, NOBODY, Town, TownWith


def test_a_proposal_puts_everybody_in_a_half_by_when_they_joined(town: Town) -> None:
    here = Assembly(town)
    split = here.founder.propose_split(here.place)
    detail = here.others[0].get_split(here.place, split.id)

    assert (split.status, split.proposed_by) == ("discussion", here.founder.id)
    assert (split.voting_ends_at, split.child_community_a_id) == (None, None)
    assert here.groups(split.id) == {
        person.id: "group_a" if place < 3 else "group_b"
        for place, person in enumerate(here.everybody)
    }
    assert all(row.cluster_suggestion == row.assigned_to for row in detail.assignments)
    assert not any(row.admin_overridden for row in detail.assignments)


def test_who_trusts_each_other_goes_to_one_half(town: Town) -> None:
    here = Assembly(town, others=3)
    here.befriend(here.others[1], here.others[2])
    groups = here.groups(here.founder.propose_split(here.place).id)

    assert groups[here.others[1].id] == groups[here.others[2].id] == "group_a"
    assert groups[here.founder.id] == groups[here.others[0].id] == "group_b"


def test_the_community_shows_its_open_split(town: Town) -> None:
    here = Assembly(town)
    before = here.founder.get_community(here.place).active_split_proposal
    split = here.founder.propose_split(here.place, "Lane — Group A", "Lane — Group B")
    shown = town.person().get_community(here.place).active_split_proposal

    assert before is None
    assert shown is not None
    assert (shown.id, shown.status) == (split.id, "discussion")
    assert (shown.group_a_name, shown.group_b_name) == ("Lane — Group A", "Lane — Group B")


def test_admins_propose_arrange_start_and_execute(town: Town) -> None:
    here = Assembly(town)
    split = here.founder.propose_split(here.place).id
    member, stranger = here.others[0], town.person()

    for person in (member, stranger):
        assert town.refusal(partial(person.propose_split, here.place)) == (403, "FORBIDDEN")
        acts = (
            partial(person.start_split_vote, here.place, split),
            partial(person.execute_split, here.place, split),
            partial(person.move_split_members, here.place, split, {member.id: "group_b"}),
        )
        assert [town.refusal(act) for act in acts] == [(403, "FORBIDDEN")] * 3
    assert town.refusal(lambda: stranger.get_split(here.place, split)) == (403, "FORBIDDEN")


@pytest.mark.safe_on_a_real_platform
@pytest.mark.parametrize("names", [("", "South"), ("North", "")])
def test_both_groups_need_a_name(town: Town, names: tuple[str, str]) -> None:
    here = Assembly(town, others=1)

    assert town.refusal(lambda: here.founder.propose_split(here.place, *names))[0] == 400


@pytest.mark.parametrize("stage", ["voting", "approved"])
def test_one_proposal_is_open_at_a_time(town: Town, stage: str) -> None:
    here = Assembly(town)
    split = here.voting() if stage == "voting" else here.approved()

    assert here.status(split) == stage
    assert town.refusal(lambda: here.founder.propose_split(here.place)) == (409, "CONFLICT")


def test_a_small_community_may_split_and_one_member_is_group_a(town: Town) -> None:
    here = Assembly(town, others=0)
    split = here.founder.propose_split(here.place)

    assert here.groups(split.id) == {here.founder.id: "group_a"}


def test_an_admin_moves_members_and_strangers_are_passed_over(town: Town) -> None:
    here = Assembly(town)
    split, moved = here.founder.propose_split(here.place).id, here.others[0]
    late = town.neighbour(here.place)
    moves = {moved.id: "group_b", here.others[3].id: "unassigned", late.id: "group_a"}
    here.founder.move_split_members(here.place, split, moves)
    rows = {row.user_id: row for row in here.founder.get_split(here.place, split).assignments}

    assert (rows[moved.id].assigned_to, rows[moved.id].cluster_suggestion) == ("group_b", "group_a")
    assert rows[here.others[3].id].assigned_to == "unassigned"
    assert [one for one, row in rows.items() if row.admin_overridden] != []
    assert late.id not in rows


def test_an_unknown_group_is_400_and_500_today(town_with: TownWith) -> None:
    for defects, expected in (((), 400), (("bad-value-500",), 500)):
        town = town_with(*defects)
        here = Assembly(town, others=1)
        split = here.founder.propose_split(here.place).id
        move = {here.founder.id: "group_c"}
        refused = town.refusal(partial(here.founder.move_split_members, here.place, split, move))
        assert refused[0] == expected


def test_a_vote_lasts_seven_days_and_begins_once(town: Town) -> None:
    here = Assembly(town)
    split = here.founder.propose_split(here.place).id
    started = here.founder.start_split_vote(here.place, split)

    assert (started.status, started.voting_ends_at) == ("voting", town.now + VOTING)
    again = town.refusal(lambda: here.founder.start_split_vote(here.place, split))
    assert again == (422, "INVALID_STATE")


def test_votes_need_membership_then_a_word_then_the_proposal_then_its_status(town: Town) -> None:
    here = Assembly(town)
    member, split = here.others[0], here.founder.propose_split(here.place).id
    stranger = town.person()
    refusals = (
        town.refusal(lambda: stranger.vote_on_split(here.place, NOBODY, "perhaps")),
        town.refusal(lambda: member.vote_on_split(here.place, NOBODY, "perhaps")),
        town.refusal(lambda: member.vote_on_split(here.place, NOBODY)),
        town.refusal(lambda: member.vote_on_split(here.place, split)),
    )

    assert [status for status, _ in refusals] == [403, 400, 404, 422]


def test_a_vote_weighs_the_raw_trust_and_at_least_one(town: Town) -> None:
    here = Assembly(town)
    here.befriend(here.founder, here.others[0], times=2)
    split = here.voting()
    trusted = here.others[0].vote_on_split(here.place, split)
    other = here.others[1].vote_on_split(here.place, split, "no")
    tally = here.founder.get_split(here.place, split).vote_tally

    assert (trusted.vote, trusted.prestige_weight) == ("yes", 20.0)
    assert (other.vote, other.prestige_weight) == ("no", 1.0)
    assert (tally.total_members, tally.voted_count, tally.quorum_ratio) == (5, 2, 40)
    assert (tally.weighted_yes, tally.weighted_total, tally.approval_ratio) == (20.0, 21.0, 95)


def test_a_vote_can_be_changed_while_voting(town: Town) -> None:
    here = Assembly(town)
    split = here.voting()
    here.others[0].vote_on_split(here.place, split, "no")
    here.others[0].vote_on_split(here.place, split, "abstain")
    tally = here.founder.get_split(here.place, split).vote_tally

    assert (tally.voted_count, tally.weighted_yes) == (1, 0)


def test_both_thresholds_approve_at_once_and_later_votes_are_422(town: Town) -> None:
    here = Assembly(town)
    split = here.voting()
    seen = []
    for person in here.everybody[:3]:
        person.vote_on_split(here.place, split)
        seen.append(here.split(split).status)

    assert seen == ["voting", "voting", "approved"]
    late = town.refusal(lambda: here.others[3].vote_on_split(here.place, split))
    assert late == (422, "INVALID_STATE")


def test_abstentions_count_for_the_quorum_and_in_the_denominator(town: Town) -> None:
    here = Assembly(town)
    split = here.voting()
    for person, vote in zip(here.everybody, ("yes", "abstain", "abstain", "yes"), strict=False):
        person.vote_on_split(here.place, split, vote)

    tally = here.founder.get_split(here.place, split).vote_tally
    assert (tally.quorum_ratio, tally.approval_ratio) == (80, 50)
    assert here.split(split).status == "voting"
    here.others[3].vote_on_split(here.place, split)
    assert here.split(split).status == "approved"


def test_late_joiners_vote_without_enlarging_the_electorate(town: Town) -> None:
    here = Assembly(town, others=1)
    split, late = here.voting(), town.neighbour(here.place)
    late.vote_on_split(here.place, split)

    tally = here.founder.get_split(here.place, split).vote_tally
    assert (tally.total_members, tally.voted_count) == (2, 1)


def test_a_vote_that_is_not_approved_in_time_is_rejected_and_a_new_one_is_free(town: Town) -> None:
    here = Assembly(town)
    split = here.voting()
    here.others[0].vote_on_split(here.place, split)
    town.advance(VOTING - LAG)
    just_before = here.status(split)
    town.advance(LAG)

    assert (just_before, here.split(split).status) == ("voting", "rejected")
    late = town.refusal(lambda: here.others[1].vote_on_split(here.place, split))
    assert late == (422, "INVALID_STATE")
    assert here.founder.propose_split(here.place).status == "discussion"
    assert here.founder.get_split(here.place, split).vote_tally.voted_count == 1


def test_an_approved_split_outlives_its_vote(town: Town) -> None:
    here = Assembly(town)
    split = here.approved()
    town.advance(VOTING)

    assert here.split(split).status == "approved"


def test_a_vote_that_everybody_has_cast_in_vain_is_rejected_at_once(town: Town) -> None:
    here = Assembly(town, others=1)
    split = here.voting()
    here.founder.vote_on_split(here.place, split, "no")
    before = here.split(split).status
    here.others[0].vote_on_split(here.place, split, "no")

    assert (before, here.split(split).status) == ("voting", "rejected")


def test_a_vote_never_ends_today(town_with: TownWith) -> None:
    town = town_with("vote-never-ends")
    here = Assembly(town, others=1)
    split = here.voting()
    for person in here.everybody:
        person.vote_on_split(here.place, split, "no")
    town.advance(2 * VOTING)

    assert here.split(split).status == "voting"
    assert town.refusal(lambda: here.founder.propose_split(here.place)) == (409, "CONFLICT")
    here.founder.vote_on_split(here.place, split)
    here.others[0].vote_on_split(here.place, split)
    assert here.split(split).status == "approved"


def test_an_unknown_split_is_404_and_a_malformed_id_400(town: Town) -> None:
    here = Assembly(town, others=1)

    assert town.refusal(lambda: here.founder.get_split(here.place, NOBODY)) == (404, "NOT_FOUND")
    assert town.refusal(lambda: here.founder.get_split(here.place, MALFORMED))[0] == 400
    assert town.refusal(lambda: here.founder.propose_split(MALFORMED))[0] == 400


def test_a_split_is_found_under_its_own_community_alone(town: Town) -> None:
    here = Assembly(town, others=1)
    split, elsewhere = here.voting(), town.community(here.founder)
    acts = (
        lambda: here.founder.get_split(elsewhere, split),
        lambda: here.founder.move_split_members(elsewhere, split, {}),
        lambda: here.founder.start_split_vote(elsewhere, split),
        lambda: here.founder.vote_on_split(elsewhere, split),
        lambda: here.founder.execute_split(elsewhere, split),
    )

    assert [town.refusal(act) for act in acts] == [(404, "NOT_FOUND")] * 5


def test_a_split_is_found_under_any_community_today(town_with: TownWith) -> None:
    town = town_with("proposal-path-unchecked")
    here = Assembly(town, others=1)
    split, elsewhere = here.voting(), town.community(here.founder)
    here.founder.vote_on_split(elsewhere, split)

    assert here.founder.get_split(elsewhere, split).vote_tally.voted_count == 1
