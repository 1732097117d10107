"""A small town with names, for those who tell what happens in it."""

from collections.abc import Iterable

from agents import facts
from dashboard.words.known import Known, Register
from model.event import Event

PEOPLE = {"priya@x.org": "Priya Shah", "wei@x.org": "Wei Chen", "omar@x.org": "Omar Diaz"}
PLACES = {"c1": "Cully Circle", "c2": "Lents Garden", "c3": "Cully and Lents"}
TITLES = {"r1": "Early flight from PDX"}


def event(
    action: str,
    *left: facts.Fact,
    who: str = "priya@x.org",
    outcome: str = "done",
    reason: str = "",
    time_ms: int = 0,
) -> Event:
    """An event of Priya's, unless somebody else is named."""
    return Event(time_ms, "w0", who, "requester", action, outcome, reason, (), left)


def known(before: Iterable[Event] = (), *, named: bool = True) -> Known:
    """Who has heard that Wei asked for a ride (r1), which Priya (m1) and Omar (m2) offer."""
    register = Register(PEOPLE.get, PLACES.get, TITLES.get) if named else Register()
    found = Known(register)
    for one in (
        event("register", facts.MemberRegistered("u-omar"), who="omar@x.org"),
        event("create_request", facts.RequestCreated("r1", "ride"), who="wei@x.org"),
        event("offer_help", facts.HelpOffered("m1", "r1")),
        event("offer_help", facts.HelpOffered("m2", "r1"), who="omar@x.org"),
        event("propose_fusion", facts.FusionProposed("f1", "c1", "c2")),
        *before,
    ):
        found.hear(one)
    return found
