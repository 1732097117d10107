"""Provider profiles: registering, the directory, being on duty (rules, section 10)."""

from datetime import timedelta

import pytest

from adapters.entities import RideDetails
from adapters.errors import Unavailable
from tests.contract.raw import DOORS, Door, Raw
from tests.contract.switches import off_and_on
from tests.contract.town import MALFORMED, NOBODY, Town, TownWith

A_MINUTE = timedelta(minutes=1)


def test_a_new_profile_is_active_and_off_duty_with_a_score_of_zeros(town: Town) -> None:
    ada = town.person()
    profile = ada.register_provider("tutor", "Ada teaches")

    [mine] = ada.my_providers()
    assert (profile.is_active, profile.is_available) == (True, False)
    assert (mine.id, mine.service_type) == (profile.id, "tutor")
    assert (mine.avg_stars, mine.total_reviews, mine.trust_score) == (0.0, 0, 0)


def test_registering_the_same_service_again_writes_the_same_profile_anew(town: Town) -> None:
    ada = town.person()
    first = ada.register_provider("tutor", "Ada teaches", bio="Maths")
    ada.set_provider_availability(first.id)
    again = ada.register_provider("tutor", "Ada teaches all")

    assert (again.id, again.display_name, again.is_available) == (first.id, "Ada teaches all", True)
    assert town.store.providers.rows[first.id].bio is None
    assert [call.status for call in ada.calls] == [201, 200, 201]


def test_each_service_has_a_profile_of_its_own_oldest_first(town: Town) -> None:
    ada = town.person()
    for kind in ("tutor", "ride", "other"):
        ada.register_provider(kind)
        town.advance(A_MINUTE)

    assert [row.service_type for row in ada.my_providers()] == ["tutor", "ride", "other"]


@pytest.mark.safe_on_a_real_platform
def test_a_profile_needs_a_service_and_a_name(town: Town) -> None:
    ada = town.person()

    assert town.refusal(lambda: ada.register_provider("")) == (400, "VALIDATION_ERROR")
    assert town.refusal(lambda: ada.register_provider("tutor", "")) == (400, "VALIDATION_ERROR")


def test_ride_details_are_kept_for_rides_alone(town: Town) -> None:
    ada = town.person()
    car = RideDetails("minivan", 4, advance_booking_required=True)
    ride = ada.register_provider("ride", ride_details=car)
    tutor = ada.register_provider("tutor", ride_details=car)

    shown = ada.get_provider(ride.id)
    assert (shown.vehicle_type, shown.max_passengers) == ("minivan", 4)
    assert shown.advance_booking_required is True
    assert ada.get_provider(tutor.id).max_passengers is None


def test_ride_details_default_to_one_passenger_without_booking(town: Town) -> None:
    ada = town.person()
    ride = ada.register_provider("ride", ride_details=RideDetails("sedan"))

    shown = ada.get_provider(ride.id)
    assert (shown.max_passengers, shown.advance_booking_required) == (1, False)


@pytest.mark.parametrize("door", DOORS)
@pytest.mark.parametrize("car", ["a van", {"max_passengers": "four"}, {"vehicle_type": 7}])
def test_ride_details_of_a_wrong_kind_are_400(door: Door, car: object) -> None:
    raw = Raw(door)
    body = {"service_type": "ride", "display_name": "Ada drives", "ride_details": car}

    assert raw.post("/providers", body)[:2] == (400, "VALIDATION_ERROR")


def test_today_such_details_are_500_with_the_profile_stored() -> None:
    raw = Raw("rules", "bad-value-500")
    body = {"service_type": "ride", "display_name": "Ada drives", "ride_details": "a van"}

    with pytest.raises(Unavailable):
        raw.rules.providers.register(raw.someone, body)

    assert len(raw.rules.store.providers.rows) == 1


@pytest.mark.safe_on_a_real_platform
def test_the_directory_needs_a_token(town: Town) -> None:
    assert town.refusal(town.nobody().list_providers) == (401, "UNAUTHORIZED")
    assert town.refusal(town.nobody().my_providers) == (401, "UNAUTHORIZED")


