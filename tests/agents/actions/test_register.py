"""Registering: the account is kept with the arrival; a taken e-mail is a refusal."""

import pytest

from adapters.errors import Refused
from agents.action import Action
from agents.actions.register import ACTION, Arrival, register
from agents.facts import MemberRegistered
from agents.outcome import DONE
from agents.words import Person
from tests.agents.stage import Town, ended

ROSA = Person("Rosa Lind", "rosa@test.karmyq.com")


def test_a_person_registers_and_the_arrival_keeps_the_account() -> None:
    town = Town()
    clerk, arrival = town.somebody("clerk"), Arrival(ROSA, "not a secret")

    outcome = ended(register(clerk, clerk.port, arrival))

    assert outcome == DONE
    assert arrival.account is not None
    assert (arrival.account.name, arrival.account.email) == ROSA


def test_name_e_mail_and_password_are_sent_without_thinking() -> None:
    town = Town()
    clerk = town.somebody("clerk")

    ended(register(clerk, clerk.port, Arrival(ROSA, "not a secret")))

    assert clerk.asked == [("register", (ROSA.email, ROSA.name, "not a secret"), {})]
    assert clerk.thoughts == []


def test_a_registration_leaves_its_fact() -> None:
    town = Town()
    clerk, arrival = town.somebody("clerk"), Arrival(ROSA, "not a secret")

    ended(register(clerk, clerk.port, arrival))

    assert arrival.account is not None
    assert clerk.facts == [MemberRegistered(arrival.account.id)]


def test_a_taken_e_mail_is_a_refusal_and_leaves_nothing() -> None:
    town = Town()
    town.account("rosa")
    clerk, arrival = town.somebody("clerk"), Arrival(ROSA, "not a secret")

    with pytest.raises(Refused, match="CONFLICT"):
        ended(register(clerk, clerk.port, arrival))

    assert arrival.account is None
    assert clerk.facts == []


def test_nobody_chooses_to_register() -> None:
    declared: Action = ACTION

    assert not declared.chooseable
