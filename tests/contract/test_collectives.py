"""Collectives: founding, joining, linking to communities (rules, section 11)."""

from datetime import timedelta

import pytest

from tests.contract.person import Person
from tests.contract.raw import DOORS, Door, Raw
from tests.contract.switches import off_and_on
from tests.contract.test_defects import BROKEN, INVALID
from tests.contract.town import MALFORMED, NOBODY, Town, TownWith

A_MINUTE = timedelta(minutes=1)


def provider(town: Town, name: str = "Ada", kind: str = "tutor") -> Person:
    """Somebody with a profile."""
    person = town.person(name)
    person.register_provider(kind)
    return person


def test_a_founder_with_a_profile_is_a_member(town: Town) -> None:
    ada = provider(town)
    new = ada.create_collective("Ada's Collective", ["tutor", "other"])

    [mine] = ada.my_collectives()
    assert (mine.id, mine.service_types, mine.is_active) == (new.id, ("tutor", "other"), True)
    assert [row.member_count for row in ada.list_collectives()] == [1]


def test_the_founders_oldest_profile_becomes_admin(town: Town) -> None:
    ada = provider(town)
    town.advance(A_MINUTE)
    ada.register_provider("ride")
    new = ada.create_collective()

    [member] = town.store.collectives.rows[new.id].members.values()
    assert (member.provider.service_type, member.role) == ("tutor", "admin")


def test_a_founder_without_a_profile_is_no_member(town: Town) -> None:
    ada = town.person()
    ada.create_collective()

    assert list(ada.my_collectives()) == []
    [listed] = ada.list_collectives()
    assert (listed.created_by, listed.member_count, listed.avg_trust_score) == (ada.id, 0, None)


def test_only_a_name_is_needed_and_it_need_not_be_unique(town: Town) -> None:
    ada = town.person()

    assert town.refusal(lambda: ada.create_collective("")) == (400, "VALIDATION_ERROR")
    ada.create_collective("Twins")
    assert ada.create_collective("Twins").name == "Twins"


@pytest.mark.parametrize("door", DOORS)
@pytest.mark.parametrize(("switches", "said"), [((), INVALID), (("bad-value-500",), BROKEN)])
def test_service_types_of_a_wrong_kind(
    door: Door, switches: tuple[str, ...], said: tuple[int, str]
) -> None:
    raw = Raw(door, *switches)

    answer = raw.post("/collectives", {"name": "Ada's", "service_types": "tutor"})

    assert answer[:2] == said


def test_the_listing_can_be_that_of_a_community(town: Town) -> None:
    ada = provider(town)
    here, elsewhere = town.community(ada, "Here"), town.community(ada, "Elsewhere")
    linked, _ = ada.create_collective("Linked"), ada.create_collective("Alone")
    ada.link_collective(linked.id, here)

    assert [row.id for row in ada.list_collectives(community_id=here)] == [linked.id]
    assert [row.id for row in ada.list_collectives(community_id=here.upper())] == [linked.id]
    assert list(ada.list_collectives(community_id=elsewhere)) == []
    refusal = town.refusal(lambda: ada.list_collectives(community_id=MALFORMED))
    assert refusal == (400, "VALIDATION_ERROR")


def test_whoever_joins_does_so_with_the_oldest_profile_and_once(town: Town) -> None:
    ada, ben = provider(town), provider(town, "Ben")
    new = ada.create_collective()
    ben.join_collective(new.id)
    ben.join_collective(new.id)

    assert [row.member_count for row in ben.list_collectives()] == [2]
    assert [row.id for row in ben.my_collectives()] == [new.id]
    assert [call.status for call in ben.calls][-4:-2] == [201, 201]


def test_joining_needs_a_profile(town: Town) -> None:
    new, eve = provider(town).create_collective(), town.person("Eve")

    refusal = town.refusal(lambda: eve.join_collective(new.id))
    assert refusal == (400, "VALIDATION_ERROR")


@off_and_on("unknown-target-500")
def test_unknown_targets_of_joining_and_linking(
    town_with: TownWith, switches: tuple[str, ...], today: bool
) -> None:
    town = town_with(*switches)
    ada = provider(town)
    new = ada.create_collective()
    place = town.community(ada)
    said = BROKEN if today else (404, "NOT_FOUND")

    assert town.refusal(lambda: ada.join_collective(NOBODY)) == said
    assert town.refusal(lambda: ada.link_collective(new.id, NOBODY)) == said
    assert town.refusal(lambda: ada.link_collective(NOBODY, place)) == said
    assert town.refusal(lambda: ada.join_collective(MALFORMED)) == INVALID


def test_a_profile_given_by_name_is_taken_in_by_an_admin_of_the_collective_alone() -> None:
    raw = Raw("rules")
    eve = raw.person("eve")
    form = {"service_type": "tutor", "display_name": "A"}
    own, foreign = (raw.rules.providers.register(by, form) for by in (raw.someone, eve))
    row = raw.rules.collectives.create(raw.someone, {"name": "Ada's"})
    path = f"/collectives/{row.id}/members"

    refused = raw.http(path, {"provider_id": foreign.id}, eve)
    taken = raw.http(path, {"provider_id": foreign.id, "role": "admin"}, raw.someone)

    assert refused[:2] == (403, "FORBIDDEN")
    assert taken.data["role"] == "admin"
    assert set(row.members) == {own.id, foreign.id}


