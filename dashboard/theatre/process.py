"""The theatre: a process of its own that plays a run and tells the page's process how it stands.

1. an order, if one has come                      protocol.py
2. as much virtual time as the speed asks for, a twentieth of a second at most
3. a scene every 250 ms, frames every second, while there is something new

It ends when it is told to, or when the pipe closes, so that it never outlives the page's process.
"""

import signal
import sys
import traceback
from collections import deque
from collections.abc import Callable
from contextlib import suppress
from functools import partial
from multiprocessing.connection import Connection
from time import perf_counter

from dashboard.protocol import (
    FRAMES_EVERY_S,
    SCENE_EVERY_S,
    Begin,
    Frames,
    Leave,
    Look,
    Order,
    Pause,
    Play,
    Scene,
    Seek,
    Speed,
    Step,
    Story,
    Trouble,
    Verdict,
    Wanted,
)
from dashboard.theatre.stage import Stage
from dashboard.theatre.stories import story_of
from model.memory import few_collections
from model.warnings import in_words

type Opening = Begin | str
"""A scenario to play, or the folder of a stored run."""

TURN_S = 0.05
"""Real seconds of playing between two looks at the orders."""
CHUNK_HOURS = 0.05
"""Virtual time between two looks at the clock: a few milliseconds with 500 people."""
REST_S = 0.02
IDLE_S = 0.25
DEFAULT_SPEED = 6.0
RATE_OVER_S = 3.0
"""The measured rate is that of so many last seconds."""


