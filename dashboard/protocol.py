"""What the page's process and the theatre's process say to each other.

Orders (page to theatre)                     Answers (theatre to page)
Begin, Play, Pause, Step, Speed, Seek        Scene     every 250 ms while something moves
Look                                         Story     after a Look
Wanted, Leave                                Frames    once a second while pictures are wanted
                                             Trouble   what cannot be done, in one sentence

They are pickled through a pipe. The theatre ends when the pipe closes.
"""

from dataclasses import dataclass, field
from typing import Any

from scenarios import Scenario

SCENE_EVERY_S = 0.25
FRAMES_EVERY_S = 1.0


@dataclass(frozen=True, slots=True)
class Begin:
    """Play a scenario from its beginning, instead of what is on the stage."""

    scenario: Scenario


@dataclass(frozen=True, slots=True)
class Play:
    """Go on."""


@dataclass(frozen=True, slots=True)
class Pause:
    """Stop where it is."""


@dataclass(frozen=True, slots=True)
class Step:
    """Pause, and go on by some virtual hours."""

    hours: float


@dataclass(frozen=True, slots=True)
class Speed:
    """Virtual hours a second; infinite is as fast as the machine can."""

    hours_per_second: float


@dataclass(frozen=True, slots=True)
class Seek:
    """Show another moment of a stored run."""

    hour: float


@dataclass(frozen=True, slots=True)
class Look:
    """Tell the history of a `member` (by e-mail) or a `community` (by id); an empty kind: none."""

    kind: str
    key: str


@dataclass(frozen=True, slots=True)
class Wanted:
    """Which frames the visible pictures need."""

    frames: frozenset[str]


@dataclass(frozen=True, slots=True)
class Leave:
    """End the process."""


type Order = Leave | Begin | Play | Pause | Step | Speed | Seek | Look | Wanted


@dataclass(frozen=True, slots=True)
class Line:
    """One line of the feed or of a history; `number` tells lines apart."""

    number: int
    date: str
    member: str
    community: str
    text: str


@dataclass(frozen=True, slots=True)
class Town:
    """A community that stands: its members, and the communities that it came from."""

    id: str
    name: str
    members: int
    founded_hour: float
    parents: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Verdict:
    """What the scenario expected of a measure, in words, and whether it came so."""

    measure: str
    target: str
    value: float | int | None
    met: bool


@dataclass(frozen=True, slots=True)
class Scene:
    """How things stand at a moment; `rate` is virtual hours a second, as measured."""

    number: int
    title: str
    hour: float
    end_hour: float
    date: str
    playing: bool
    ended: bool
    growing: bool
    """Whether the end still moves: a stored run that is still being run."""
    rate: float
    speed: float
    actions: int
    measures: dict[str, Any] = field(default_factory=dict)
    verdicts: list[Verdict] = field(default_factory=list)
    """On the scenario's expectations, at the end."""
    towns: list[Town] = field(default_factory=list)
    feed: list[Line] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Story:
    """The history of a member or a community; `about` are its figures, by name."""

    kind: str
    key: str
    title: str
    about: dict[str, str]
    lines: list[Line]


@dataclass(frozen=True, slots=True)
class Frames:
    """Tables for the pictures, by the names of `reports.load`, cut at an hour."""

    hour: float
    tables: dict[str, Any]


@dataclass(frozen=True, slots=True)
class Trouble:
    """What went wrong, in one sentence."""

    sentence: str


type Answer = Scene | Story | Frames | Trouble
