"""The colours of every picture: report, notebooks, dashboard and documents.

The series are the palette of Okabe and Ito ("Color Universal Design", 2008), which people with any
of the common kinds of colour blindness tell apart, without its yellow, which white paper swallows.
On dark paper the same hues are lighter. A thing keeps its colour from picture to picture: who asks
is vermilion, who helps green, what is completed blue.
"""

from collections.abc import Mapping
from dataclasses import dataclass, fields
from typing import Any


@dataclass(frozen=True, slots=True)
class Theme:
    """Colours as hex codes, no two alike; `paper` is what they stand on."""

    name: str
    paper: str
    ink: str
    quiet: str
    grid: str
    blue: str
    vermilion: str
    green: str
    purple: str
    orange: str
    sky: str
    brown: str
    mist: str

    @property
    def series(self) -> tuple[str, ...]:
        """Colours for things without a colour of their own, in their order of use."""
        hues = (self.blue, self.vermilion, self.green, self.purple, self.orange, self.sky)
        return (*hues, self.brown)

    @property
    def asked(self) -> str:
        """People who ask, requests that wait."""
        return self.vermilion

    @property
    def helped(self) -> str:
        """People who help, offers."""
        return self.green

    @property
    def completed(self) -> str:
        """What came to its end; the main line of a picture."""
        return self.blue

    def hexes(self) -> Mapping[str, str]:
        """Each colour's name to its hex code."""
        named = (field.name for field in fields(self) if field.name != "name")
        return {name: getattr(self, name) for name in named}


LIGHT = Theme(
    name="light",
    paper="#fffffe",
    ink="#22303c",
    quiet="#66727f",
    grid="#e3e7eb",
    blue="#0072b2",
    vermilion="#d55e00",
    green="#009e73",
    purple="#cc79a7",
    orange="#e69f00",
    sky="#56b4e9",
    brown="#8c6239",
    mist="#bcd6e6",
)
DARK = Theme(
    name="dark",
    paper="#161b21",
    ink="#e6ebf0",
    quiet="#9aa7b4",
    grid="#2d3640",
    blue="#58aeea",
    vermilion="#ff8442",
    green="#35c79a",
    purple="#e59cc6",
    orange="#f5b840",
    sky="#a3d8f7",
    brown="#c79a6b",
    mist="#405b6e",
)

OUTCOMES = {"done": "blue", "skipped": "mist", "refused": "vermilion", "failed": "purple"}
"""What became of an action, to the name of its colour."""

REQUEST_TYPES = {
    "generic": "blue",
    "ride": "vermilion",
    "service": "green",
    "event": "purple",
    "borrow": "orange",
}
"""karmyq's types of request, to the names of their colours."""


def of(theme: Theme, names: Mapping[str, str], key: str) -> str:
    """The colour of a thing that has one, or quiet grey."""
    return str(getattr(theme, names.get(key, "quiet")))


ON_COLOUR = "#ffffff"
"""Text on a strong colour, on light and dark paper."""


def fading(colour: str, *, least: float = 0.0, over: str | None = None) -> Any:
    """From nothing to a colour, as a matplotlib colour map: it suits light and dark paper alike.

    `least` is how strong the lowest values are; what is above the scale gets the colour `over`.
    """
    from matplotlib.colors import LinearSegmentedColormap, to_rgb

    red, green, blue = to_rgb(colour)
    ends = [(red, green, blue, least), (red, green, blue, 1.0)]
    colours = LinearSegmentedColormap.from_list(f"fading to {colour}", ends)
    return colours if over is None else colours.with_extremes(over=over)
