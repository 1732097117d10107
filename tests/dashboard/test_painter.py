"""The pictures of the page, from the first moment on."""

from collections.abc import Mapping
from threading import Event
from typing import Any

import pytest

from dashboard.page.painter import Painter, Subject, drawn
from dashboard.page.subjects import SUBJECTS, TABS
from dashboard.protocol import Frames
from dashboard.theatre.simulated import SimulatedStage
from reports.canvas import Picture
from tests.dashboard.stages import quiet_day

MOMENTS = (0.0, 24.0)
PATIENCE_S = 60


@pytest.fixture(scope="module")
def frames() -> list[Frames]:
    """All tables at the beginning and at the end of a day."""
    stage, found = SimulatedStage(quiet_day()), []
    tables = frozenset[str]().union(*(subject.tables for subject in SUBJECTS.values()))
    for hour in MOMENTS:
        stage.seek(hour)
        found.append(Frames(hour, stage.frames(tables)))
    return found


def test_every_picture_has_its_tab() -> None:
    assert {name for names in TABS.values() for name in names} == set(SUBJECTS)


@pytest.mark.parametrize("name", SUBJECTS)
def test_every_picture_can_be_drawn_at_any_moment(name: str, frames: list[Frames]) -> None:
    for moment in frames:
        picture = drawn(name, SUBJECTS[name], moment)

        assert picture.svg.startswith("<svg "), picture.alt
        assert picture.hour == moment.hour


def test_a_picture_that_fails_says_so_in_its_place(capsys: pytest.CaptureFixture[str]) -> None:
    def fails(_tables: Mapping[str, Any], _hour: float) -> Picture:
        raise ValueError("nothing to see")

    picture = drawn("broken", Subject(frozenset(), fails), Frames(1.0, {}))

    assert picture.alt == "This picture could not be drawn (ValueError: nothing to see)."
    assert "nothing to see" in capsys.readouterr().err


def test_only_what_is_looked_at_is_drawn(frames: list[Frames]) -> None:
    news = Event()
    painter = Painter(news.set)
    painter.wanted = frozenset({"funnel"})

    painter.paint(frames[1])

    assert news.wait(PATIENCE_S)
    painter.close()
    assert painter.painted.keys() == {"funnel"}
