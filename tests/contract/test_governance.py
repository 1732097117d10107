"""Governance: state, nomination, ratification (rules, section 11)."""

from functools import partial

import pytest

from tests.contract.council import LAG, MATCHES_NEEDED, Council
from tests.contract.town import MALFORMED, NOBODY, Town


def test_five_completed_matches_make_a_member_eligible(town: Town) -> None:
    here = Council(town)
    state = here.others[0].governance_state(here.place)

    assert [row.user_id for row in state.eligible_members] == [here.founder.id, here.helper.id]
    assert [(row.user_id, row.role) for row in state.role_holders] == [(here.founder.id, "admin")]
    assert state.nominations == []


def test_four_do_not(town: Town) -> None:
    here = Council(town, MATCHES_NEEDED - 1)

    assert here.founder.governance_state(here.place).eligible_members == []
    assert town.refusal(here.nominate) == (422, "GOVERNANCE_ELIGIBILITY_NOT_MET")


def test_a_community_is_mature_by_the_mean_trust_between_active_members(town: Town) -> None:
    here = Council(town)
    before = here.founder.governance_state(here.place).maturity
    town.completed(here.founder, here.others[0], here.place)
    town.advance(LAG)
    after = here.founder.governance_state(here.place).maturity
    here.others[0].leave_community(here.place)
    left = here.founder.governance_state(here.place).maturity

    assert (before.status, before.avg_trust_score, before.threshold) == ("mature", 50, 50)
    assert (after.status, after.avg_trust_score) == ("constrained", 30)
    assert left.avg_trust_score == 50


@pytest.mark.safe_on_a_real_platform
def test_a_community_without_bonds_is_constrained(town: Town) -> None:
    founder = town.person()
    maturity = founder.governance_state(town.community(founder)).maturity

    assert (maturity.status, maturity.avg_trust_score) == ("constrained", 0)


def test_who_has_left_is_not_eligible(town: Town) -> None:
    here = Council(town)
    here.helper.leave_community(here.place)
    state = here.founder.governance_state(here.place)

    assert [row.user_id for row in state.eligible_members] == [here.founder.id]
    assert town.refusal(here.nominate) == (422, "GOVERNANCE_ELIGIBILITY_NOT_MET")


def test_governance_is_for_active_members(town: Town) -> None:
    here = Council(town)
    stranger = town.person()
    nomination = here.nominate()

    acts = (
        lambda: stranger.governance_state(here.place),
        lambda: stranger.nominate_member(here.place, here.helper.id, "admin"),
        lambda: stranger.ratify_nomination(here.place, nomination),
        lambda: here.founder.governance_state(NOBODY),
    )
    assert [town.refusal(act) for act in acts] == [(403, "FORBIDDEN")] * 4


def test_a_nomination_waits_for_three_voices(town: Town) -> None:
    here = Council(town)
    nomination = here.nominate()
    [row] = here.founder.governance_state(here.place).nominations

    assert (row.id, row.role) == (nomination, "moderator")
    assert (row.nominated_user.user_id, row.nominator.user_id) == (
        here.helper.id,
        here.others[0].id,
    )
    assert (row.ratification_count, row.required_ratifications, row.ratifiers) == (0, 3, [])


def test_the_newest_nomination_comes_first(town: Town) -> None:
    here = Council(town)
    older, newer = here.nominate("moderator"), here.nominate("admin")
    rows = here.founder.governance_state(here.place).nominations

    assert [row.id for row in rows] == [newer, older]


def test_the_same_nomination_twice_is_a_conflict(town: Town) -> None:
    here = Council(town)
    here.nominate()

    assert town.refusal(here.nominate) == (409, "CONFLICT")


@pytest.mark.parametrize(("nominee", "role"), [("", "admin"), (NOBODY, "member"), (NOBODY, "")])
def test_a_nomination_needs_a_nominee_and_a_role_to_give(
    town: Town, nominee: str, role: str
) -> None:
    here = Council(town, 0)

    refusal = town.refusal(lambda: here.founder.nominate_member(here.place, nominee, role))
    assert refusal == (400, "VALIDATION_ERROR")


def test_an_odd_id_is_400(town: Town) -> None:
    here = Council(town, 0)

    acts = (
        lambda: here.founder.governance_state(MALFORMED),
        lambda: here.founder.nominate_member(here.place, MALFORMED),
        lambda: here.founder.ratify_nomination(here.place, MALFORMED),
    )
    assert [town.refusal(act) for act in acts] == [(400, "VALIDATION_ERROR")] * 3


def test_the_third_voice_gives_the_role(town: Town) -> None:
    here = Council(town)
    said = here.ratify(here.nominate(), *here.others)

    assert said == [(False, 1), (False, 2), (True, 3)]
    assert here.role(here.helper) == "moderator"
    assert here.founder.governance_state(here.place).nominations == []


def test_a_repeated_voice_does_not_count(town: Town) -> None:
    here = Council(town)
    voice = here.others[1]

    assert here.ratify(here.nominate(), voice, voice) == [(False, 1), (False, 1)]


def test_the_nominator_may_ratify_and_the_nominee_may_not(town: Town) -> None:
    here = Council(town)
    nomination = here.nominate()

    assert here.ratify(nomination, here.others[0]) == [(False, 1)]
    refusal = town.refusal(lambda: here.helper.ratify_nomination(here.place, nomination))
    assert refusal == (422, "INVALID_STATE")


def test_a_nomination_of_another_community_is_404(town: Town) -> None:
    here = Council(town)
    nomination, other = here.nominate(), town.community(here.founder)

    for place, key in ((other, nomination), (here.place, NOBODY)):
        refusal = town.refusal(partial(here.founder.ratify_nomination, place, key))
        assert refusal == (404, "NOT_FOUND")


def test_a_ratified_nomination_is_404(town: Town) -> None:
    here = Council(town)
    nomination = here.nominate()
    here.ratify(nomination, *here.others)

    refusal = town.refusal(lambda: here.founder.ratify_nomination(here.place, nomination))
    assert refusal == (404, "NOT_FOUND")


def test_an_admin_who_was_nominated_as_moderator_stays_admin(town: Town) -> None:
    here = Council(town)
    nomination = here.others[0].nominate_member(here.place, here.founder.id, "moderator")
    said = here.ratify(nomination, *here.others)

    assert said[-1] == (True, 3)
    assert here.role(here.founder) == "admin"


def test_a_new_admin_decides_at_once(town: Town) -> None:
    here = Council(town)
    here.ratify(here.nominate("admin"), *here.others)
    here.helper.remove_member(here.place, here.founder.id)

    assert here.founder.my_communities() == []


def test_a_role_is_given_to_who_has_left_but_not_lived(town: Town) -> None:
    here = Council(town)
    nomination = here.nominate()
    here.helper.leave_community(here.place)
    here.ratify(nomination, *here.others)
    back = here.helper.join_community(here.place)

    assert back.role == "member"
