"""Nominating: whom, for what, and when not."""

import pytest

from adapters.errors import Refused
from agents.actions.nominate_member import ACTION
from agents.facts import MemberNominated
from agents.outcome import DONE, skipped
from tests.agents.council import Council
from tests.agents.stage import FIRST

CONSIDER_S = (5.0, 15.0)
JUST_BELOW, AT = 0.19, 0.2
"""Draws beside the chance to nominate an admin, 0.2."""


def trusted_town() -> tuple[Council, str]:
    """Ada leads, omar and rosa are trusted, ines is not."""
    town = Council()
    place = town.community("Garden", "ada", "omar", "rosa", "ines")
    town.trust(place, "omar", "rosa")
    return town, place


def test_an_eligible_member_is_nominated_as_moderator_when_the_draw_reaches_the_chance() -> None:
    town, place = trusted_town()
    ines = town.somebody("ines", FIRST, FIRST, AT)

    outcome = ines.does(ACTION)

    [row] = town.platform.store.governance.rows.values()
    assert outcome == DONE
    assert (row.nominee.name, row.role) == ("Omar", "moderator")
    assert ines.facts == [MemberNominated(row.id, place, "moderator")]


def test_as_admin_when_it_is_below() -> None:
    town, place = trusted_town()
    ines = town.somebody("ines", FIRST, FIRST, JUST_BELOW)

    ines.does(ACTION)

    nominee = town.account("omar").id
    assert ines.story == ["my_communities", "governance_state", "think", "nominate_member"]
    assert ines.asked[-1] == ("nominate_member", (place, nominee, "admin"), {})
    assert ines.thoughts == [CONSIDER_S]


def test_nobody_nominates_oneself() -> None:
    town, _ = trusted_town()
    omar = town.somebody("omar", FIRST, FIRST, AT)

    omar.does(ACTION)

    [row] = town.platform.store.governance.rows.values()
    assert row.nominee.name == "Rosa"


def test_who_leads_already_and_strangers_are_not_nominated() -> None:
    town, place = trusted_town()
    town.promote(place, "omar", "moderator")
    ines = town.somebody("ines", FIRST, strangers=frozenset({town.account("rosa").id}))

    assert ines.does(ACTION) == skipped("nobody_eligible")


def test_while_a_nomination_is_pending_there_is_no_other() -> None:
    town, place = trusted_town()
    town.nominate(place, "ada", "omar")

    assert town.somebody("ines", FIRST).does(ACTION) == skipped("nomination_pending")


def test_without_trust_nobody_is_eligible() -> None:
    town = Council()
    town.community("Garden", "ada", "omar")

    assert town.somebody("ada", FIRST).does(ACTION) == skipped("nobody_eligible")


def test_who_belongs_nowhere_nominates_nobody() -> None:
    town = Council()

    assert town.somebody("omar").does(ACTION) == skipped("no_community")


def test_a_refusal_leaves_no_fact() -> None:
    town, _ = trusted_town()
    gone = {"nominate_member": Refused(422, "GOVERNANCE_ELIGIBILITY_NOT_MET")}
    ines = town.somebody("ines", FIRST, FIRST, AT, refusals=gone)

    with pytest.raises(Refused, match="ELIGIBILITY"):
        ines.does(ACTION)
    assert ines.facts == []
