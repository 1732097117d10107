"""Progress in a notebook: one line that is drawn anew, and is gone in the end."""

from typing import Any

import pytest
from IPython import display

from experiments import progress


class Place:
    """What a notebook shows below a cell, and all that it has shown there."""

    def __init__(self) -> None:
        self.shown: list[str] = []

    def update(self, data: dict[str, str], *, raw: bool) -> None:
        assert raw
        self.shown.append(data["text/plain"])


@pytest.fixture
def place(monkeypatch: pytest.MonkeyPatch) -> Place:
    """A notebook to show things in."""
    place = Place()

    def displayed(data: dict[str, str], **_options: Any) -> Place:
        place.update(data, raw=True)
        return place

    monkeypatch.setattr(display, "display", displayed)
    monkeypatch.setattr("rich.console._is_jupyter", lambda: True)
    return place


def test_it_is_drawn_anew_and_gone_in_the_end(
    place: Place, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(progress, "SECONDS_BETWEEN_PICTURES", 0.0)
    with progress.watched(4, quiet=False) as tell:
        tell(2, 1)

    assert place.shown == [
        "░" * 24 + "  0 of 4 replications",
        "█" * 12 + "░" * 12 + "  2 of 4 replications, 1 failed",
        "",
    ]


def test_it_is_gone_after_an_error_too(place: Place) -> None:
    with pytest.raises(ValueError, match="unlucky"), progress.watched(4, quiet=False):
        raise ValueError("unlucky")

    assert place.shown[-1] == ""


def test_it_is_not_drawn_more_often_than_anybody_can_see(place: Place) -> None:
    with progress.watched(1000, quiet=False) as tell:
        for over in range(1000):
            tell(over, 0)

    assert len(place.shown) < 10


def test_quiet_shows_nothing(place: Place) -> None:
    with progress.watched(4, quiet=True) as tell:
        tell(4, 0)

    assert place.shown == []
