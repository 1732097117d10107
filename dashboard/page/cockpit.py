"""What the page acts on: the studio, the settings of the next run, and the map.

`COCKPITS` holds the one that the server of this process shows: Solara calls the page without
arguments.
"""

from typing import Any

from msgspec.json import encode

from dashboard.page import views
from dashboard.page.draft import Draft, Resolve
from dashboard.page.studio import Studio
from dashboard.page.town_map import TownMap
from dashboard.protocol import Begin, Look
from scenarios import ScenariosError


class Cockpit:
    """One run with its controls; without `resolve` a stored run, whose settings are past."""

    def __init__(self, studio: Studio, resolve: Resolve | None) -> None:
        self.studio = studio
        self.draft = Draft(resolve) if resolve is not None else None
        self.problem = ""
        self.settings = ""
        """The form of the settings, as its component takes it."""
        self._yaml = ""
        self._map = TownMap()
        self._placed: tuple[int, list[dict[str, Any]]] = (0, [])
        self._check()

    def circles(self) -> list[dict[str, Any]]:
        """The communities of the latest scene on the map; a scene is placed once."""
        scene = self.studio.scene
        if scene is not None and scene.number != self._placed[0]:
            self._placed = (scene.number, self._map.place(scene.towns))
        return self._placed[1]

    def look(self, at: Look) -> None:
        """Show somebody's history."""
        self.studio.tell(at)

    def change(self, key: str, value: float) -> None:
        """Change a setting of the next run."""
        if self.draft is not None:
            self.draft.change(key, value)
            self._check()

    def forget(self) -> None:
        """All settings as in the scenario."""
        if self.draft is not None:
            self.draft.forget()
            self._check()

    def again(self) -> None:
        """Begin anew with the settings as they stand; what does not fit together is said."""
        if self.draft is None:
            return
        self._check()
        if not self.problem:
            self._map.clear()
            self.studio.clear()
            self.studio.tell(Begin(self.draft.resolved().scenario))

    def _check(self) -> None:
        """Try the settings: they make a scenario, or a sentence says why not."""
        self.problem = ""
        if self.draft is None:
            return
        try:
            self._yaml = self.draft.resolved().to_yaml()
        except ScenariosError as error:
            self.problem = str(error)
        self.settings = encoded(views.form(self.draft, self.problem, self._yaml))
        self.studio.announce()


def encoded(shown: object) -> str:
    """What a component shows, as it takes it."""
    return encode(shown).decode()


COCKPITS: list[Cockpit] = []