@pytest.mark.parametrize(
    ("switches", "role"), [((), "member"), (("collective-self-admin",), "admin")]
)
def test_a_role_on_joining_oneself(switches: tuple[str, ...], role: str) -> None:
    raw = Raw("rules", *switches)
    eve = raw.person("eve")
    raw.rules.providers.register(eve, {"service_type": "tutor", "display_name": "Eve"})
    row = raw.rules.collectives.create(raw.someone, {"name": "Ada's"})

    said = raw.http(f"/collectives/{row.id}/members", {"role": "admin"}, eve)

    assert said.data["role"] == role


@pytest.mark.parametrize(("switches", "said"), [((), INVALID), (("bad-value-500",), BROKEN)])
def test_an_unknown_role(switches: tuple[str, ...], said: tuple[int, str]) -> None:
    raw = Raw("rules", *switches)
    eve = raw.person("eve")
    raw.rules.providers.register(eve, {"service_type": "tutor", "display_name": "Eve"})
    row = raw.rules.collectives.create(raw.someone, {"name": "Ada's"})

    assert raw.http(f"/collectives/{row.id}/members", {"role": "boss"}, eve)[:2] == said
    assert row.members == {}


@pytest.mark.parametrize(("switches", "has"), [((), True), (("collectives-no-data",), False)])
def test_data_in_the_answers_to_joining_and_linking(switches: tuple[str, ...], has: bool) -> None:
    raw = Raw("rules", *switches)
    raw.rules.providers.register(raw.someone, {"service_type": "tutor", "display_name": "Ada"})
    row = raw.rules.collectives.create(raw.someone, {"name": "Ada's"})

    joined = raw.http(f"/collectives/{row.id}/members", {}, raw.someone)
    body = {"community_id": raw.place.id}
    linked = raw.http(f"/collectives/{row.id}/communities", body, raw.someone)

    assert [said.status for said in (joined, linked)] == [201, 201]
    assert [said.data is not None for said in (joined, linked)] == [has, has]


def test_leaving_is_for_the_owner_and_admins_and_never_fails_for_them(town: Town) -> None:
    ada, ben, eve = provider(town), provider(town, "Ben"), provider(town, "Eve")
    new = ada.create_collective()
    ben.join_collective(new.id)
    profile = ben.my_providers()[0].id

    refusal = town.refusal(lambda: eve.leave_collective(new.id, profile))
    assert refusal == (403, "FORBIDDEN")
    ben.leave_collective(new.id, profile)
    ben.leave_collective(new.id, profile)
    assert list(ben.my_collectives()) == []
    ben.join_collective(new.id)
    ada.leave_collective(new.id, profile)
    assert [row.member_count for row in ada.list_collectives()] == [1]


def test_linking_is_for_creator_collective_admins_and_community_admins(town: Town) -> None:
    ada, ben, eve = provider(town), provider(town, "Ben"), provider(town, "Eve")
    new = ada.create_collective()
    place = town.community(ben)

    assert town.refusal(lambda: eve.link_collective(new.id, place)) == (403, "FORBIDDEN")
    ada.link_collective(new.id, place)
    ben.link_collective(new.id, place)
    links = town.store.collectives.rows[new.id].links
    assert [link.status for link in links.values()] == ["active"]


def test_linking_needs_a_community_and_a_repeat_makes_the_link_active_again(town: Town) -> None:
    ada = provider(town)
    new, place = ada.create_collective(), town.community(ada)

    assert town.refusal(lambda: ada.link_collective(new.id, "")) == (400, "VALIDATION_ERROR")
    ada.link_collective(new.id, place)
    link = town.store.collectives.rows[new.id].links[place]
    link.status = "inactive"
    ada.link_collective(new.id, place)
    assert link.status == "active"


def test_the_listing_shows_best_average_first_then_newest_and_nobodys_last(town: Town) -> None:
    ada, ben = provider(town), provider(town, "Ben")
    names = {}
    for person, name in ((ada, "Best"), (ben, "Old"), (ben, "New"), (town.person("Eve"), "Empty")):
        names[person.create_collective(name).id] = name
        town.advance(A_MINUTE)
    here = town.scene()
    match = town.completed(*here[:3])
    here.requester.review_provider(ada.my_providers()[0].id, match, 5)

    listed = [names[row.id] for row in ben.list_collectives()]
    assert listed == ["Best", "New", "Old", "Empty"]
    assert [names[row.id] for row in ben.list_collectives(1, 1)] == ["New"]
    assert ben.list_collectives()[0].avg_trust_score == 60.0


def test_the_listing_is_filtered_by_service(town: Town) -> None:
    ada = provider(town)
    ada.create_collective("Tutors", ["tutor"])
    both = ada.create_collective("Both", ["tutor", "ride"])

    assert [row.id for row in ada.list_collectives(service_type="ride")] == [both.id]
    assert list(ada.list_collectives(service_type="other")) == []
