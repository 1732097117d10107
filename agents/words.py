"""What members say: names, communities and requests of one city, drawn from its content."""

from collections.abc import Collection
from datetime import UTC, datetime, tzinfo
from typing import Literal, NamedTuple

from adapters.entities import RequestDraft, RequestType
from agents.draw import Draw
from agents.words_feedback import Verdict, verdict
from agents.words_services import ServiceWords
from scenarios.city import City, CommunityTemplate
from scenarios.feedback_words import FeedbackWords
from scenarios.fill import fill_request

Stage = Literal[
    "first_contact", "helper_arranging", "requester_arranging", "requester_thanks", "helper_thanks"
]
"""Where two people stand with each other, and which of them writes."""

EMAIL_NUMBER = (1000, 9999)
"""The digits behind first.last in an e-mail address (the old simulator's)."""


class Person(NamedTuple):
    """Somebody who may register."""

    name: str
    email: str


class Words:
    """Draws from the content of a city; which stream is used is the caller's choice.

    `zone` is where the city's clocks are: dates with an hour of the day are local to it.
    """

    def __init__(self, city: City, email_domain: str, zone: tzinfo = UTC) -> None:
        self._city = city
        self._domain = email_domain
        self.services = ServiceWords(city.providers, city.activities, zone)
        self._templates = {place.name: place for place in city.communities}

    def founders(self) -> list[Person]:
        """The people who start communities, in the content's order."""
        return [
            Person(f"{one.first} {one.last}", f"{one.first}.{one.last}@{self._domain}".lower())
            for one in self._city.founders
        ]

    def newcomer(self, content: Draw) -> Person:
        """A made-up person: first.last, four digits, the domain of simulated people."""
        first = content.pick(self._city.first_names)
        last = content.pick(self._city.last_names)
        return Person(f"{first} {last}", self._address(content, first, last))

    def other_address(self, content: Draw, person: Person) -> Person:
        """The same person with other digits: the first address was taken."""
        first, last = person.name.split(" ", 1)
        return Person(person.name, self._address(content, first, last))

    def _address(self, content: Draw, first: str, last: str) -> str:
        number = content.whole(*EMAIL_NUMBER)
        return f"{first}.{last}{number}@{self._domain}".lower()

    def communities(self, first: int, count: int | None) -> list[CommunityTemplate]:
        """Some of the city's communities in the content's order, or all from a place in it on."""
        return list(self._city.communities[first : None if count is None else first + count])

    def community(self, content: Draw, taken: Collection[str]) -> CommunityTemplate | None:
        """A community to found whose name is not taken; None when all are."""
        free = [place for place in self._city.communities if place.name not in taken]
        return content.pick(free) if free else None

    def request(
        self, content: Draw, community_id: str, community_name: str, now: datetime
    ) -> RequestDraft:
        """A request that fits a community: of a type it welcomes, by the content's shares."""
        kind = self._request_type(content, community_name)
        template = content.pick(self._city.requests.of(kind))
        filled = fill_request(template, content.source, now)
        return RequestDraft(
            community_id=community_id,
            request_type=filled.request_type,
            title=filled.title,
            description=filled.description,
            urgency=filled.urgency,
            payload=filled.payload or None,
        )

    def message(self, content: Draw, stage: Stage, name: str, title: str = "") -> str:
        """Something to write to somebody of this name; a first contact may name the title."""
        phrases: tuple[str, ...] = getattr(self._city.messages, stage)
        first_name = name.split(" ", 1)[0]
        return content.pick(phrases).replace("{name}", first_name).replace("{title}", title)

    @property
    def feedback(self) -> FeedbackWords:
        """What this city says of how help went."""
        return self._city.feedback

    def verdict(self, content: Draw, *, of_requester: bool) -> Verdict:
        """What somebody says of the other side of a match: three scores and a comment."""
        return verdict(content, self._city.feedback, of_requester=of_requester)

    def _request_type(self, content: Draw, community_name: str) -> RequestType:
        place = self._templates.get(community_name)
        shares = self._city.request_shares.items()
        welcome = [
            (kind, share) for kind, share in shares if place is None or kind in place.welcomes
        ]
        return content.weighted(welcome)
