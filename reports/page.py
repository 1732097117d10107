"""One page: what a report says, and the HTML file that says it.

The file needs nothing from elsewhere: styles and pictures are part of it, and there is no script.
A picture is drawn once, in the light colours; the page names them, so that they follow the
reader's light or dark setting. Whatever came from a run is escaped by the template.
"""

import os
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from model.run_folder import REPORT_FILE
from reports.canvas import Picture
from reports.colours import DARK, LIGHT
from reports.errors import from_see

TEMPLATE = "page.html.jinja"


@dataclass(frozen=True, slots=True)
class Table:
    """Rows under a heading; columns from `numbers_from` on stand to the right."""

    title: str
    head: Sequence[str]
    rows: Sequence[Sequence[str]]
    numbers_from: int = 1
    folded: bool = False
    """Shown when it is asked for."""


@dataclass(frozen=True, slots=True)
class Text:
    """Text as it is, such as a scenario's, shown when it is asked for."""

    title: str
    body: str


@dataclass(frozen=True, slots=True)
class Section:
    """A part of the page, and what is in it."""

    title: str
    parts: Sequence[Picture | Table | Text]
    words: str = ""

    @property
    def anchor(self) -> str:
        """What the list of contents links to."""
        return re.sub(r"[^a-z0-9]+", "-", self.title.lower()).strip("-")


@dataclass(frozen=True, slots=True)
class Page:
    """All that a report says."""

    title: str
    question: str
    subtitle: str
    tiles: Sequence[tuple[str, str, str]] = ()
    """A number, what it is, and what to know about it."""
    verdicts: Sequence[tuple[bool, str]] = ()
    """Whether an expectation was met, and which."""
    warnings: Sequence[str] = ()
    sections: Sequence[Section] = ()
    footer: Mapping[str, str] = field(default_factory=dict)


def render(page: Page) -> str:
    """The page as HTML; raises MissingExtraError without Jinja or matplotlib."""
    jinja = from_see("jinja2", "a report")
    around = jinja.Environment(
        loader=jinja.FileSystemLoader(Path(__file__).parent),
        autoescape=True,
        trim_blocks=True,
        lstrip_blocks=True,
        undefined=jinja.StrictUndefined,
    )
    tests: dict[str, Any] = around.tests
    tests["picture"] = lambda part: isinstance(part, Picture)
    tests["table"] = lambda part: isinstance(part, Table)
    around.filters["svg"] = lambda picture: from_see("markupsafe", "a report").Markup(
        themed(picture)
    )
    template = around.get_template(TEMPLATE)
    return str(template.render(page=page, light=LIGHT.hexes(), dark=DARK.hexes()))


def write(page: Page, folder: Path) -> Path:
    """Write the page into a run's folder, all or nothing; raises OSError where it cannot be."""
    file = folder / REPORT_FILE
    draft = file.with_name(file.name + ".new")
    try:
        draft.write_text(render(page), encoding="utf-8")
        os.replace(draft, file)
    finally:
        draft.unlink(missing_ok=True)
    return file


_SIZE = re.compile(r'<svg ([^>]*?)width="([\d.]+)pt" height="([\d.]+)pt"')
_HEXES = {code: f"var(--{name})" for name, code in LIGHT.hexes().items()}
_HEX = re.compile("|".join(_HEXES))


def themed(picture: Picture) -> str:
    """A picture drawn in the light colours, as SVG that has the names of the colours instead."""
    svg = _HEX.sub(lambda found: _HEXES[found.group()], picture.svg())
    size = _SIZE.search(svg)
    wide = float(size.group(2)) * 4 / 3 if size else 0
    return _SIZE.sub(
        f'<svg \\1 role="img" aria-labelledby="{picture.name}-alt" style="--wide: {wide:.0f}px"',
        svg,
        count=1,
    )
