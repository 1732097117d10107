"""Facts as clauses without their subject: `offered Wei a ride: “Early flight from PDX”`.

One function per group of facts, in the order of `agents/facts`; a fact that none of them knows is a
bug, which a test finds.
"""

from collections.abc import Callable, Mapping
from typing import Any

from agents import facts
from dashboard.words.governing_clauses import GOVERNING
from dashboard.words.known import Known
from dashboard.words.trade_clauses import TRADES

type Clause = Callable[[Any, str, Known], str]

ASKED: Mapping[str, str] = {
    "ride": "asked for a ride",
    "borrow": "asked to borrow something",
    "service": "asked for somebody with a skill",
    "event": "called for helping hands",
    "generic": "asked for help",
}
"""What posting a request of each type is called."""

OFFERED: Mapping[str, str] = {
    "ride": "offered {} a ride",
    "borrow": "offered to lend {} something",
    "service": "offered {} a skilled hand",
    "event": "offered {} helping hands",
    "generic": "offered {} help",
}
"""What offering help on a request of each type is called."""


def clause(fact: facts.Fact, member: str, known: Known) -> str:
    """What a fact says of the member who left it."""
    return _CLAUSES[type(fact)](fact, member, known)


def _about(request_id: str, known: Known) -> str:
    title = known.title(request_id)
    return f": {title}" if title else ""


def _kind(request_id: str, known: Known) -> str:
    asked = known.requests.get(request_id)
    return asked.request_type if asked else "generic"


def _registered(_fact: facts.MemberRegistered, _who: str, _known: Known) -> str:
    return "arrived at karmyq"


def _founded(fact: facts.CommunityCreated, _who: str, known: Known) -> str:
    return f"founded {known.community(fact.community_id)}"


def _joined(fact: facts.CommunityJoined, _who: str, known: Known) -> str:
    name = known.community(fact.community_id)
    return f"asked to be let into {name}" if fact.status == "pending" else f"joined {name}"


def _left(fact: facts.CommunityLeft, _who: str, known: Known) -> str:
    return f"left {known.community(fact.community_id)}"


def _let_in(fact: facts.MembershipApproved, who: str, known: Known) -> str:
    newcomer = known.called(known.emails.get(fact.user_id), who)
    return f"let {newcomer} into {known.community(fact.community_id)}"


def _asked(fact: facts.RequestCreated, _who: str, known: Known) -> str:
    said = ASKED.get(fact.request_type, ASKED["generic"])
    return said + _about(fact.request_id, known)


def _withdrew(fact: facts.RequestWithdrawn, _who: str, known: Known) -> str:
    return "withdrew a request" + _about(fact.request_id, known)


def _offered(fact: facts.HelpOffered, who: str, known: Known) -> str:
    said = OFFERED.get(_kind(fact.request_id, known), OFFERED["generic"])
    whom = known.called(known.requester(fact.request_id), who)
    return said.format(whom) + _about(fact.request_id, known)


def _accepted(fact: facts.OfferAccepted, who: str, known: Known) -> str:
    helper = known.called(known.helper(fact.match_id), who)
    return f"accepted the help of {helper}" + _about(fact.request_id, known)


def _rejected(fact: facts.OfferRejected, who: str, known: Known) -> str:
    helper = known.called(known.helper(fact.match_id), who)
    return f"turned down the help of {helper}" + _about(fact.request_id, known)


def _half(fact: facts.HalfCompleted, who: str, known: Known) -> str:
    other = known.called(known.other_side(fact.match_id, who), who)
    return f"marked the help with {other} as done" + _about(fact.request_id, known)


def _completed(fact: facts.MatchCompleted, who: str, known: Known) -> str:
    other = known.called(known.other_side(fact.match_id, who), who)
    return f"agreed with {other} that it is done" + _about(fact.request_id, known)


def _judged(fact: facts.FeedbackGiven, who: str, known: Known) -> str:
    other = known.called(known.other_side(fact.match_id, who), who)
    scores = f"{fact.helpfulness}, {fact.responsiveness} and {fact.clarity} of 5"
    return f"gave {other} feedback ({scores})" + _about(fact.request_id, known)


def _called_dibs(fact: facts.DibsCalled, _who: str, known: Known) -> str:
    return "asked somebody first" + _about(fact.request_id, known)


def _took_dibs(fact: facts.DibsAccepted, who: str, known: Known) -> str:
    requester = known.called(known.requester(fact.request_id), who)
    return f"said yes to {requester}, who had asked first" + _about(fact.request_id, known)


def _declined_dibs(fact: facts.DibsDeclined, who: str, known: Known) -> str:
    requester = known.called(known.requester(fact.request_id), who)
    return f"said no to {requester}, who had asked first" + _about(fact.request_id, known)


def _proposed(fact: facts.HelperProposed, who: str, known: Known) -> str:
    requester = known.called(known.requester(fact.request_id), who)
    return f"proposed a helper to {requester}" + _about(fact.request_id, known)


def _agreed(fact: facts.ProposalAccepted, who: str, known: Known) -> str:
    requester = known.called(known.requester(fact.request_id), who)
    return f"agreed to help {requester}, as proposed" + _about(fact.request_id, known)


def _disagreed(fact: facts.ProposalRejected, who: str, known: Known) -> str:
    requester = known.called(known.requester(fact.request_id), who)
    return f"declined to help {requester}, as proposed" + _about(fact.request_id, known)


def _opened(fact: facts.ConversationOpened, who: str, known: Known) -> str:
    return f"began a conversation with {known.called(known.other_side(fact.match_id, who), who)}"


def _wrote(fact: facts.MessageSent, who: str, known: Known) -> str:
    return f"wrote to {known.called(known.other_side(fact.match_id, who), who)}"


def _starred(fact: facts.ExchangeRated, who: str, known: Known) -> str:
    other = known.called(known.other_side(fact.match_id, who), who)
    return f"gave {other} {fact.rating} of 5 stars"


def _saw(fact: facts.StandingSeen, _who: str, known: Known) -> str:
    place = known.community(fact.community_id)
    return f"looked at the own standing in {place} ({fact.karma} karma)"


_CLAUSES: Mapping[type[facts.Fact], Clause] = {
    facts.MemberRegistered: _registered,
    facts.CommunityCreated: _founded,
    facts.CommunityJoined: _joined,
    facts.CommunityLeft: _left,
    facts.MembershipApproved: _let_in,
    facts.RequestCreated: _asked,
    facts.RequestWithdrawn: _withdrew,
    facts.HelpOffered: _offered,
    facts.OfferAccepted: _accepted,
    facts.OfferRejected: _rejected,
    facts.HalfCompleted: _half,
    facts.MatchCompleted: _completed,
    facts.FeedbackGiven: _judged,
    facts.DibsCalled: _called_dibs,
    facts.DibsAccepted: _took_dibs,
    facts.DibsDeclined: _declined_dibs,
    facts.HelperProposed: _proposed,
    facts.ProposalAccepted: _agreed,
    facts.ProposalRejected: _disagreed,
    facts.ConversationOpened: _opened,
    facts.MessageSent: _wrote,
    facts.ExchangeRated: _starred,
    facts.StandingSeen: _saw,
    **GOVERNING,
    **TRADES,
}
