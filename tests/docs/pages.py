"""The documents, taken apart: console commands with their output, code blocks, links, sections."""

import re
from collections.abc import Iterator
from typing import NamedTuple

import typer

from commands.app import app
from scenarios.wording import CHECKOUT

PAGES = (
    CHECKOUT / "README.md",
    CHECKOUT / "CONTRIBUTING.md",
    *sorted((CHECKOUT / "docs").glob("**/*.md")),
)
"""Every page that is written for people."""

RUN_PY = ".venv/bin/python run.py "
_FENCE = re.compile(r"^```(\w*)(?: ([^\n]+))?\n(.*?)^```$", re.MULTILINE | re.DOTALL)
_LINK = re.compile(r"\]\(([^)\s]+)\)")
_HEADING = re.compile(r"^#+ (.+)$", re.MULTILINE)


class Block(NamedTuple):
    """A fenced block: its language, the file that it belongs into, and its text."""

    language: str
    file: str
    text: str


class Shown(NamedTuple):
    """One command of a console block, without its prompt, and what is shown below it."""

    page: str
    command: str
    output: tuple[str, ...]


def page(name: str) -> str:
    """The text of a page."""
    return (CHECKOUT / name).read_text(encoding="utf-8")


def blocks(text: str) -> list[Block]:
    """The fenced blocks of a page."""
    return [Block(*found) for found in _FENCE.findall(text)]


def shown_commands(name: str) -> Iterator[Shown]:
    """The commands of a page's console blocks, in their order."""
    for block in blocks(page(name)):
        if block.language == "console":
            for entry in re.split(r"^\$ ", block.text, flags=re.MULTILINE)[1:]:
                command, *output = entry.rstrip("\n").split("\n")
                yield Shown(name, command.split("  #")[0].strip(), tuple(output))


def prose(text: str) -> str:
    """A page without its fenced blocks."""
    return _FENCE.sub("", text)


def links(text: str) -> list[str]:
    """The targets of a page's links and pictures that stay within the checkout."""
    targets: list[str] = _LINK.findall(prose(text))
    return [target for target in targets if "://" not in target]


def anchors(text: str) -> set[str]:
    """The names under which a page's headings can be linked to."""
    return {
        re.sub(r"[^\w\- ]", "", heading.lower()).replace(" ", "-")
        for heading in _HEADING.findall(prose(text))
    }


def section(text: str, heading: str) -> str:
    """What stands below a heading, up to the next one of any level, on one line."""
    found = re.search(
        rf"^#+ [^\n]*{re.escape(heading)}\n(.*?)(?=^#|\Z)", text, re.MULTILINE | re.DOTALL
    )
    assert found is not None, f"no section is called {heading}"
    return " ".join(found[1].split())


def options() -> dict[str, set[str]]:
    """The options of every command, by the command's name."""
    group = typer.main.get_command(app)
    return {
        name: {
            option
            for parameter in command.params
            for option in (*parameter.opts, *parameter.secondary_opts)
        }
        for name, command in getattr(group, "commands").items()  # noqa: B009  # typer hides the type
    }