class Theatre:
    """Plays a stage as it is told."""

    def __init__(self, connection: Connection, opened: Callable[[Opening], Stage]) -> None:
        self._connection = connection
        self._open = opened
        self._stage: Stage | None = None
        self._playing = False
        self._speed = DEFAULT_SPEED
        self._owed_hours = 0.0
        self._wanted: frozenset[str] = frozenset()
        self._look = Look("", "")
        self._last_s = perf_counter()
        self._scene_s = self._frames_s = 0.0
        self._new_scene = self._new_frames = True
        self._new_story = False
        self._scenes = 0
        self._past: deque[tuple[float, float]] = deque()

    def perform(self, opening: Opening) -> None:
        """Open, then obey, play and tell until the pipe closes."""
        try:
            with suppress(EOFError, OSError), few_collections():
                self._guarded(partial(self._begin, opening))
                while True:
                    order = self._connection.recv() if self._waited() else None
                    if isinstance(order, Leave):
                        return
                    self._guarded(partial(self._turn, order))
        finally:
            if self._stage is not None:
                self._stage.close()

    def _waited(self) -> bool:
        return self._connection.poll(self._patience_s())

    def _turn(self, order: Order | None) -> None:
        if order is not None:
            self._obey(order)
        self._play()
        self._tell()

    def _guarded(self, act: Callable[[], None]) -> None:
        try:
            act()
        except (EOFError, BrokenPipeError, ConnectionResetError):
            raise
        except Exception as error:
            self._fail(error)

    def _patience_s(self) -> float:
        if not self._playing:
            return IDLE_S
        return 0.0 if self._owed_hours > 0 else REST_S

    def _obey(self, order: Order) -> None:
        match order:
            case Begin():
                self._begin(order)
            case Play():
                self._start_playing()
            case Pause():
                self._playing = False
            case Speed(hours_per_second=speed):
                self._speed, self._owed_hours = speed, 0.0
            case Look():
                self._look, self._new_story = order, True
            case Wanted(frames=frames):
                self._wanted = frames
            case Step() | Seek():
                self._move(order)
        self._new_scene = self._new_frames = True
        self._scene_s = self._frames_s = 0.0

    def _move(self, order: Step | Seek) -> None:
        if self._stage is None:
            return
        if isinstance(order, Step):
            self._playing = False
            self._stage.advance(order.hours)
        else:
            self._stage.seek(order.hour)
        self._past.clear()
        self._changed()

    def _begin(self, opening: Opening) -> None:
        if self._stage is not None:
            self._stage.close()
        self._playing, self._look = False, Look("", "")
        self._past.clear()
        self._stage = self._open(opening)

    def _start_playing(self) -> None:
        if self._stage is not None and self._ended():
            self._stage.seek(0.0)  # a stored run is played once more
        self._playing = not self._ended()
        self._last_s, self._owed_hours = perf_counter(), 0.0
        self._past.clear()

    def _ended(self) -> bool:
        stage = self._stage
        return stage is None or (stage.hour >= stage.end_hour and not stage.growing)

    def _play(self) -> None:
        stage, now_s = self._stage, perf_counter()
        elapsed_s, self._last_s = min(now_s - self._last_s, 0.5), now_s
        if stage is None:
            return
        if stage.refresh():
            self._changed()
        if not self._playing:
            return
        # What the machine did not manage is not owed for ever: the rate shows that it is slower.
        self._owed_hours = min(self._owed_hours + self._speed * elapsed_s, self._speed * 0.5)
        while self._owed_hours > 0 and perf_counter() - now_s < TURN_S and not self._at_end(stage):
            chunk = min(self._owed_hours, CHUNK_HOURS)
            stage.advance(chunk)
            self._owed_hours -= chunk
            self._changed()
        if self._ended():
            self._playing = False
            self._scene_s = self._frames_s = 0.0
            self._changed()

    @staticmethod
    def _at_end(stage: Stage) -> bool:
        return stage.hour >= stage.end_hour

    def _changed(self) -> None:
        self._new_scene = self._new_frames = True
        self._new_story = self._new_story or bool(self._look.kind)

    def _tell(self) -> None:
        stage, now_s = self._stage, perf_counter()
        if stage is None:
            return
        if self._new_scene and now_s - self._scene_s >= SCENE_EVERY_S:
            self._scene_s, self._new_scene = now_s, False
            self._connection.send(self._scene(stage, now_s))
        if now_s - self._frames_s < FRAMES_EVERY_S:
            return
        self._frames_s = now_s
        if self._new_frames and self._wanted:
            self._new_frames = False
            self._connection.send(Frames(stage.hour, stage.frames(self._wanted)))
        if self._new_story:
            self._new_story = False
            self._connection.send(self._story(stage))

    def _story(self, stage: Stage) -> Story:
        return story_of(self._look, stage.chronicle, stage.hour)

    def _scene(self, stage: Stage, now_s: float) -> Scene:
        self._scenes += 1
        measures = stage.measures()
        return Scene(
            number=self._scenes,
            title=stage.title,
            hour=stage.hour,
            end_hour=stage.end_hour,
            date=stage.date().isoformat(timespec="minutes"),
            playing=self._playing,
            ended=self._ended(),
            growing=stage.growing,
            rate=self._rate(stage.hour, now_s),
            speed=self._speed,
            actions=sum(int(measures.get(f"actions_{how}") or 0) for how in _OUTCOMES),
            measures=measures,
            verdicts=_verdicts(stage) if self._ended() else [],
            towns=stage.chronicle.towns(stage.hour),
            feed=stage.chronicle.feed(stage.hour),
        )

    def _rate(self, hour: float, now_s: float) -> float:
        self._past.append((now_s, hour))
        while len(self._past) > 2 and self._past[0][0] < now_s - RATE_OVER_S:
            self._past.popleft()
        then_s, then_hour = self._past[0]
        seconds = now_s - then_s
        return (hour - then_hour) / seconds if seconds > 0 and self._playing else 0.0

    def _fail(self, error: Exception) -> None:
        """Say what happened and stop; another beginning may do better."""
        traceback.print_exception(error, file=sys.stderr)
        self._playing, self._wanted = False, frozenset()
        if self._stage is not None:
            self._stage.close()
        self._stage = None
        text = " ".join(f"{type(error).__name__}: {error}".split())
        self._connection.send(Trouble(f"The run failed on the way ({text}); start it again."))


def _verdicts(stage: Stage) -> list[Verdict]:
    return [
        Verdict(name, in_words(row["target"]), row["value"], bool(row["met"]))
        for name, row in stage.expected().items()
    ]


_OUTCOMES = ("done", "skipped", "refused", "failed")


def perform(connection: Connection, opening: Opening) -> None:
    """The process: play a scenario, or a stored run. Ctrl-C is for the other one to hear."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    Theatre(connection, opened).perform(opening)


def opened(opening: Opening) -> Stage:
    """The stage for a scenario or for a folder, which alone imports what it needs."""
    if isinstance(opening, Begin):
        from dashboard.theatre.simulated import SimulatedStage

        return SimulatedStage(opening.scenario)
    from dashboard.theatre.recorded import RecordedStage

    return RecordedStage(opening)
