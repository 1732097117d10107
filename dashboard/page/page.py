"""The page: one set of components per browser tab, all of them looking at the same run.

A thread per tab waits for news of the studio and sets the tab's state; the components draw it.
"""

from collections.abc import Callable
from functools import cache
from math import inf
from pathlib import Path
from threading import Event

import solara

from dashboard.page import views
from dashboard.page.cockpit import COCKPITS, Cockpit, encoded
from dashboard.page.parts import Deck, Feed, History, Pictures, Settings, Towns
from dashboard.page.subjects import TABS
from dashboard.page.town_map import HEIGHT, WIDTH
from dashboard.protocol import Look, Pause, Play, Scene, Seek, Speed, Step
from model.crowding import SPLIT_MEMBERS
from reports.colours import DARK, LIGHT

PARTS = Path(__file__).parent / "components"
FIGURES = "Figures"
PATIENCE_S = 0.5
"""How long a tab waits for news before it looks whether it is still open."""


@solara.component  # type: ignore[untyped-decorator]  # Solara has no types that hold
def Page() -> None:
    """The whole page."""
    cockpit = COCKPITS[-1]
    _version, set_version = solara.use_state(0)
    tab, set_tab = solara.use_state(next(iter(TABS)))
    viewer = solara.use_memo(object, [])

    def watch(closed: Event) -> None:
        seen = -1
        while not closed.is_set():
            news = cockpit.studio.news(seen, PATIENCE_S)
            if news != seen:
                seen = news
                set_version(news)

    def look_at_pictures() -> Callable[[], None]:
        cockpit.studio.show(viewer, frozenset(TABS.get(tab, ())))
        return lambda: cockpit.studio.show(viewer, frozenset())

    # Solara can stop a thread anywhere, by tracing each of its lines; ours looks for itself.
    solara.use_thread(watch, dependencies=[], intrusive_cancel=False)
    solara.use_effect(look_at_pictures, [tab])
    solara.Title("karmyq-simulation")
    solara.Style(_style())
    with solara.Div(classes=["kq"]):
        _shown(cockpit, tab, set_tab)


@cache
def _style() -> str:
    """The style of the page, with the colours of the pictures as names, by day and by night."""
    light, dark = (
        " ".join(f"--{name}: {code};" for name, code in theme.hexes().items())
        for theme in (LIGHT, DARK)
    )
    names = f":root {{ {light} }}\n@media (prefers-color-scheme: dark) {{ :root {{ {dark} }} }}\n"
    return names + (PARTS / "page.css").read_text(encoding="utf-8")


def _shown(cockpit: Cockpit, tab: str, set_tab: Callable[[str], None]) -> None:
    studio, scene = cockpit.studio, cockpit.studio.scene
    tell = studio.tell
    if studio.trouble:
        solara.Div(classes=["kq-trouble"], children=[studio.trouble])
    if scene is None:
        solara.Div(classes=["kq-card"], children=["Opening…"])
        return

    def look(at: dict[str, str]) -> None:
        cockpit.look(Look(at["kind"], at["key"]))

    Deck(
        given=encoded(views.deck(scene, replay=cockpit.draft is None)),
        event_play=lambda *_: tell(Play()),
        event_pause=lambda *_: tell(Pause()),
        event_step=lambda hours: tell(Step(hours)),
        event_speed=lambda hours: tell(Speed(inf if hours >= views.FASTEST else hours)),
        event_seek=lambda hour: tell(Seek(hour)),
    )
    with solara.Div(classes=["kq-grid", *(["kq-replay"] if cockpit.draft is None else [])]):
        if cockpit.draft is not None:
            _settings(cockpit)
        with solara.Div(classes=["kq-column"]):
            Towns(
                given=encoded(cockpit.circles()),
                chosen=studio.story.key if studio.story.kind == "community" else "",
                width=WIDTH,
                height=HEIGHT,
                threshold=SPLIT_MEMBERS,
                event_look=look,
            )
            History(given=encoded(views.story(studio.story)), event_look=look)
            Feed(given=encoded(views.lines(scene.feed)), event_look=look)
        _pictures(cockpit, scene, tab, set_tab)


def _pictures(cockpit: Cockpit, scene: Scene, tab: str, set_tab: Callable[[str], None]) -> None:
    shown = {
        "pictures": views.pictures(TABS.get(tab, ()), cockpit.studio.painted),
        "figures": views.figures(scene) if tab == FIGURES else [],
    }
    Pictures(
        tabs=[*TABS, FIGURES],
        tab=tab,
        given=encoded(shown),
        date=views.date_said(scene.date) if tab == FIGURES else "",
        event_choose=set_tab,
    )


def _settings(cockpit: Cockpit) -> None:
    Settings(
        given=cockpit.settings,
        event_change=lambda given: cockpit.change(given["key"], given["value"]),
        event_again=lambda *_: cockpit.again(),
        event_forget=lambda *_: cockpit.forget(),
    )
