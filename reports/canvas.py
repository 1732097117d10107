"""A figure to draw on, and the picture that comes of it: figure, title, caption, words for ears.

Nothing global is touched: a figure is made without pyplot, and settings last as long as `canvas`.
"""

import io
import re
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from reports.colours import LIGHT, Theme
from reports.errors import from_see

PANEL_INCHES = (5.2, 3.1)
DOTS_PER_INCH = 110

_NUMBER = re.compile(r"(\d+\.\d\d)\d+")
_REFERENCE = re.compile(r"""(\bid="|xlink:href="#|url\(#)""")
_ENDS = {"Date": None, "Creator": None, "Format": None, "Type": None}


@contextmanager
def canvas(
    theme: Theme = LIGHT,
    *,
    rows: int = 1,
    columns: int = 1,
    inches: tuple[float, float] | None = None,
    **subplots: Any,
) -> Iterator[tuple[Any, list[Any]]]:
    """A figure of this many panels, with its axes row by row; `inches` is the size of a panel.

    Raises MissingExtraError without matplotlib.
    """
    matplotlib = from_see("matplotlib", "a picture")
    figures = from_see("matplotlib.figure", "a picture")
    width, height = inches or PANEL_INCHES
    with matplotlib.rc_context(_settings(theme)):
        figure = figures.Figure(
            figsize=(width * columns, height * rows), dpi=DOTS_PER_INCH, layout="constrained"
        )
        grid = figure.subplots(rows, columns, squeeze=False, **subplots)
        yield figure, list(grid.flat)


def _settings(theme: Theme) -> dict[str, Any]:
    """How everything looks; text in an SVG stays text, and drawn again it is the same file."""
    return {
        "figure.facecolor": theme.paper,
        "axes.facecolor": "none",
        "axes.edgecolor": theme.quiet,
        "axes.labelcolor": theme.quiet,
        "axes.titlecolor": theme.ink,
        "axes.titlesize": 10,
        "axes.titleweight": "bold",
        "axes.titlelocation": "left",
        "axes.labelsize": 9,
        "axes.spines.top": False,
        "axes.spines.right": False,
        "axes.grid": False,
        "axes.axisbelow": True,
        "grid.color": theme.grid,
        "grid.linewidth": 0.8,
        "text.color": theme.ink,
        "xtick.color": theme.quiet,
        "ytick.color": theme.quiet,
        "xtick.labelsize": 8.5,
        "ytick.labelsize": 8.5,
        "legend.frameon": False,
        "legend.fontsize": 8.5,
        "lines.linewidth": 1.7,
        "lines.solid_capstyle": "round",
        "font.size": 9,
        "svg.fonttype": "none",
        "svg.hashsalt": "karmyq",
        "path.simplify_threshold": 0.4,
    }


@dataclass(frozen=True, slots=True)
class Picture:
    """A drawn figure; `alt` tells what is to be seen to those who cannot see it.

    In a notebook it shows itself.
    """

    name: str
    figure: Any
    title: str
    alt: str
    caption: str = ""

    def svg(self) -> str:
        """The figure as an SVG element, its identifiers apart from those of other pictures."""
        matplotlib = from_see("matplotlib", "a picture")
        out = io.StringIO()
        with matplotlib.rc_context({"svg.fonttype": "none", "svg.hashsalt": self.name}):
            self.figure.savefig(out, format="svg", transparent=True, metadata=_ENDS)
        text = out.getvalue()
        text = _NUMBER.sub(r"\1", text[text.index("<svg") :])
        return _REFERENCE.sub(rf"\g<1>{self.name}-", text)

    def save(self, where: str | Path) -> Path:
        """Write it as SVG, PNG or whatever the file's name says."""
        matplotlib, file = from_see("matplotlib", "a picture"), Path(where)
        with matplotlib.rc_context({"svg.fonttype": "none", "svg.hashsalt": "karmyq"}):
            dated = {"Date": None} if file.suffix == ".svg" else None
            self.figure.savefig(file, metadata=dated)
        return file

    def png(self) -> bytes:
        """The figure as a PNG file."""
        out = io.BytesIO()
        self.figure.savefig(out, format="png")
        return out.getvalue()

    def _repr_mimebundle_(self, **_wanted: Any) -> dict[str, Any]:
        return {"image/png": self.png(), "text/plain": f"{self.title}: {self.alt}"}
