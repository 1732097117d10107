"""The declaration of an action: name, coroutine, settings, and what makes it an obligation."""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from inspect import getdoc, getmodule
from typing import Any

from adapters.entities import Standing
from adapters.port import Karmyq
from agents.me import Me
from agents.outcome import Outcome

Perform = Callable[[Me, Karmyq, Any], Awaitable[Outcome]]
Waits = Callable[[Standing], bool]


@dataclass(frozen=True, slots=True)
class Action:
    """One thing that people can do on karmyq.

    `perform` is the coroutine, `settings` the frozen dataclass of its numbers (each can be set per
    scenario), `waits` says from a member's standing, whose counts it sees as 0 or 1, whether an
    answer is due: then it becomes an obligation, whose weight is the largest of any profile, or
    `due_weight` where no profile has one (ours: large enough that what others began comes to an
    end). `chooseable` is False for what only the growth engine starts.
    """

    name: str
    perform: Perform
    settings: type
    waits: Waits | None = None
    due_weight: float = 0.25
    chooseable: bool = True

    @property
    def card(self) -> str:
        """Who does it, when, calls, chances, takes, leaves and outcomes, as its file says."""
        return getdoc(getmodule(self.perform)) or ""

    @property
    def summary(self) -> str:
        """The first sentence of the card."""
        return self.card.split("\n", 1)[0]
