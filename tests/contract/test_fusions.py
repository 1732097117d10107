"""Fusions: two communities become one (rules, section 10)."""

from functools import partial

import pytest

from tests.contract.assembly import VOTING, TwoLanes
from tests.contract.town import MALFORMED, NOBODY, Town, TownWith


def test_an_admin_proposes_and_both_sides_show_it(town: Town) -> None:
    here = TwoLanes(town)
    fusion = here.a.founder.propose_fusion(here.a.place, here.b.place)

    assert (fusion.status, fusion.accepted_by) == ("pending_acceptance", None)
    assert (fusion.community_a_id, fusion.community_b_id) == (here.a.place, here.b.place)
    for place in (here.a.place, here.b.place):
        shown = here.both.get_community(place).active_fusion_proposal
        assert shown is not None
        assert (shown.id, shown.status, shown.proposed_by) == (
            fusion.id,
            "pending_acceptance",
            here.a.founder.id,
        )


def test_proposing_needs_an_admin_then_target_and_name(town: Town) -> None:
    here = TwoLanes(town)
    member, founder, place = here.a.others[0], here.a.founder, here.a.place
    refusals = (
        town.refusal(lambda: member.propose_fusion(place, "")),
        town.refusal(lambda: founder.propose_fusion(place, "")),
        town.refusal(lambda: founder.propose_fusion(place, here.b.place, "")),
        town.refusal(lambda: founder.propose_fusion(place, MALFORMED)),
    )

    assert [status for status, _ in refusals] == [403, 400, 400, 400]


def test_no_party_of_a_live_proposal_is_in_a_second_one(town: Town) -> None:
    here = TwoLanes(town)
    here.proposed()
    third = town.community(here.a.founder)
    acts = (
        lambda: here.a.founder.propose_fusion(here.a.place, third),
        lambda: here.a.founder.propose_fusion(third, here.b.place),
        lambda: here.b.founder.propose_fusion(here.b.place, third),
    )

    assert [town.refusal(act) for act in acts] == [(409, "CONFLICT")] * 3


def test_a_rejected_proposal_frees_both_sides(town: Town) -> None:
    here = TwoLanes(town)
    fusion = here.proposed()
    rejected = here.b.founder.reject_fusion(here.b.place, fusion)

    assert rejected.status == "rejected"
    assert here.a.founder.get_community(here.a.place).active_fusion_proposal is None
    assert here.b.founder.propose_fusion(here.b.place, here.a.place).status == "pending_acceptance"


@pytest.mark.parametrize(
    ("defects", "unknown", "itself"),
    [
        ((), (404, "NOT_FOUND"), (400, "VALIDATION_ERROR")),
        (("unknown-target-500",), (500, "INTERNAL_ERROR"), (500, "INTERNAL_ERROR")),
    ],
)
def test_an_unknown_target_and_oneself(
    town_with: TownWith,
    defects: tuple[str, ...],
    unknown: tuple[int, str],
    itself: tuple[int, str],
) -> None:
    town = town_with(*defects)
    here = TwoLanes(town)
    founder, place = here.a.founder, here.a.place

    assert town.refusal(lambda: founder.propose_fusion(place, NOBODY)) == unknown
    assert town.refusal(lambda: founder.propose_fusion(place, place)) == itself


def test_the_admin_of_b_alone_answers_and_once(town: Town) -> None:
    here = TwoLanes(town)
    fusion = here.proposed()
    others = (here.a.founder, here.b.others[0])
    for person in others:
        refused = town.refusal(partial(person.accept_fusion, here.b.place, fusion))
        assert refused == (403, "FORBIDDEN")
        assert town.refusal(partial(person.reject_fusion, here.b.place, fusion))[0] == 403
    accepted = here.b.founder.accept_fusion(here.b.place, fusion)

    assert (accepted.status, accepted.accepted_by) == ("discussion", here.b.founder.id)
    for act in (here.b.founder.accept_fusion, here.b.founder.reject_fusion):
        assert town.refusal(partial(act, here.b.place, fusion)) == (422, "INVALID_STATE")


