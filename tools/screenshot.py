"""Draws docs/pictures/dashboard.png: the page while the reference month is being played.

    .venv/bin/python -m tools.screenshot

It needs a browser (`make browser`). The moment is always the same; the feed and the pictures are
those of that moment.
"""

import re
import shutil
import subprocess
import sys
from io import BytesIO
from pathlib import Path

from PIL import Image
from playwright.sync_api import Page, sync_playwright

from scenarios.wording import CHECKOUT

PICTURE = CHECKOUT / "docs" / "pictures" / "dashboard.png"
BROWSERS = ("chromium", "chromium-browser", "google-chrome")
WINDOW = {"width": 1500, "height": 1010}
DAYS, HOURS = 1, 12
COLOURS = 160
PATIENCE_MS = 240_000
DRAWN = (
    "(hour) => { const drawn = [...document.querySelectorAll('[data-picture]')]; "
    "return drawn.length === 2 && drawn.every((one) => +one.dataset.hour >= hour); }"
)
"""Both pictures are those of this hour."""


def main() -> int:
    """Play, take the picture, and end the dashboard."""
    program = next(filter(None, map(shutil.which, BROWSERS)), None)
    if program is None:
        print(f"none of {', '.join(BROWSERS)} is here: run `make browser`", file=sys.stderr)
        return 2
    command = [sys.executable, str(CHECKOUT / "run.py"), "dashboard", "reference", "--port", "0"]
    with subprocess.Popen(command, stderr=subprocess.PIPE, text=True) as process:
        try:
            assert process.stderr is not None
            said = process.stderr.readline()
            address = re.match(r"dashboard on (\S+) ", said)
            if address is None:
                print(said, end="", file=sys.stderr)
                return 3
            _take(program, address[1], PICTURE)
        finally:
            process.terminate()
    print(f"Drew {PICTURE.relative_to(CHECKOUT)}, {PICTURE.stat().st_size // 1000} kB")
    return 0


def _take(program: str, address: str, picture: Path) -> None:
    with sync_playwright() as player:
        browser = player.chromium.launch(executable_path=program, args=["--no-sandbox"])
        page: Page = browser.new_page(viewport=WINDOW)  # type: ignore[arg-type]  # a mapping
        page.set_default_timeout(PATIENCE_MS)
        page.goto(address)
        page.wait_for_selector("#kq-date")
        for _ in range(DAYS):
            page.click("#kq-step-day")
        for _ in range(HOURS):
            page.click("#kq-step")
        page.wait_for_function(DRAWN, arg=24 * DAYS + HOURS)
        page.wait_for_timeout(1500)  # the circles come to rest
        shot = page.screenshot()
        browser.close()
    with Image.open(BytesIO(shot)) as image:  # few colours are as good, and a third of the size
        image.convert("RGB").quantize(COLOURS).save(picture, optimize=True)


if __name__ == "__main__":
    sys.exit(main())
