"""A city: the people, communities and requests that a simulated karmyq is filled with.

Each city is a folder below `scenarios/content/` with `people.yaml`, `communities.yaml`,
`requests.yaml`, `messages.yaml`, `providers.yaml` and `activities.yaml`; another city is another
folder.
"""

from collections import Counter
from collections.abc import Iterable
from functools import cache
from pathlib import Path
from typing import Annotated, Self

from pydantic import AfterValidator, Field, model_validator
from pydantic_core import PydanticCustomError

from scenarios.activity_templates import ActivityContent
from scenarios.content_file import nearest, read_content
from scenarios.errors import ContentError
from scenarios.feedback_words import FeedbackWords
from scenarios.messages import Messages
from scenarios.provider_templates import ProviderContent
from scenarios.request_words import REQUEST_TYPES, CommunityType, RequestType
from scenarios.strict import Content, Several
from scenarios.templates import (
    BorrowTemplate,
    EventTemplate,
    GenericTemplate,
    RequestTemplate,
    RideTemplate,
    ServiceTemplate,
)

CONTENT = Path(__file__).parent / "content"
_ALL_PER_CENT = 100


def _refuse_repeats(words: Iterable[str]) -> None:
    """Refuse two words that karmyq would take for one: case and outer blanks do not count."""
    word, times = Counter(word.strip().casefold() for word in words).most_common(1)[0]
    if times > 1:
        context = {"word": word, "times": times}
        raise PydanticCustomError("repeated", '"{word}" is listed {times} times', context)


def _names_differ(names: tuple[str, ...]) -> tuple[str, ...]:
    _refuse_repeats(names)
    return names


# Plain letters only: names become part of e-mail addresses.
Name = Annotated[str, Field(pattern=r"^[A-Z][A-Za-z]+$")]
Names = Annotated[Several[Name], AfterValidator(_names_differ)]


class Founder(Content):
    """One of the people who are there before anybody else."""

    first: Name
    last: Name


def _founders_differ(founders: tuple[Founder, ...]) -> tuple[Founder, ...]:
    _refuse_repeats(f"{founder.first} {founder.last}" for founder in founders)
    return founders


def _types_differ(types: tuple[RequestType, ...]) -> tuple[RequestType, ...]:
    _refuse_repeats(types)
    return types


class CommunityTemplate(Content):
    """A community somebody may found, and the types of request that fit into it."""

    name: str = Field(min_length=3, max_length=255)
    description: str = Field(min_length=1)
    location: str = Field(min_length=1, max_length=255)
    category: str = Field(min_length=1, max_length=100)
    community_type: CommunityType
    welcomes: Annotated[Several[RequestType], AfterValidator(_types_differ)]


def _communities_differ(
    communities: tuple[CommunityTemplate, ...],
) -> tuple[CommunityTemplate, ...]:
    # karmyq knows a community by its name and location; a second one would join the first.
    _refuse_repeats(f"{community.name}, {community.location}" for community in communities)
    return communities


Founders = Annotated[Several[Founder], AfterValidator(_founders_differ)]
Communities = Annotated[Several[CommunityTemplate], AfterValidator(_communities_differ)]
Share = Annotated[int, Field(ge=0, le=_ALL_PER_CENT)]


class RequestShares(Content):
    """How many of a hundred requests are of each type."""

    generic: Share
    ride: Share
    borrow: Share
    service: Share
    event: Share

    @model_validator(mode="after")
    def _add_up(self) -> Self:
        total = sum(share for _, share in self.items())
        if total != _ALL_PER_CENT:
            context = {"total": total}
            raise PydanticCustomError("shares", "shares of {total} per cent must be 100", context)
        return self

    def items(self) -> tuple[tuple[RequestType, int], ...]:
        """Each type with its share in per cent, in the order of `REQUEST_TYPES`."""
        return tuple((kind, getattr(self, kind)) for kind in REQUEST_TYPES)


class RequestTemplates(Content):
    """The request templates of a city by type."""

    generic: Several[GenericTemplate]
    ride: Several[RideTemplate]
    borrow: Several[BorrowTemplate]
    service: Several[ServiceTemplate]
    event: Several[EventTemplate]

    def of(self, request_type: RequestType) -> tuple[RequestTemplate, ...]:
        """The templates of one type, in the order of the file."""
        templates: tuple[RequestTemplate, ...] = getattr(self, request_type)
        return templates


class City(Content):
    """All content of one city; shares are in per cent."""

    name: str
    first_names: Names
    last_names: Names
    founders: Founders
    communities: Communities
    request_shares: RequestShares
    requests: RequestTemplates
    messages: Messages
    feedback: FeedbackWords
    providers: ProviderContent
    activities: ActivityContent


class _PeopleFile(Content):
    first_names: Names
    last_names: Names
    founders: Founders


class _CommunitiesFile(Content):
    communities: Communities


class _RequestsFile(Content):
    shares: RequestShares
    templates: RequestTemplates


def load_city(name: str = "portland", root: Path | None = None) -> City:
    """Read and check a city's folder below `root`, by default the content that ships with us.

    A shipped city is read once and then shared; it cannot be changed. What is wrong with a file
    is a ContentError: where, what was found, what is allowed.
    """
    return _shipped(name) if root is None else _read(name, root)


@cache
def _shipped(name: str) -> City:
    return _read(name, CONTENT)


def _read(name: str, root: Path) -> City:
    cities = sorted(folder.name for folder in root.glob("*") if folder.is_dir())
    if name not in cities:
        known = ", ".join(cities) or "none"
        raise ContentError(
            f'{root.name}: found no city called "{name}", there are {known}{nearest(name, cities)}'
        )
    called = f"{root.name}/{name}"
    folder = root / name
    people = read_content(folder / "people.yaml", f"{called}/people.yaml", _PeopleFile)
    places = read_content(
        folder / "communities.yaml", f"{called}/communities.yaml", _CommunitiesFile
    )
    requests = read_content(folder / "requests.yaml", f"{called}/requests.yaml", _RequestsFile)
    messages = read_content(folder / "messages.yaml", f"{called}/messages.yaml", Messages)
    providers = read_content(folder / "providers.yaml", f"{called}/providers.yaml", ProviderContent)
    activities = read_content(
        folder / "activities.yaml", f"{called}/activities.yaml", ActivityContent
    )
    feedback = read_content(folder / "feedback.yaml", f"{called}/feedback.yaml", FeedbackWords)
    return City(
        name=name,
        first_names=people.first_names,
        last_names=people.last_names,
        founders=people.founders,
        communities=places.communities,
        request_shares=requests.shares,
        requests=requests.templates,
        providers=providers,
        activities=activities,
        messages=messages,
        feedback=feedback,
    )