def test_the_directory_shows_best_score_first_then_newest(town: Town) -> None:
    people = [town.person(name) for name in ("Ada", "Ben", "Cid")]
    profiles = []
    for person in people:
        profiles.append(person.register_provider("tutor").id)
        town.advance(A_MINUTE)
    here = town.scene()
    match = town.completed(*here[:3])
    here.requester.review_provider(profiles[0], match, 4)

    listed = [row.id for row in people[0].list_providers()]
    assert listed == [profiles[0], profiles[2], profiles[1]]
    assert [row.id for row in people[0].list_providers(1, 1)] == [profiles[2]]


def test_the_directory_is_filtered_by_service_and_by_person(town: Town) -> None:
    ada, ben = town.person("Ada"), town.person("Ben")
    tutor, ride = ada.register_provider("tutor").id, ada.register_provider("ride").id
    other = ben.register_provider("tutor").id

    assert {row.id for row in ada.list_providers(service_type="tutor")} == {tutor, other}
    assert {row.id for row in ada.list_providers(user_id=ada.id)} == {tutor, ride}
    both = ben.list_providers(service_type="ride", user_id=ada.id)
    assert [row.id for row in both] == [ride]
    assert list(ada.list_providers(user_id=NOBODY)) == []
    assert town.refusal(lambda: ada.list_providers(user_id=MALFORMED)) == (400, "VALIDATION_ERROR")


def test_going_on_duty_and_off_again(town: Town) -> None:
    ada = town.person()
    profile = ada.register_provider("tutor").id
    rules, user = town.rules.providers, town.store.users[ada.id]

    assert rules.has_active_off_duty(user)
    assert ada.set_provider_availability(profile).is_available is True
    assert rules.has_active_on_duty(user)
    assert ada.set_provider_availability(profile, False).is_available is False
    assert not rules.has_active_on_duty(user)


def test_availability_of_unknown_and_foreign_profiles_is_forbidden(town: Town) -> None:
    ada, eve = town.person("Ada"), town.person("Eve")
    profile = ada.register_provider("tutor").id

    for one in (profile, NOBODY):
        refusal = town.refusal(lambda one=one: eve.set_provider_availability(one))  # type: ignore[misc]
        assert refusal == (403, "FORBIDDEN")


@pytest.mark.safe_on_a_real_platform
def test_reading_an_unknown_profile_is_404(town: Town) -> None:
    ada = town.person()

    assert town.refusal(lambda: ada.get_provider(NOBODY)) == (404, "NOT_FOUND")
    assert town.refusal(lambda: ada.get_provider(MALFORMED)) == (400, "VALIDATION_ERROR")


def test_only_its_owner_deletes_a_profile_and_for_good(town: Town) -> None:
    ada, eve = town.person("Ada"), town.person("Eve")
    profile = ada.register_provider("tutor").id

    assert town.refusal(lambda: eve.delete_provider(profile)) == (403, "FORBIDDEN")
    ada.delete_provider(profile)
    assert town.refusal(lambda: ada.delete_provider(profile)) == (404, "NOT_FOUND")
    assert list(ada.my_providers()) == []


def test_a_deleted_profile_takes_reviews_and_memberships_along(town: Town) -> None:
    ada = town.person("Ada")
    profile = ada.register_provider("tutor").id
    collective = ada.create_collective().id
    here = town.scene()
    here.requester.review_provider(profile, town.completed(*here[:3]))

    ada.delete_provider(profile)

    assert town.store.provider_reviews.rows == {}
    assert list(ada.my_collectives()) == []
    assert [row.member_count for row in ada.list_collectives()] == [0]
    assert collective in town.store.collectives.rows


@off_and_on("provider-offers-shadowed")
def test_reading_ones_own_offers(
    town_with: TownWith, switches: tuple[str, ...], today: bool
) -> None:
    town = town_with(*switches)
    ada = town.person()

    if today:
        assert town.refusal(ada.my_provider_offers) == (500, "INTERNAL_ERROR")
    else:
        assert list(ada.my_provider_offers()) == []
