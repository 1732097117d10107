"""Who is who: the names behind the identifiers of the log, for those who tell what happened.

A dry run's platform knows them all. A live run's log holds no names, so people are called by their
e-mail there, and communities are numbered in the order of their founding.
"""

from collections.abc import Callable
from dataclasses import dataclass, field

from agents import facts
from model.event import Event
from reports.names import name_from

SOMEBODY = "somebody"
_NAMING = ("community_id", "child_a_id", "child_b_id", "merged_id")
"""Fields of facts that name a community."""

type LookUp = Callable[[str], str | None]


def unknown(_identifier: str) -> str | None:
    """Nobody knows the name."""
    return None


@dataclass(frozen=True, slots=True)
class Register:
    """Names by identifier: people by e-mail, communities and requests by id."""

    person: LookUp = unknown
    community: LookUp = unknown
    title: LookUp = unknown
    place: LookUp = unknown
    """A request's first community."""


@dataclass(slots=True)
class Asked:
    """A request: who posted it, and of which type it is."""

    requester: str
    request_type: str


@dataclass(slots=True)
class Known:
    """What the log has told so far about people, requests and matches, with their names."""

    register: Register = field(default_factory=Register)
    requests: dict[str, Asked] = field(default_factory=dict)
    helpers: dict[str, str] = field(default_factory=dict)
    """Match, or for a dibs request, to who helps."""
    of_match: dict[str, str] = field(default_factory=dict)
    """Match to the request that it is about."""
    emails: dict[str, str] = field(default_factory=dict)
    """The platform's id of a person to the e-mail."""
    communities: dict[str, int] = field(default_factory=dict)
    """Communities in the order in which the log names them."""
    fused: dict[str, tuple[str, str]] = field(default_factory=dict)

    def hear(self, event: Event) -> None:
        """Take the facts of an event in, before they are told."""
        for fact in event.facts:
            self._learn(fact, event.member)

    def _learn(self, fact: facts.Fact, who: str) -> None:
        match_id, request_id = getattr(fact, "match_id", ""), getattr(fact, "request_id", "")
        if match_id and request_id:
            self.of_match[match_id] = request_id
        match fact:
            case facts.MemberRegistered(user_id=user):
                self.emails[user] = who
            case facts.RequestCreated(request_id=request, request_type=kind):
                self.requests[request] = Asked(who, kind)
            case facts.HelpOffered(match_id=helps) | facts.ProposalAccepted(match_id=helps):
                self.helpers[helps] = who
            case facts.DibsAccepted(request_id=helps):
                self.helpers[helps] = who
            case _:
                self._learn_of_communities(fact)

    def _learn_of_communities(self, fact: facts.Fact) -> None:
        if isinstance(fact, facts.FusionProposed):
            self.fused[fact.fusion_id] = (fact.community_a_id, fact.community_b_id)
        for name in _NAMING:
            community = getattr(fact, name, "")
            if community:
                self.communities.setdefault(community, len(self.communities) + 1)

    def person(self, email: str | None) -> str:
        """A person's full name."""
        if not email:
            return SOMEBODY
        return self.register.person(email) or name_from(email)

    def first_name(self, email: str | None) -> str:
        """A person's first name, as neighbours call each other."""
        return self.person(email).partition(" ")[0]

    def called(self, email: str | None, by: str) -> str:
        """What somebody calls another: the first name, unless it is the own one as well."""
        first = self.first_name(email)
        return self.person(email) if first == self.first_name(by) else first

    def community(self, identifier: str) -> str:
        """A community's name."""
        number = self.communities.get(identifier)
        unnamed = f"Community {number}" if number else "a community"
        return self.register.community(identifier) or unnamed

    def title(self, request_id: str) -> str:
        """A request's title in quotation marks, or nothing where it is not known."""
        title = self.register.title(request_id)
        return f"“{title}”" if title else ""

    def requester(self, request_id: str) -> str | None:
        """The e-mail of who posted a request; None for one from before the run."""
        asked = self.requests.get(request_id)
        return asked.requester if asked else None

    def other_side(self, match_id: str, who: str) -> str | None:
        """The e-mail of the one of the two sides of a match who is not `who`."""
        request_id = self.of_match.get(match_id, "")
        requester, helper = self.requester(request_id), self.helper(match_id, request_id)
        return helper if who == requester else requester

    def helper(self, match_id: str, request_id: str = "") -> str | None:
        """The e-mail of who helps."""
        return self.helpers.get(match_id) or self.helpers.get(request_id)
