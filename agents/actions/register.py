"""Open an account.

Who:       newcomers, when the growth engine says so; founders and first residents at the start
When:      growth.users_per_day over the day's ticks, below growth.max_per_day and max_users
Calls:     register
Chances:   none here; the growth engine draws when somebody arrives
Takes:     no time
Leaves:    MemberRegistered
Outcomes:  refused CONFLICT when the e-mail is taken; the growth engine then tries other digits
"""

from dataclasses import dataclass

from adapters.entities import Account
from adapters.port import Karmyq
from agents.action import Action
from agents.facts import MemberRegistered
from agents.me import Me
from agents.outcome import DONE, Outcome
from agents.words import Person


@dataclass(frozen=True, slots=True)
class Settings:
    """This action has no numbers of its own; `growth` in the scenario holds them."""


async def sign_up(me: Me, karmyq: Karmyq, person: Person, password: str) -> Account:
    """Register one person; raises the port's error when karmyq refuses."""
    account = await karmyq.register(person.email, person.name, password)
    me.leave(MemberRegistered(account.id))
    return account


async def register(me: Me, karmyq: Karmyq, arrival: "Arrival") -> Outcome:
    """Register the person of an arrival and keep the account there."""
    arrival.account = await sign_up(me, karmyq, arrival.person, arrival.password)
    return DONE


@dataclass(slots=True)
class Arrival:
    """A person who is about to register, and the account once there is one."""

    person: Person
    password: str
    account: Account | None = None


ACTION = Action("register", register, Settings, chooseable=False)
