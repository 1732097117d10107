"""The notebooks run from top to bottom, in little time, and show what the present code does."""

import re
import resource
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from reports.notebook import FULL, SMALL
from scenarios.wording import CHECKOUT
from tools.notebooks import MADE_FROM, MARK, all_notebooks, made_from, read

NOTEBOOKS = {file.stem: file for file in all_notebooks()}
CPU_SECONDS = 25.0
"""The most that one may take at the size that runs here, on any machine of today."""
MOST_BYTES = 600_000
STALE = "the notebook is stale: run `make notebooks`"
MACHINE = re.compile(r"(?<![\w.:/])/(?:tmp|home|root|Users|usr|opt|work|var|private)/|[A-Z]:\\")
TIMES = re.compile(r"\d(?:\.\d)? s\b|it/s|seconds")


@pytest.fixture(params=NOTEBOOKS)
def name(request: pytest.FixtureRequest) -> str:
    return str(request.param)


@pytest.fixture
def stored(name: str) -> Any:
    """A notebook as it is in the repository."""
    return read(NOTEBOOKS[name])


def ran(name: str, folder: Path, size: str) -> Any:
    """A notebook run anew."""
    words = ("-m", "tools.notebooks", "--size", size, "--out", str(folder), name)
    subprocess.run([sys.executable, *words], cwd=CHECKOUT, check=True)
    return read(folder / f"{name}.ipynb")


def cpu_seconds() -> float:
    """What the processes that this one has waited for have taken."""
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime


def code_cells(notebook: Any) -> list[Any]:
    return [cell for cell in notebook.cells if cell.cell_type == "code"]


def outputs(notebook: Any) -> Iterator[Any]:
    for cell in code_cells(notebook):
        yield from cell.outputs


def kinds(notebook: Any) -> list[list[str]]:
    """For each cell of code, what kinds of output it has."""
    return [
        sorted(kind for output in cell.outputs for kind in output.get("data", {output.output_type}))
        for cell in code_cells(notebook)
    ]


def texts(notebook: Any) -> list[str]:
    """All that was shown in words."""
    return [
        str(text)
        for output in outputs(notebook)
        for text in (output.get("text"), *output.get("data", {}).values())
        if text is not None and not str(text).startswith("iVBOR")
    ]


@pytest.mark.long
def test_it_runs_from_top_to_bottom_in_time(name: str, stored: Any, tmp_path: Path) -> None:
    before = cpu_seconds()
    small = ran(name, tmp_path, SMALL)

    assert cpu_seconds() - before < CPU_SECONDS
    assert kinds(small) == kinds(stored), STALE


@pytest.mark.slow
def test_at_full_size_it_shows_what_is_stored(name: str, stored: Any, tmp_path: Path) -> None:
    assert texts(ran(name, tmp_path, FULL)) == texts(stored), STALE


def test_it_is_of_the_present_code(stored: Any) -> None:
    assert stored.metadata[MARK][MADE_FROM] == made_from(stored), STALE


def test_it_shows_all_of_one_run(stored: Any) -> None:
    order = [cell.execution_count for cell in code_cells(stored)]

    assert order == list(range(1, len(order) + 1)), STALE
    assert any("image/png" in output.get("data", {}) for output in outputs(stored)), STALE


def test_nothing_of_the_machine_or_its_speed_is_shown(stored: Any) -> None:
    shown = texts(stored)

    assert [text for text in shown if MACHINE.search(text)] == []
    assert [text for text in shown if TIMES.search(text)] == []


def test_nothing_was_told_on_stderr(stored: Any) -> None:
    assert [one.text for one in outputs(stored) if one.get("name") == "stderr"] == []


def test_every_picture_is_told_in_words(stored: Any) -> None:
    pictures = [one.data for one in outputs(stored) if "image/png" in one.get("data", {})]

    assert [picture for picture in pictures if len(picture["text/plain"]) < 60] == []


def test_it_says_what_one_learns_how_long_it_takes_and_what_to_try(stored: Any) -> None:
    first, last = stored.cells[0].source, stored.cells[-1].source

    assert first.startswith("# ")
    assert "**You will learn**" in first
    assert "**It takes**" in first
    assert "## Your turn\n\n1. " in last


def test_its_links_lead_somewhere(name: str, stored: Any) -> None:
    said = "\n".join(cell.source for cell in stored.cells if cell.cell_type == "markdown")
    links = [link.partition("#")[0] for link in re.findall(r"\]\(([^)\s]+)\)", said)]
    missing = [
        link
        for link in links
        if not link.startswith("https://") and not (NOTEBOOKS[name].parent / link).exists()
    ]

    assert missing == []


def test_it_is_small_enough_to_be_read_in_a_browser(name: str) -> None:
    assert NOTEBOOKS[name].stat().st_size < MOST_BYTES


def test_the_readme_names_it(name: str) -> None:
    assert f"notebooks/{name}.ipynb" in (CHECKOUT / "README.md").read_text(encoding="utf-8")


def test_they_are_numbered_in_their_order_of_reading() -> None:
    assert [name[:3] for name in NOTEBOOKS] == [f"0{n}_" for n in range(1, len(NOTEBOOKS) + 1)]
