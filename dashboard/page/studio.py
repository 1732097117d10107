"""The page's side of the theatre: starts its process, sends orders, and keeps the latest answers.

One run is on the stage, however many browser tabs look at it. Answers are taken by a thread;
whoever waits for news is woken by a counter that goes up.
"""

import multiprocessing
import signal
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from multiprocessing.connection import Connection
from threading import Condition, Lock, Thread, current_thread, main_thread
from types import MappingProxyType
from typing import Any

from dashboard.page.painter import Painted, Painter
from dashboard.protocol import Frames, Leave, Order, Scene, Story, Trouble, Wanted
from dashboard.theatre.process import Opening, perform

ENDED_WITHIN_S = 5.0
"""How long the process may take to end before it is made to."""
NO_STORY = Story("", "", "", {}, [])
GONE = Trouble(
    "The process that runs the model has ended unexpectedly; end the dashboard with Ctrl-C and "
    "start it again."
)


class Studio:
    """The run that the page shows."""

    def __init__(self, opening: Opening) -> None:
        context = multiprocessing.get_context("spawn")
        self._connection, theirs = context.Pipe()
        self._process = context.Process(target=perform, args=(theirs, opening), name="theatre")
        with _interrupts_ignored():
            self._process.start()
        theirs.close()  # so that the pipe breaks when the process ends
        self._changed, self._sending = Condition(), Lock()
        self._pictures: dict[object, frozenset[str]] = {}
        self._closing = False
        self.version = 0
        self.scene: Scene | None = None
        self.story: Story = NO_STORY
        self.trouble = ""
        self.painter = Painter(self.announce)
        self._reader = Thread(target=self._read, args=(self._connection,), daemon=True)
        self._reader.start()

    @property
    def process_id(self) -> int:
        """The theatre's process."""
        return int(self._process.pid or 0)

    @property
    def exit_code(self) -> int | None:
        """How the theatre's process ended; None while it goes on."""
        return self._process.exitcode

    @property
    def painted(self) -> Mapping[str, Painted]:
        """The latest pictures by name."""
        return MappingProxyType(self.painter.painted)

    def tell(self, order: Order) -> None:
        """Give an order; a theatre that has ended hears none, which the page says already."""
        try:
            with self._sending:  # browser tabs have threads of their own
                self._connection.send(order)
        except OSError:
            if not self._closing:
                self._take(GONE)

    def show(self, viewer: object, pictures: frozenset[str]) -> None:
        """One of the viewers looks at these pictures now; none when it has left."""
        if pictures:
            self._pictures[viewer] = pictures
        else:
            self._pictures.pop(viewer, None)
        everything = frozenset[str]().union(*self._pictures.values())
        self.painter.wanted = everything
        self.tell(Wanted(self.painter.tables_for(everything)))

    def news(self, since: int, timeout_s: float) -> int:
        """Wait until there is something newer than `since`; the number of what is there."""
        with self._changed:
            self._changed.wait_for(lambda: self.version != since, timeout_s)
            return self.version

    def clear(self) -> None:
        """Another run begins: what is shown of the old one is over."""
        self.story, self.trouble = NO_STORY, ""
        self.painter.clear()

    def close(self) -> None:
        """End the theatre, and the threads here with it."""
        self._closing = True
        self.tell(Leave())
        self._process.join(ENDED_WITHIN_S)
        if self._process.is_alive():
            self._process.terminate()
            self._process.join(ENDED_WITHIN_S)
        self._reader.join(ENDED_WITHIN_S)
        self._connection.close()
        self.painter.close()

    def _read(self, connection: Connection) -> None:
        try:
            while True:
                self._take(connection.recv())
        except (EOFError, OSError):  # the other side has ended
            if not self._closing:
                self._take(GONE)

    def _take(self, answer: Any) -> None:
        match answer:
            case Scene():
                self.scene = answer
            case Story():
                self.story = answer
            case Trouble(sentence=sentence):
                self.trouble = sentence
            case Frames():
                self.painter.paint(answer)
                return
        self.announce()

    def announce(self) -> None:
        """Wake whoever waits for news."""
        with self._changed:
            self.version += 1
            self._changed.notify_all()


@contextmanager
def _interrupts_ignored() -> Iterator[None]:
    """A process that starts meanwhile never hears Ctrl-C, not even while it imports."""
    if current_thread() is not main_thread():  # where signals cannot be set
        yield
        return
    before = signal.signal(signal.SIGINT, signal.SIG_IGN)
    try:
        yield
    finally:
        signal.signal(signal.SIGINT, before)
