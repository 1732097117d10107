"""A browser of this machine, and a dashboard for it to look at."""

import re
import shutil
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Browser, Page, sync_playwright

from tests.commands.process import started

BROWSERS = ("chromium", "chromium-browser", "google-chrome")
NO_BROWSER = f"none of {', '.join(BROWSERS)} is installed: on Debian or Ubuntu, run `make browser`"
PATIENCE_MS = 20_000
SIZE = {"width": 1500, "height": 1000}
ADDRESS = re.compile(r"dashboard on (\S+) ")


def browser_program() -> str:
    """The browser's program; the test is skipped where there is none."""
    for name in BROWSERS:
        if found := shutil.which(name):
            return found
    pytest.skip(NO_BROWSER)


@contextmanager
def browser() -> Iterator[Browser]:
    """A browser without a window."""
    program = browser_program()
    with sync_playwright() as player:
        # As root, as on build machines, Chromium's own sandbox cannot be had.
        found = player.chromium.launch(executable_path=program, args=["--no-sandbox"])
        try:
            yield found
        finally:
            found.close()


@contextmanager
def dashboard(home: Path, *arguments: str) -> Iterator[subprocess.Popen[str]]:
    """A dashboard in a process of its own."""
    with started(home, "dashboard", *arguments, "--port", "0") as process:
        yield process


def address_of(process: subprocess.Popen[str]) -> str:
    """Where a dashboard can be looked at, once it says so."""
    assert process.stderr is not None
    said = process.stderr.readline()
    address = ADDRESS.match(said)
    assert address is not None, said + process.stderr.read()
    return address[1]


class Visitor:
    """A page in the browser, with all that it asked for and complained of."""

    def __init__(self, browser: Browser, address: str) -> None:
        self.page: Page = browser.new_page(viewport=SIZE)  # type: ignore[arg-type]  # a mapping
        self.page.set_default_timeout(PATIENCE_MS)
        self.complaints: list[str] = []
        self.hosts: set[str | None] = set()
        self.page.on("console", self._hear)
        self.page.on("pageerror", lambda error: self.complaints.append(str(error)))
        self.page.on("request", lambda request: self._asked(request.url))
        self.page.on("websocket", lambda socket: self._asked(socket.url))
        self.page.goto(address)
        self.page.wait_for_selector("#kq-date")

    def _hear(self, message: Any) -> None:
        if message.type in {"error", "warning"}:
            self.complaints.append(message.text)

    def _asked(self, url: str) -> None:
        if not url.startswith(("data:", "blob:")):
            self.hosts.add(urlsplit(url).hostname)

    def text(self, selector: str) -> str:
        """The text of an element."""
        return self.page.inner_text(selector)

    def slide(self, selector: str, value: float) -> None:
        """Move a slider."""
        self.page.fill(selector, f"{value:g}")

    def until(self, expression: str) -> None:
        """Wait until an expression of the page is true."""
        self.page.wait_for_function(expression)

    def figures(self, date: str) -> dict[str, str]:
        """All figures of a date, in the tab that lists them, by name."""
        self.until(f"document.querySelector('#kq-figures')?.dataset.date === '{date}'")
        found: dict[str, str] = self.page.evaluate(
            "Object.fromEntries([...document.querySelectorAll('[data-figure]')]"
            ".map((cell) => [cell.dataset.figure, cell.innerText]))"
        )
        return found
