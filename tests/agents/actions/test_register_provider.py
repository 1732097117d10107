"""Registering as a provider: one more kind of service, and perhaps on duty."""

from agents.actions.register_provider import ACTION
from agents.facts import ProviderOnDuty, ProviderRegistered
from agents.outcome import DONE, skipped
from scenarios.city import load_city
from tests.agents.stage import FIRST, LAST, Town, scripted
from tests.agents.trades import provider

TEMPLATES = load_city("portland").providers.templates


def test_a_member_registers_and_goes_on_duty_when_the_draw_is_below_the_chance() -> None:
    town = Town()
    rosa = town.somebody("rosa", 0.69)

    outcome = rosa.does(ACTION)

    [row] = town.platform.store.providers.rows.values()
    assert outcome == DONE
    assert row.is_available
    assert rosa.facts == [ProviderRegistered(row.id, row.service_type), ProviderOnDuty(row.id)]
    assert rosa.thoughts == [(10.0, 30.0), (3.0, 10.0)]


def test_at_the_chance_the_member_stays_off_duty() -> None:
    town = Town()
    rosa = town.somebody("rosa", 0.7)

    rosa.does(ACTION)

    assert rosa.operations == ["my_providers", "register_provider"]


def test_a_driver_tells_car_and_seats() -> None:
    town = Town()
    rosa = town.somebody("rosa", LAST, content=scripted(FIRST, FIRST, FIRST, LAST))

    rosa.does(ACTION)

    [row] = town.platform.store.providers.rows.values()
    assert (row.service_type, row.display_name) == ("ride", "Rosa drives")
    assert (row.vehicle_type, row.max_passengers) == ("sedan", 2)
    assert row.advance_booking_required is False


def test_services_that_are_held_are_not_drawn() -> None:
    town = Town()
    for kind in ("ride", "tutor", "other"):
        provider(town, "rosa", kind)
    rosa = town.somebody("rosa", LAST, content=scripted(FIRST))

    rosa.does(ACTION)

    held = [row.service_type for row in town.platform.store.providers.rows.values()]
    assert held[-1] == "tradesperson"


def test_whoever_holds_enough_registers_for_nothing() -> None:
    town = Town()
    provider(town, "rosa", "ride")
    rosa = town.somebody("rosa", content=scripted())

    assert rosa.does(ACTION, most=1) == skipped("enough_profiles")
    assert rosa.facts == []
