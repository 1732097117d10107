"""Blocks of the pages that a command writes: they stand between two comments with their name."""

import re
from pathlib import Path

_MARKED = "<!-- {name}: written by `make {target}` -->\n"
_END = "<!-- end of {name} -->"


def _around(name: str) -> re.Pattern[str]:
    begin = re.escape(f"<!-- {name}: written by `make ") + r"[a-z-]+` -->\n"
    return re.compile(f"({begin})(.*?)({re.escape(_END.format(name=name))})", re.DOTALL)


def block(page: Path, name: str) -> str:
    """What a page shows in a block, without blank lines around it."""
    found = _around(name).search(page.read_text(encoding="utf-8"))
    if found is None:
        raise LookupError(f"{page} has no block called {name}; it begins with {_MARKED}")
    return found[2].strip("\n")


def write_block(page: Path, name: str, content: str) -> bool:
    """Write a block; says whether the page is another one now."""
    before = page.read_text(encoding="utf-8")
    block(page, name)
    after = _around(name).sub(lambda found: f"{found[1]}\n{content}\n\n{found[3]}", before)
    if after != before:
        page.write_text(after, encoding="utf-8")
    return after != before


def table(head: list[str], rows: list[list[str]]) -> str:
    """A table of a page; the text of a cell keeps to one line."""
    lines = [head, ["---"] * len(head), *rows]
    return "\n".join(
        "| " + " | ".join(cell.replace("|", "\\|") for cell in line) + " |" for line in lines
    )
