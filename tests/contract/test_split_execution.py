"""Carrying out a split: two communities for one (rules, section 9)."""

from functools import partial

import pytest

from adapters.dryrun.trust import live_weight
from tests.contract.assembly import Assembly
from tests.contract.town import NOBODY, Town, TownWith


def test_two_communities_take_over_the_parents_manner_and_its_members(town: Town) -> None:
    here = Assembly(town)
    split = here.approved()
    children = here.founder.execute_split(here.place, split)
    a, b = children.child_community_a_id, children.child_community_b_id
    rows = [town.store.communities[one] for one in (here.place, a, b)]

    assert [row.name for row in rows] == ["Lane 1", "North Lane", "South Lane"]
    assert [row.status for row in rows] == ["split", "active", "active"]
    assert {(row.location, row.access_type, row.community_type) for row in rows} == {
        ("Turku", "public", "mutual_aid")
    }
    assert [row.current_members for row in rows] == [5, 3, 2]
    assert here.people_in(a) == {person.id for person in here.everybody[:3]}
    assert here.people_in(b) == {person.id for person in here.everybody[3:]}
    proposal = here.split(split)
    assert (proposal.status, proposal.executed_at) == ("executed", town.now)
    assert (proposal.child_community_a_id, proposal.child_community_b_id) == (a, b)


def test_members_see_their_half_and_the_parent_no_more(town: Town) -> None:
    here = Assembly(town)
    children = here.founder.execute_split(here.place, here.approved())

    assert [row.id for row in here.founder.my_communities()] == [children.child_community_a_id]
    assert [row.id for row in here.others[3].my_communities()] == [children.child_community_b_id]
    assert {row.id for row in town.person().list_communities()} == {
        children.child_community_a_id,
        children.child_community_b_id,
    }
    assert here.people_in(here.place) == {person.id for person in here.everybody}


def test_names_with_a_dash_survive(town: Town) -> None:
    here = Assembly(town, others=1)
    names = ("Südost — Group A", "Südost — Group B")
    split = here.founder.propose_split(here.place, *names)
    here.founder.start_split_vote(here.place, split.id)
    for person in here.everybody:
        person.vote_on_split(here.place, split.id)
    children = here.founder.execute_split(here.place, split.id)

    proposal = here.split(split.id)
    assert (proposal.group_a_name, proposal.group_b_name) == names
    seen = {row.id: row.name for row in here.founder.list_communities()}
    assert seen[children.child_community_a_id] == names[0]
    assert here.others[0].get_community(children.child_community_b_id).name == names[1]


def test_each_half_has_one_admin_the_caller_where_he_belongs(town: Town) -> None:
    here = Assembly(town)
    children = here.founder.execute_split(here.place, here.approved())

    assert here.admins_of(children.child_community_a_id) == [here.founder.id]
    assert len(here.admins_of(children.child_community_b_id)) == 1


def test_the_other_half_is_led_by_another_admin_of_the_parent(town: Town) -> None:
    here = Assembly(town)
    here.founder.update_member(here.place, here.others[3].id, role="admin")
    children = here.founder.execute_split(here.place, here.approved())

    assert here.admins_of(children.child_community_b_id) == [here.others[3].id]


def test_else_it_is_led_by_whom_it_trusts_most(town: Town) -> None:
    here = Assembly(town, others=5)
    here.befriend(here.others[3], here.others[4])
    split = here.approved()
    half = {here.others[place].id: "group_b" for place in (2, 3, 4)}
    rest = {person.id: "group_a" for person in here.everybody if person.id not in half}
    here.founder.move_split_members(here.place, split, half | rest)
    children = here.founder.execute_split(here.place, split)

    assert here.admins_of(children.child_community_b_id) == [here.others[3].id]


def test_trust_within_a_half_is_copied_at_full_strength_and_across_is_not(town: Town) -> None:
    here = Assembly(town, others=3)
    here.befriend(here.founder, here.others[0], times=2)
    split = here.approved()
    moves = {here.founder.id: "group_a", here.others[0].id: "group_a"}
    moves |= {here.others[1].id: "group_b", here.others[2].id: "group_b"}
    here.founder.move_split_members(here.place, split, moves)
    children = here.founder.execute_split(here.place, split)
    [edge] = town.rules.trust.edges_of(children.child_community_a_id)

    assert (edge.matches, edge.raw_weight, edge.stability) == (2, 20.0, 1.0)
    assert live_weight(edge, town.now) <= 20.0
    assert town.rules.trust.edges_of(children.child_community_b_id) == ()
    assert len(town.rules.trust.edges_of(here.place)) == 1


def test_karma_is_copied_and_the_parent_keeps_its_own(town: Town) -> None:
    here = Assembly(town, others=3)
    here.befriend(here.founder, here.others[0])
    split = here.approved()
    here.founder.move_split_members(
        here.place, split, {here.founder.id: "group_a", here.others[0].id: "group_b"}
    )
    children = here.founder.execute_split(here.place, split)
    points = town.store.reputation.find

    helper = here.others[0].id
    before, after = points(helper, here.place), points(helper, children.child_community_b_id)
    assert before is not None
    assert after is not None
    assert (after.points, len(after.rows)) == (before.points, len(before.rows))
    assert points(helper, children.child_community_a_id) is None


