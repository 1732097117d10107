"""What has happened on the stage, kept so that any moment of it can be looked at.

Everything is a list in the order of time, so that the state at an hour is found by bisection: a
replay can jump to any moment, and a simulation looks at its last one.
"""

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Callable
from datetime import datetime
from typing import Any

from msgspec.structs import replace

from agents import facts
from dashboard.protocol import Line, Town
from dashboard.words.feed import is_news, sentence
from dashboard.words.known import Known, Register
from model.clock import MS_PER_HOUR
from model.event import Event
from reports.history import Chapter, Moment
from reports.other_chapters import GoverningChapter, ServicesChapter
from reports.places_chapter import PlacesChapter
from reports.requests_chapter import RequestsChapter

FEED_LINES = 40
STORY_LINES = 60

type Lessons = defaultdict[type[facts.Fact], list[Callable[[Any, Moment], None]]]


class Series:
    """A number that changes: hours and values."""

    __slots__ = ("hours", "values")

    def __init__(self) -> None:
        self.hours: list[float] = []
        self.values: list[int] = []

    def at(self, hour: float) -> int:
        """The value at an hour; 0 before the first change."""
        place = bisect_right(self.hours, hour)
        return self.values[place - 1] if place else 0


class Chronicle:
    """Hears every event once, and tells what was news, who did what, and how large places were."""

    def __init__(self, register: Register, calendar: Callable[[float], datetime]) -> None:
        self.calendar = calendar
        """The local date of an hour."""
        self.known = Known(register)
        self.requests, self.places = RequestsChapter(), PlacesChapter()
        self.governing, self.services = GoverningChapter(), ServicesChapter()
        self.offered: list[tuple[float, str]] = []
        """Hours and requests of offers of help; `rated` the same of feedback."""
        self.rated: list[tuple[float, str]] = []
        self._times: list[int] = []
        self._news: list[Event] = []
        self._of_person: defaultdict[str, list[int]] = defaultdict(list)
        self._of_place: defaultdict[str, list[int]] = defaultdict(list)
        self._sizes: defaultdict[str, Series] = defaultdict(Series)
        self._sizes_read = 0
        self._lessons = self._learnt()

    def set_places(self, places: PlacesChapter) -> None:
        """Begin with communities that stood before, in place of none."""
        self.places = places
        self._lessons = self._learnt()

    def _learnt(self) -> Lessons:
        lessons: Lessons = defaultdict(list)
        chapters: tuple[Chapter, ...] = (
            self.requests,
            self.places,
            self.governing,
            self.services,
        )
        for chapter in chapters:
            for kind, lesson in chapter.lessons():
                lessons[kind].append(lesson)
        return lessons

    def hear(self, event: Event) -> None:
        """Take an event in; those without a fact are counted elsewhere and not kept."""
        if not event.facts:
            return
        self.known.hear(event)
        moment = Moment(event.time_ms / MS_PER_HOUR, event.member, event.profile)
        for fact in event.facts:
            for lesson in self._lessons.get(type(fact), ()):
                lesson(fact, moment)
            if isinstance(fact, facts.HelpOffered | facts.ProviderOfferMade):
                self.offered.append((moment.hour, fact.request_id))
            elif isinstance(fact, facts.FeedbackGiven):
                self.rated.append((moment.hour, fact.request_id))
        if is_news(event):
            self._keep(event)

    def _keep(self, event: Event) -> None:
        place = len(self._news)
        self._times.append(event.time_ms)
        self._news.append(without_calls(event))
        for person in {event.member, *self._others(event)}:
            self._of_person[person].append(place)
        for community in {c for fact in event.facts for c in communities_of(fact)}:
            self._of_place[community].append(place)

    def _others(self, event: Event) -> set[str]:
        """Whom an event is about beside its member."""
        found: set[str | None] = set()
        for fact in event.facts:
            request, match = getattr(fact, "request_id", ""), getattr(fact, "match_id", "")
            found.add(self.known.requester(request))
            found.add(self.known.helper(match, request))
            found.add(self.known.emails.get(getattr(fact, "user_id", "")))
        return {person for person in found if person and person != event.member}

    def feed(self, hour: float) -> list[Line]:
        """The latest news at an hour, the newest first."""
        end = bisect_right(self._times, round(hour * MS_PER_HOUR))
        return [self._line(place) for place in range(end - 1, max(-1, end - 1 - FEED_LINES), -1)]

    def story_of_person(self, email: str, hour: float) -> list[Line]:
        """What somebody did and met with until an hour, the newest first."""
        return self._story(self._of_person.get(email, []), hour)

    def story_of_place(self, community: str, hour: float) -> list[Line]:
        """What happened in a community until an hour, the newest first."""
        return self._story(self._of_place.get(community, []), hour)

    def _story(self, places: list[int], hour: float) -> list[Line]:
        end = bisect_right(places, bisect_right(self._times, round(hour * MS_PER_HOUR)) - 1)
        return [self._line(place) for place in reversed(places[max(0, end - STORY_LINES) : end])]

    def _line(self, place: int) -> Line:
        event = self._news[place]
        communities = [c for fact in event.facts for c in communities_of(fact)]
        return Line(
            number=place,
            date=self.calendar(event.time_ms / MS_PER_HOUR).isoformat(timespec="minutes"),
            member=event.member,
            community=communities[0] if communities else "",
            text=sentence(event, self.known),
        )

    def towns(self, hour: float) -> list[Town]:
        """The communities that stand at an hour, by founding, each with where it came from."""
        self._read_sizes()
        found = []
        for identifier, row in self.places.communities.items():
            ended = row["ended_hour"]
            members = self._sizes[identifier].at(hour)
            if row["founded_hour"] <= hour and (ended is None or ended > hour) and members > 0:
                parents = tuple(str(row["parents"]).split())
                name = self.known.community(identifier)
                found.append(Town(identifier, name, members, row["founded_hour"], parents))
        return found

    def members_of(self, community: str, hour: float) -> int:
        """How many members a community has at an hour."""
        self._read_sizes()
        return self._sizes[community].at(hour) if community in self._sizes else 0

    def _read_sizes(self) -> None:
        for hour, community, members in self.places.sizes[self._sizes_read :]:
            series = self._sizes[community]
            series.hours.append(hour)
            series.values.append(members)
        self._sizes_read = len(self.places.sizes)


def without_calls(event: Event) -> Event:
    """An event for keeping: half of its memory are calls, which nobody tells."""
    return replace(event, calls=())


def communities_of(fact: facts.Fact) -> tuple[str, ...]:
    """The communities that a fact is about."""
    match fact:
        case facts.SplitExecuted():
            return (fact.community_id, fact.child_a_id, fact.child_b_id)
        case facts.FusionExecuted():
            return (fact.merged_id, fact.community_a_id, fact.community_b_id)
        case facts.FusionProposed():
            return (fact.community_a_id, fact.community_b_id)
    community = getattr(fact, "community_id", "")
    return (community,) if community else ()