def test_an_admin_of_either_side_starts_the_vote(town: Town) -> None:
    here = TwoLanes(town)
    fusion = here.discussed()
    refused = town.refusal(lambda: here.both.start_fusion_vote(here.a.place, fusion))
    started = here.b.founder.start_fusion_vote(here.b.place, fusion)

    assert refused == (403, "FORBIDDEN")
    assert (started.status, started.voting_ends_at) == ("voting", town.now + VOTING)


def test_both_sides_have_to_pass(town: Town) -> None:
    here = TwoLanes(town)
    fusion = here.voting()
    seen = []
    for side in (here.a, here.b):
        for person in side.everybody:
            person.vote_on_fusion(side.place, fusion)
            seen.append(here.status(fusion))
            if seen[-1] == "approved":
                break

    # Four of A may vote, four of B: three of each are the 60 %.
    assert seen == ["voting"] * 5 + ["approved"]
    detail = here.both.get_fusion(here.b.place, fusion)
    assert (detail.my_vote, detail.my_community) == (None, "b")
    assert (detail.vote_tally_a.total_members, detail.vote_tally_a.voted_count) == (4, 3)
    assert detail.vote_tally_b.quorum_ratio == 75


def test_a_vote_checks_the_proposal_then_the_party_then_the_status_then_the_word(
    town: Town,
) -> None:
    here = TwoLanes(town)
    fusion, member, a = here.discussed(), here.a.others[0], here.a.place
    early = town.refusal(lambda: member.vote_on_fusion(a, fusion, "perhaps"))
    here.a.founder.start_fusion_vote(a, fusion)
    refusals = (
        town.refusal(lambda: member.vote_on_fusion(here.b.place, NOBODY, "perhaps")),
        town.refusal(lambda: member.vote_on_fusion(here.b.place, fusion, "perhaps")),
        early,
        town.refusal(lambda: member.vote_on_fusion(a, fusion, "perhaps")),
    )

    assert [status for status, _ in refusals] == [404, 403, 422, 400]


def test_who_belongs_to_both_has_one_vote_on_the_first_side(town: Town) -> None:
    here = TwoLanes(town)
    fusion = here.voting()
    here.both.vote_on_fusion(here.a.place, fusion, "no")
    here.both.vote_on_fusion(here.b.place, fusion, "yes")
    detail = here.both.get_fusion(here.b.place, fusion)

    assert (detail.vote_tally_a.voted_count, detail.vote_tally_b.voted_count) == (1, 0)
    assert (detail.vote_tally_a.weighted_yes, detail.my_vote) == (1.0, "yes")


def test_a_vote_that_is_not_approved_in_time_is_rejected(town: Town) -> None:
    here = TwoLanes(town)
    fusion = here.voting()
    town.advance(VOTING)

    assert here.both.get_fusion(here.a.place, fusion).proposal.status == "rejected"
    assert here.a.founder.propose_fusion(here.a.place, here.b.place).status == "pending_acceptance"


def test_a_vote_that_both_sides_have_cast_in_vain_is_rejected_at_once(town: Town) -> None:
    here = TwoLanes(town, others=0)
    fusion = here.voting()
    here.both.vote_on_fusion(here.a.place, fusion, "no")
    here.a.founder.vote_on_fusion(here.a.place, fusion, "no")
    before = here.status(fusion)
    here.b.founder.vote_on_fusion(here.b.place, fusion, "no")

    assert (before, here.status(fusion)) == ("voting", "rejected")


def test_a_vote_never_ends_today(town_with: TownWith) -> None:
    town = town_with("vote-never-ends")
    here = TwoLanes(town, others=0)
    fusion = here.voting()
    for person, side in ((here.both, here.a), (here.a.founder, here.a), (here.b.founder, here.b)):
        person.vote_on_fusion(side.place, fusion, "no")
    town.advance(2 * VOTING)

    assert here.both.get_fusion(here.a.place, fusion).proposal.status == "voting"


def test_a_fusion_is_found_under_its_parties_alone(town: Town) -> None:
    here = TwoLanes(town)
    fusion, elsewhere = here.proposed(), town.community(here.b.founder)
    founder = here.b.founder
    acts = (founder.accept_fusion, founder.reject_fusion)
    later = (founder.start_fusion_vote, founder.execute_fusion)

    for act in (*acts, *later):
        assert town.refusal(partial(act, elsewhere, fusion)) == (404, "NOT_FOUND")
    assert town.refusal(lambda: founder.get_fusion(elsewhere, fusion)) == (403, "FORBIDDEN")


