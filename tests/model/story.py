"""A tiny story of 30 hours, told as rows of the log: three people, two communities, four requests.

hour 0     rosa, omar and ines register
hour 1     rosa founds c1, omar joins it, ines founds c2 and asks to join c1
hour 2-4   rosa posts r1 (generic) and r2 (ride), ines posts r3 (generic) and r4 (event)
hour 4     omar offers on r1, 2 h after it was posted
hour 5     ines offers on r1 too
hour 6     omar offers on r2, 3 h after it was posted
hour 7     rosa accepts omar on r1, 5 h after it was posted
hour 9     rosa accepts omar on r2, 6 h after it was posted
hour 10    rosa and omar complete r1, 8 h after it was posted
later      a skipped turn, a refused one, and a call without an answer
"""

from adapters.port import Call
from agents.facts import (
    CommunityCreated,
    CommunityJoined,
    HalfCompleted,
    HelpOffered,
    MatchCompleted,
    MemberRegistered,
    OfferAccepted,
    RequestCreated,
)
from model.event import Event
from model.ledger import Ledger
from tests.model.world import event

END_H = 30.0
READ, WRITE, FAIL = Call("get_match", "m1", 200), Call("offer_help", "m9", 400), Call("x", "", 0)

STORY: tuple[Event, ...] = (
    event(0, "rosa", "register", MemberRegistered("u1")),
    event(0, "omar", "register", MemberRegistered("u2")),
    event(0, "ines", "register", MemberRegistered("u3")),
    event(1, "rosa", "create_community", CommunityCreated("c1")),
    event(1, "omar", "join_community", CommunityJoined("c1", "active")),
    event(1, "ines", "create_community", CommunityCreated("c2")),
    event(1, "ines", "join_community", CommunityJoined("c1", "pending")),
    event(2, "rosa", "create_request", RequestCreated("r1", "generic")),
    event(3, "rosa", "create_request", RequestCreated("r2", "ride", 1)),
    event(4, "ines", "create_request", RequestCreated("r3", "generic")),
    event(4, "ines", "create_request", RequestCreated("r4", "event", 1)),
    event(4, "omar", "offer_help", HelpOffered("m1", "r1")),
    event(5, "ines", "offer_help", HelpOffered("m2", "r1")),
    event(6, "omar", "offer_help", HelpOffered("m3", "r2")),
    event(7, "rosa", "accept_offer", OfferAccepted("m1", "r1")),
    event(9, "rosa", "accept_offer", OfferAccepted("m3", "r2")),
    event(10, "rosa", "complete_match", HalfCompleted("m1", "r1"), calls=(READ,)),
    event(10, "omar", "complete_match", MatchCompleted("m1", "r1"), calls=(READ, READ)),
    event(20, "ines", "offer_help", outcome="skipped", reason="changed_mind"),
    event(21, "ines", "offer_help", outcome="refused", reason="OWN_REQUEST", calls=(WRITE,)),
    event(22, "ines", "offer_help", outcome="failed", reason="NO_ANSWER", calls=(FAIL,)),
)


def told(*rows: Event) -> Ledger:
    """A ledger that has heard these rows."""
    ledger = Ledger()
    for row in rows:
        ledger.add(row)
    return ledger
