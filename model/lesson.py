"""How those who keep count hear of facts: each says what it learns from which."""

from collections.abc import Callable, Iterator
from typing import Any, Protocol

from agents.facts import Fact

Lesson = Callable[[Any, str, int], None]
"""Takes a fact, the e-mail of who left it, and when in ms since the start."""

Lessons = Iterator[tuple[type[Fact], Lesson]]


class Learner(Protocol):
    """Keeps count of something."""

    def lessons(self) -> Lessons:
        """What is learnt from which fact."""
