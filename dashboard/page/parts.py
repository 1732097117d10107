"""The page's components: what each is given, and what it tells when somebody clicks.

Each is a file of `components/`, which Vue makes a part of the page of; here are their signatures.
An argument `event_look` is called as `look(...)` there. What is shown comes as one text of JSON:
Solara looks through every list and mapping that it is given, at each change of anything.
"""

from collections.abc import Callable
from typing import Any

import solara


def _part[**P](name: str) -> Callable[[Callable[P, None]], Callable[P, Any]]:
    """The component of a file; nothing of Vuetify's look comes along."""
    made: Callable[[Callable[P, None]], Callable[P, Any]]
    made = solara.component_vue(f"components/{name}.vue", vuetify=False)
    return made


@_part("deck")
def Deck(
    given: str,
    event_play: Callable[..., None],
    event_pause: Callable[..., None],
    event_step: Callable[[float], None],
    event_speed: Callable[[float], None],
    event_seek: Callable[[float], None],
) -> None:
    """Date, controls and figures."""


@_part("town")
def Towns(
    given: str,
    chosen: str,
    width: float,
    height: float,
    threshold: int,
    event_look: Callable[[dict[str, str]], None],
) -> None:
    """The map of communities."""


@_part("feed")
def Feed(given: str, event_look: Callable[[dict[str, str]], None]) -> None:
    """What just happened."""


@_part("story")
def History(given: str, event_look: Callable[[dict[str, str]], None]) -> None:
    """The history of a member or a community."""


@_part("pictures")
def Pictures(
    tabs: list[str],
    tab: str,
    given: str,
    date: str,
    event_choose: Callable[[str], None],
) -> None:
    """The pictures of the chosen tab, or all figures."""


@_part("settings")
def Settings(
    given: str,
    event_change: Callable[[dict[str, Any]], None],
    event_again: Callable[..., None],
    event_forget: Callable[..., None],
) -> None:
    """The settings of the next run."""
