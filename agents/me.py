"""What an action knows of the person who acts: itself, its draws, its words, and how to wait."""

from collections.abc import Awaitable
from datetime import datetime
from typing import Protocol

from adapters.entities import Account
from agents.draw import Draw
from agents.facts import Fact
from agents.words import Words
from scenarios.parts import Limits


class Me(Protocol):
    """The acting member, for the time of one action."""

    @property
    def account(self) -> Account:
        """The person's account; raises LookupError before registration."""

    @property
    def draw(self) -> Draw:
        """The stream of this person's decisions."""

    @property
    def content(self) -> Draw:
        """The stream from which texts, names and dates are drawn."""

    @property
    def words(self) -> Words:
        """What can be said in this city."""

    @property
    def limits(self) -> Limits:
        """What members keep to by themselves."""

    def now(self) -> datetime:
        """karmyq's time: dates that are sent count from it."""

    def knows(self, user_id: str) -> bool:
        """Whether this member may deal with that person; real people are left alone by default."""

    def think(self, low_s: float, high_s: float) -> Awaitable[None]:
        """Read, hesitate or type for some seconds, uniform between low and high.

        The time passes before the next call, or at the end of the action.
        """

    def leave(self, fact: Fact) -> None:
        """Keep what the platform has confirmed."""
