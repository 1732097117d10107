"""The dashboard's page says what is there."""

import re

from dashboard.page.subjects import TABS
from dashboard.server import LIBRARIES
from scenarios.wording import CHECKOUT
from tests.docs.pages import page

GUIDE = page("docs/dashboard.md")
CODE = "".join(
    page(name) for name in ("dashboard/server.py", "commands/dashboard.py", "model/run_folder.py")
)
PICTURE = CHECKOUT / "docs" / "pictures" / "dashboard.png"
LARGEST_BYTES = 300_000


def test_every_error_of_the_table_is_one_of_the_code() -> None:
    told = re.findall(r"^\| `([^`]+)` \|", GUIDE, re.MULTILINE)

    assert len(told) == 4
    for sentence in told:
        for part in re.sub(r"\(.*\)", "...", sentence).split("..."):
            assert part.strip() in CODE, sentence


def test_the_tabs_that_it_names_are_there() -> None:
    assert "tab *Figures*" in GUIDE
    assert "Figures" not in TABS
    assert len(TABS) == 6


def test_what_it_installs_is_what_is_looked_for() -> None:
    extra = re.search(
        r"^dashboard = \[\n(.*?)^\]", page("pyproject.toml"), re.DOTALL | re.MULTILINE
    )

    assert extra is not None
    for library in LIBRARIES:
        assert library.replace("_", "-") in extra[1] or library in ("solara", "matplotlib")


def test_the_picture_is_small_enough_for_a_readme() -> None:
    assert PICTURE.stat().st_size < LARGEST_BYTES