def test_the_halves_are_linked(town: Town) -> None:
    here = Assembly(town, others=1)
    children = here.founder.execute_split(here.place, here.approved())
    [link] = town.store.proposals.links_of(children.child_community_a_id)

    assert (link.link_type, link.trust_carry_factor) == ("split_origin", 0.40)
    assert link.community_b_id == children.child_community_b_id
    assert town.store.proposals.links_of(here.place) == []


def test_a_split_is_executed_once_and_only_when_approved(town: Town) -> None:
    here = Assembly(town)
    early = here.voting()
    refused = town.refusal(lambda: here.founder.execute_split(here.place, early))
    for person in here.everybody[:3]:
        person.vote_on_split(here.place, early)
    here.founder.execute_split(here.place, early)

    again = town.refusal(lambda: here.founder.execute_split(here.place, early))
    assert refused == again == (422, "INVALID_STATE")


def test_late_joiners_move_too_and_leavers_do_not(town: Town) -> None:
    here = Assembly(town, others=4)
    split = here.approved()
    town.leave(here.others[3], here.place)
    first, second = town.neighbour(here.place), town.neighbour(here.place)
    children = here.founder.execute_split(here.place, split)
    a, b = children.child_community_a_id, children.child_community_b_id

    assert here.people_in(a) == {person.id for person in here.everybody[:3]}
    assert here.people_in(b) == {here.others[2].id, first.id, second.id}
    assert here.people_in(a) | here.people_in(b) == here.people_in(here.place)


def test_those_assigned_at_the_proposal_move_today(town_with: TownWith) -> None:
    town = town_with("split-members-fixed")
    here = Assembly(town, others=4)
    split = here.approved()
    here.founder.move_split_members(
        here.place, split, {here.others[0].id: "unassigned", here.others[1].id: "unassigned"}
    )
    town.leave(here.others[3], here.place)
    late = town.neighbour(here.place)
    children = here.founder.execute_split(here.place, split)
    a, b = children.child_community_a_id, children.child_community_b_id

    assert here.people_in(a) == {here.founder.id, here.others[0].id, here.others[1].id}
    assert here.people_in(b) == {here.others[2].id, here.others[3].id}
    assert late.id not in here.people_in(a) | here.people_in(b)


@pytest.mark.parametrize(
    ("defects", "expected"),
    [((), (422, "INVALID_STATE")), (("split-members-fixed",), (500, "INTERNAL_ERROR"))],
)
def test_an_empty_half_is_422_and_500_today(
    town_with: TownWith, defects: tuple[str, ...], expected: tuple[int, str]
) -> None:
    town = town_with(*defects)
    here = Assembly(town)
    split = here.approved()
    everybody = {person.id: "group_a" for person in here.everybody}
    here.founder.move_split_members(here.place, split, everybody)

    assert town.refusal(lambda: here.founder.execute_split(here.place, split)) == expected
    assert here.status(split) == "approved"


def test_a_half_may_be_called_like_the_parent_and_not_like_another(town: Town) -> None:
    here = Assembly(town, others=1, name="Mill Lane")
    town.community(name="Harbour Lane")
    clashes = (
        lambda: here.founder.propose_split(here.place, "harbour lane ", "South"),
        lambda: here.founder.propose_split(here.place, "South", " SOUTH"),
    )
    assert [town.refusal(act) for act in clashes] == [(409, "CONFLICT")] * 2

    split = here.founder.propose_split(here.place, "Mill Lane", "South").id
    here.founder.start_split_vote(here.place, split)
    for person in here.everybody:
        person.vote_on_split(here.place, split)
    children = here.founder.execute_split(here.place, split)
    assert town.store.communities[children.child_community_a_id].name == "Mill Lane"


def test_a_name_taken_meanwhile_is_409_at_the_execution(town: Town) -> None:
    here = Assembly(town)
    split = here.approved()
    town.community(name="South Lane")

    refused = town.refusal(lambda: here.founder.execute_split(here.place, split))
    assert refused == (409, "CONFLICT")


@pytest.mark.parametrize(
    "names", [("Mill Lane", "South"), ("South", "south"), ("Harbour", "South")]
)
def test_a_taken_name_is_found_out_at_the_execution_today(
    town_with: TownWith, names: tuple[str, str]
) -> None:
    town = town_with("child-name-clash-500")
    here = Assembly(town, others=1, name="Mill Lane")
    town.community(name="Harbour")
    split = here.founder.propose_split(here.place, *names).id
    here.founder.start_split_vote(here.place, split)
    for person in here.everybody:
        person.vote_on_split(here.place, split)

    refused = town.refusal(lambda: here.founder.execute_split(here.place, split))
    assert refused == (500, "INTERNAL_ERROR")


def test_executing_an_unknown_split_is_404_and_500_today(town_with: TownWith) -> None:
    for defects, expected in (((), 404), (("unknown-target-500",), 500)):
        town = town_with(*defects)
        here = Assembly(town, others=1)
        refused = town.refusal(partial(here.founder.execute_split, here.place, NOBODY))
        assert refused[0] == expected


def test_an_admin_from_elsewhere_cannot_execute_through_another_path(town_with: TownWith) -> None:
    for defects, expected in (((), 403), (("unknown-target-500",), 500)):
        town = town_with("proposal-path-unchecked", *defects)
        here, stranger = Assembly(town), town.person()
        split, elsewhere = here.approved(), town.community(stranger)
        refused = town.refusal(partial(stranger.execute_split, elsewhere, split))
        assert refused[0] == expected
