"""Today's defects about members and governance: intended without the switch, today's with it."""

from datetime import timedelta

import pytest

from tests.contract.council import Council
from tests.contract.person import Person
from tests.contract.raw import Raw
from tests.contract.switches import off_and_on
from tests.contract.town import MALFORMED, Town, TownWith

Switches = tuple[str, ...]


def counter(town: Town, place: str) -> int:
    return town.store.communities[place].current_members


def asked(town: Town) -> tuple[Person, str, Person]:
    """The founder of a private community, its id, and somebody who waits."""
    founder, waiting = town.person(), town.person()
    place = town.community(founder, access_type="private", members=(waiting,))
    return founder, place, waiting


@off_and_on("member-counter-drift")
def test_the_counter_after_an_approval(
    town_with: TownWith, switches: Switches, today: bool
) -> None:
    town = town_with(*switches)
    founder, place, waiting = asked(town)
    founder.approve_member(place, waiting.id)

    assert counter(town, place) == (1 if today else 2)
    assert len(founder.list_members(place)) == 2


@off_and_on("member-counter-drift")
def test_the_counter_after_a_withdrawn_question_and_a_second_departure(
    town_with: TownWith, switches: Switches, today: bool
) -> None:
    town = town_with(*switches)
    _, place, waiting = asked(town)
    waiting.leave_community(place)
    waiting.leave_community(place)

    assert counter(town, place) == (-1 if today else 1)


@off_and_on("member-counter-drift")
def test_the_counter_after_leaving_and_being_made_active_again(
    town_with: TownWith, switches: Switches, today: bool
) -> None:
    town = town_with(*switches)
    founder = town.person()
    place = town.community(founder)
    member = town.neighbour(place)
    founder.update_member(place, member.id, status="inactive")
    after_it = counter(town, place)
    founder.update_member(place, member.id, status="active")

    assert (after_it, counter(town, place)) == ((2, 2) if today else (1, 2))


@off_and_on("member-counter-drift")
def test_the_layers_follow_the_rows_and_not_the_counter(
    town_with: TownWith, switches: Switches, today: bool
) -> None:
    town = town_with(*switches)
    founder, place, waiting = asked(town)
    founder.approve_member(place, waiting.id)
    [row] = founder.list_communities()

    assert row.extended_network_count == 2


@off_and_on("capacity-unchecked")
def test_approving_into_a_full_community(
    town_with: TownWith, switches: Switches, today: bool
) -> None:
    town = town_with(*switches)
    founder, person = town.person(), town.person()
    place = town.community(founder, access_type="private", max_members=2, members=(person,))
    founder.add_member(place, town.person().id)

    if today:
        assert founder.approve_member(place, person.id).status == "active"
    else:
        refusal = town.refusal(lambda: founder.approve_member(place, person.id))
        assert refusal == (400, "COMMUNITY_FULL")


@off_and_on("rejoin-500")
def test_joining_again(town_with: TownWith, switches: Switches, today: bool) -> None:
    town = town_with(*switches)
    place = town.community()
    person = town.neighbour(place)
    person.leave_community(place)
    town.advance(timedelta(hours=1))

    if today:
        assert town.refusal(lambda: person.join_community(place)) == (500, "INTERNAL_ERROR")
    else:
        assert person.join_community(place).joined_at == town.now


@off_and_on("rejoin-500")
def test_founding_again_what_one_has_left(
    town_with: TownWith, switches: Switches, today: bool
) -> None:
    town = town_with(*switches)
    place = town.community(name="Harbour Lane")
    person = town.neighbour(place)
    person.leave_community(place)
    found = person.create_community("Harbour Lane", "Turku")

    assert (found.existing, found.joined) == (True, not today)
    assert len(person.list_members(place)) == (1 if today else 2)


@off_and_on("add-member-open")
def test_a_stranger_who_adds_himself_as_admin(
    town_with: TownWith, switches: Switches, today: bool
) -> None:
    town = town_with(*switches)
    place, person = town.community(access_type="private"), town.person()

    if today:
        row = person.add_member(place, person.id, "admin")
        assert (row.role, row.status) == ("admin", "active")
    else:
        refusal = town.refusal(lambda: person.add_member(place, person.id, "admin"))
        assert refusal == (403, "FORBIDDEN")


@off_and_on("add-member-open")
def test_a_role_that_is_none(town_with: TownWith, switches: Switches, today: bool) -> None:
    town = town_with(*switches)
    founder, person = town.person(), town.person()
    place = town.community(founder)

    if today:
        assert founder.add_member(place, person.id, "gardener").role == "gardener"
    else:
        refusal = town.refusal(lambda: founder.add_member(place, person.id, "gardener"))
        assert refusal == (400, "VALIDATION_ERROR")


@off_and_on("ratify-demotes")
def test_an_admin_is_ratified_as_moderator(
    town_with: TownWith, switches: Switches, today: bool
) -> None:
    here = Council(town_with(*switches))
    nomination = here.others[0].nominate_member(here.place, here.founder.id, "moderator")
    here.ratify(nomination, *here.others)

    assert here.role(here.founder) == ("moderator" if today else "admin")


@off_and_on("nominate-unguarded")
def test_a_stranger_nominates(town_with: TownWith, switches: Switches, today: bool) -> None:
    here = Council(town_with(*switches))
    stranger = here.town.person()

    if today:
        assert stranger.nominate_member(here.place, here.helper.id, "admin")
    else:
        refusal = here.town.refusal(lambda: stranger.nominate_member(here.place, here.helper.id))
        assert refusal == (403, "FORBIDDEN")


@off_and_on("nominate-unguarded")
def test_a_former_member_is_nominated(town_with: TownWith, switches: Switches, today: bool) -> None:
    here = Council(town_with(*switches))
    here.helper.leave_community(here.place)

    if today:
        assert here.nominate()
    else:
        assert here.town.refusal(here.nominate) == (422, "GOVERNANCE_ELIGIBILITY_NOT_MET")


@off_and_on("malformed-id-500")
def test_a_member_with_an_odd_id(town_with: TownWith, switches: Switches, today: bool) -> None:
    town = town_with(*switches)
    founder = town.person()
    place = town.community(founder)

    refusals = [
        town.refusal(lambda: founder.remove_member(place, MALFORMED)),
        town.refusal(lambda: founder.add_member(place, MALFORMED)),
        town.refusal(lambda: founder.archive_community(MALFORMED)),
        town.refusal(lambda: founder.nominate_member(place, MALFORMED)),
        town.refusal(lambda: founder.list_members(MALFORMED)),
    ]
    odd = (500, "INTERNAL_ERROR") if today else (400, "VALIDATION_ERROR")
    assert refusals == [odd] * 5


@pytest.mark.parametrize("claims", [True, False])
@off_and_on("identity-from-body")
def test_a_stranger_who_claims_to_be_the_admin(
    switches: Switches, today: bool, claims: bool
) -> None:
    raw = Raw("http", *switches)
    stranger, path = raw.person("eve"), f"/communities/{raw.place.id}"
    body = {"user_id": raw.someone.id if claims else stranger.id, "name": "Mine"}
    said = [raw.http(path, body, stranger, method=method) for method in ("PUT", "DELETE")]

    expected = 200 if today and claims else 403
    assert [one.status for one in said] == [expected, expected]


@off_and_on("identity-from-body")
def test_an_admin_who_says_nothing_of_himself(switches: Switches, today: bool) -> None:
    raw = Raw("http", *switches)
    said = raw.http(f"/communities/{raw.place.id}", {"name": "Mill"}, raw.someone, method="PUT")

    assert said.status == (403 if today else 200)
