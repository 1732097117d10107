"""The page's components: what each is given, and what it tells when somebody clicks.

Each is a file of `components/`, which Vue makes a part of the page of; here are their signatures.
An argument `event_look` is called as `look(...)` there.
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
    deck: dict[str, Any],
    event_play: Callable[..., None],
    event_pause: Callable[..., None],
    event_step: Callable[[float], None],
    event_speed: Callable[[float], None],
    event_seek: Callable[[float], None],
) -> None:
    """Date, controls and figures."""


@_part("town")
def Towns(
    circles: list[dict[str, Any]],
    chosen: str,
    width: float,
    height: float,
    threshold: int,
    event_look: Callable[[dict[str, str]], None],
) -> None:
    """The map of communities."""


@_part("feed")
def Feed(lines: list[dict[str, Any]], event_look: Callable[[dict[str, str]], None]) -> None:
    """What just happened."""


@_part("story")
def History(story: dict[str, Any], event_look: Callable[[dict[str, str]], None]) -> None:
    """The history of a member or a community."""


@_part("pictures")
def Pictures(
    tabs: list[str],
    tab: str,
    pictures: list[dict[str, Any]],
    figures: list[dict[str, str]],
    date: str,
    event_choose: Callable[[str], None],
) -> None:
    """The pictures of the chosen tab."""


@_part("settings")
def Settings(
    groups: list[dict[str, Any]],
    state: dict[str, Any],
    yaml: str,
    event_change: Callable[[dict[str, Any]], None],
    event_again: Callable[..., None],
    event_forget: Callable[..., None],
) -> None:
    """The settings of the next run."""