def test_a_fusion_is_found_under_any_community_today(town_with: TownWith) -> None:
    town = town_with("proposal-path-unchecked")
    here = TwoLanes(town)
    fusion, elsewhere = here.proposed(), town.community(here.b.founder)

    assert here.b.founder.accept_fusion(elsewhere, fusion).status == "discussion"


def test_one_community_comes_of_two(town: Town) -> None:
    here = TwoLanes(town)
    fusion = here.approved()
    refused = town.refusal(lambda: here.both.execute_fusion(here.a.place, fusion))
    merged = here.b.founder.execute_fusion(here.b.place, fusion)
    row = town.store.communities[merged]
    people = here.a.people_in(here.a.place) | here.b.people_in(here.b.place)

    assert refused == (403, "FORBIDDEN")
    assert (row.name, row.status, row.current_members) == ("Both Lanes", "active", 7)
    assert here.a.people_in(merged) == people
    assert here.a.admins_of(merged) == [here.b.founder.id]
    statuses = [town.store.communities[side.place].status for side in (here.a, here.b)]
    assert statuses == ["merged", "merged"]
    assert [place.id for place in here.both.my_communities()] == [merged]
    again = town.refusal(lambda: here.b.founder.execute_fusion(here.b.place, fusion))
    assert again == (422, "INVALID_STATE")


def test_trust_is_carried_weakened_and_karma_as_a_whole(town: Town) -> None:
    here = TwoLanes(town)
    here.a.befriend(here.a.founder, here.a.others[0])
    here.b.befriend(here.b.founder, here.b.others[0], times=2)
    merged = here.a.founder.execute_fusion(here.a.place, here.approved())
    trust = town.rules.trust

    assert sorted(edge.raw_weight for edge in trust.edges_of(merged)) == [7.0, 14.0]
    before = town.store.reputation.find(here.b.others[0].id, here.b.place)
    after = town.store.reputation.find(here.b.others[0].id, merged)
    assert before is not None
    assert after is not None
    assert after.points == before.points
    links = town.store.proposals.links_of(merged)
    assert [(one.link_type, one.trust_carry_factor) for one in links] == [
        ("fusion_origin", 0.70)
    ] * 2


@pytest.mark.parametrize(("defects", "weight"), [((), 17.0), (("fusion-carry-lost",), 10.0)])
def test_the_next_interaction_adds_to_the_carried_weight_or_loses_it_today(
    town_with: TownWith, defects: tuple[str, ...], weight: float
) -> None:
    town = town_with(*defects)
    here = TwoLanes(town)
    here.a.befriend(here.a.founder, here.a.others[0])
    here.a.place = here.a.founder.execute_fusion(here.a.place, here.approved())
    here.a.befriend(here.a.founder, here.a.others[0])

    assert [edge.raw_weight for edge in town.rules.trust.edges_of(here.a.place)] == [weight]


def test_the_names_of_both_are_free_and_others_are_not(town: Town) -> None:
    here = TwoLanes(town)
    town.community(name="Harbour")
    propose, target = here.a.founder.propose_fusion, here.b.place
    assert town.refusal(lambda: propose(here.a.place, target, "harbour")) == (409, "CONFLICT")

    proposal = propose(here.a.place, target, "Lane 1")
    assert proposal.merged_community_name == "Lane 1"


def test_a_taken_name_is_found_out_at_the_execution_today(town_with: TownWith) -> None:
    town = town_with("child-name-clash-500")
    here = TwoLanes(town)
    fusion = here.approved("Lane 1")

    refused = town.refusal(lambda: here.a.founder.execute_fusion(here.a.place, fusion))
    assert refused == (500, "INTERNAL_ERROR")


def test_more_people_than_the_limit_may_come_together(town: Town) -> None:
    here = TwoLanes(town)
    merged = here.a.founder.execute_fusion(here.a.place, here.approved())

    assert town.store.communities[merged].max_members == 150
