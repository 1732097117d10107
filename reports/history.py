"""What has happened in a run, from its facts alone: one pass over the log, told to each chapter.

1. requests     requests, the offers on them, and who helped whom
2. places       people, communities, their sizes after each change
3. governing    nominations, splits, fusions, votes
4. services     providers, collectives, activities

Facts mean the same in dry-run and live; so do the frames that come of them. A chapter counts as the
ledger of a run counts, so that its numbers are those of the summary.
"""

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from typing import Any, NamedTuple, Protocol, Union

from msgspec.json import Decoder

from agents import facts
from model.clock import MS_PER_HOUR

_KINDS = tuple(getattr(facts, name) for name in facts.__all__ if name != "Fact")
_FACTS: Decoder[Any] = Decoder(tuple[Union[_KINDS], ...])  # type: ignore[valid-type]  # noqa: UP007


class Moment(NamedTuple):
    """When something happened, in hours since the start, and who did it."""

    hour: float
    member: str
    profile: str


type Lesson = Callable[[Any, Moment], None]
type Lessons = Iterator[tuple[type[facts.Fact], Lesson]]


class Chapter(Protocol):
    """Learns some kinds of facts."""

    def lessons(self) -> Lessons:
        """What is learnt from which fact."""


def tell(rows: Iterable[tuple[int, str, str, str]], chapters: Iterable[Chapter]) -> None:
    """Go through the log once: time in ms, member, profile and facts as JSON."""
    lessons: defaultdict[type[facts.Fact], list[Lesson]] = defaultdict(list)
    for chapter in chapters:
        for kind, lesson in chapter.lessons():
            lessons[kind].append(lesson)
    for time_ms, member, profile, text in rows:
        moment = Moment(time_ms / MS_PER_HOUR, member, profile)
        for fact in _FACTS.decode(text):
            for lesson in lessons.get(type(fact), ()):
                lesson(fact, moment)
