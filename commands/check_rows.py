"""The rows of `run.py check`, in the order in which a live run would come to them.

1. what the environment says        variables
2. what answers                     database, lock, API, token
3. what the API tells               the tour
4. what the scenario asks for       its calls a minute
"""

import re
from collections.abc import AsyncIterator, Callable, Iterator, Mapping
from dataclasses import replace
from typing import NamedTuple

from adapters.entities import Account
from adapters.errors import KarmyqError
from adapters.live import domains
from adapters.live.api_directory import Reader
from adapters.live.environment import (
    API_URL,
    DATABASE_URL,
    FILE_NAMES,
    JWT_SECRET,
    OLD_NAMES,
    PASSWORD,
    PROTECTED,
    SettingsError,
    read,
    read_required,
)
from adapters.live.protected import protected_people
from adapters.live.settings import (
    LiveSettings,
    api_address,
    database_address,
    usable_password,
)
from adapters.live.tour import TOUR
from adapters.live.traffic import Traffic
from agents.words import Words
from commands.guest import Guest, guest_of, written_protected
from commands.request_rate import KARMYQ_CALLS_A_MINUTE, measured_rate
from scenarios import ResolvedScenario, Scenario
from scenarios.city import load_city

Environ = Mapping[str, str]
DATABASE_NAMES = (DATABASE_URL, OLD_NAMES[DATABASE_URL], FILE_NAMES[DATABASE_URL])
MADE_HERE = re.compile(r"[^@\s]+\.[^@\s]+\d{4}@")
STRANGE_SHOWN = 3
NO_PASSWORD = "unknown to this check"
"""In the place of a password that is missing: nothing that only reads needs one."""


class Row(NamedTuple):
    """One check: `ok` is None where nothing could be tried, or where a run would be slowed down."""

    ok: bool | None
    check: str
    result: str
    remedy: str = ""


async def all_rows(
    resolved: ResolvedScenario, environ: Environ, speed: float, traffic: Traffic
) -> list[Row]:
    """Every check, whatever the others find."""
    rows = list(_variables(resolved, environ))
    failed = {row.check for row in rows if row.ok is False}
    if failed & {API_URL, DATABASE_URL, JWT_SECRET}:
        rows.append(Row(None, "API, database", "not tried", "mend the variables first"))
    else:
        known = PROTECTED not in failed
        rows += [row async for row in _answers(resolved, environ, traffic, known)]
    return [*rows, _rate(resolved, environ, speed)]


def _variables(resolved: ResolvedScenario, environ: Environ) -> Iterator[Row]:
    scenario = resolved.scenario
    yield _said(API_URL, lambda: api_address(read_required(environ, API_URL)))
    yield _said(DATABASE_URL, lambda: _database(environ))
    yield _said(JWT_SECRET, lambda: _secret(environ))
    yield _said(PASSWORD, lambda: _password(environ))
    yield _said(PROTECTED, lambda: _protected(resolved, environ))
    domain = scenario.growth.email_domain
    refusal = domains.refusal(domain, scenario.live.excluded_domains)
    yield _row("growth.email_domain", domain, refusal)


def _said(name: str, read_it: Callable[[], str]) -> Row:
    try:
        return Row(True, name, read_it())
    except SettingsError as error:
        return _row(name, "", str(error))


def _row(name: str, good: str, bad: str | None) -> Row:
    """A sentence of a refusal says what is wrong, a colon, and what to do."""
    if bad is None:
        return Row(True, name, good)
    result, _, remedy = bad.partition(": ")
    return Row(False, name, result, remedy)


def _database(environ: Environ) -> str:
    address = read(environ, DATABASE_URL)
    if address is None:
        return "not set: live mode works on its own accounts"
    database_address(address)
    return "set"


def _secret(environ: Environ) -> str:
    given = read(environ, JWT_SECRET) is not None
    return "set" if given else "not set: people sign in with their password, ten in 15 minutes"


def _password(environ: Environ) -> str:
    usable_password(read_required(environ, PASSWORD))
    return "set"


def _protected(resolved: ResolvedScenario, environ: Environ) -> str:
    people = protected_people(environ, written_protected(resolved))
    return f"{len(people)} people never act" if people else "the list is written, and empty"


async def _answers(
    resolved: ResolvedScenario, environ: Environ, traffic: Traffic, protected_known: bool
) -> AsyncIterator[Row]:
    scenario = resolved.scenario
    named = written_protected(resolved)
    settings = LiveSettings(
        api_url=read_required(environ, API_URL),
        database_url=read(environ, DATABASE_URL),
        jwt_secret=read(environ, JWT_SECRET),
        password=NO_PASSWORD,
        email_domain=scenario.growth.email_domain,
        excluded_domains=frozenset(scenario.live.excluded_domains),
        protected=protected_people(environ, named) if protected_known else frozenset(),
    )
    looking = replace(traffic, waits_for_karmyq=False)  # a karmyq that is down is the answer
    guest = guest_of(settings, environ, traffic=looking, reads_only=True)
    try:
        directory = await _directory(guest, scenario)
        for row in [directory, await _lock(guest), await _api(guest)]:
            yield row
        async for row in _as_somebody(guest, settings, protected_known):
            yield row
    finally:
        await guest.aclose()


async def _directory(guest: Guest, scenario: Scenario) -> Row:
    try:
        await guest.directory.check()
        people = await guest.directory.actors()
    except (KarmyqError, SettingsError) as error:
        return _row("directory", "", _sentence(error))
    said = f"can be read; {len(people)} people may act"
    strange = [one.email for one in people if not _is_made_here(one.email, scenario)]
    if not strange:
        return Row(True, "directory", said)
    named = ", ".join(strange[:STRANGE_SHOWN]) + (", …" if len(strange) > STRANGE_SHOWN else "")
    said = f"{said}, {len(strange)} of them with addresses that the simulator does not make"
    remedy = f"name them in {PROTECTED} unless they are simulated"
    return Row(None, "directory", f"{said} ({named})", remedy)


def _is_made_here(email: str, scenario: Scenario) -> bool:
    """First and last name with four digits, or one of the founders (`agents.words`)."""
    words = Words(load_city(scenario.content), scenario.growth.email_domain)
    founders = {person.email for person in words.founders()}
    return email in founders or MADE_HERE.match(email) is not None


async def _lock(guest: Guest) -> Row:
    try:
        holder = await guest.lock.holder()
    except (KarmyqError, OSError) as error:
        return _row("other simulators", "", f"cannot be told ({error}): see the row above")
    driven = None if holder is None else f"one is driving it ({holder}): wait for its end"
    return _row("other simulators", "none", driven)


async def _api(guest: Guest) -> Row:
    try:
        await guest.platform.ready()
    except KarmyqError as error:
        return _row("API", "", error.message)
    return Row(True, "API", "every service answers")


async def _as_somebody(
    guest: Guest, settings: LiveSettings, protected_known: bool
) -> AsyncIterator[Row]:
    try:
        people = await guest.directory.actors() if protected_known else []
    except KarmyqError:  # told in the directory's row
        people = []
    if settings.jwt_secret is None:
        yield Row(None, "token, tour", "not tried: signing in would write a session")
    elif not people:
        yield Row(None, "token, tour", "not tried: there is nobody to look as")
    else:
        yield await _token(guest, people[0])
        async for row in _tour(guest, people[0]):
            yield row


async def _token(guest: Guest, account: Account) -> Row:
    try:
        await guest.platform.ready(account)
    except KarmyqError as error:
        return _row("token", "", error.message)
    return Row(True, "token", f"karmyq takes ours, as {account.email}")


async def _tour(guest: Guest, account: Account) -> AsyncIterator[Row]:
    for stop in TOUR:
        karmyq = guest.platform.session(Reader(account))
        try:
            await stop.look(karmyq, account)
        except KarmyqError as error:
            result = f"{error.status} {error.code}: {error.message}"
            yield Row(False, stop.name, result, "see what karmyq's own log says")
        else:
            yield Row(True, stop.name, "answers as the contract says")


def _rate(resolved: ResolvedScenario, environ: Environ, speed: float) -> Row:
    database = any(name in environ for name in DATABASE_NAMES)
    rate = measured_rate(resolved.scenario, speed=speed, database=database)
    said = (
        f"{rate.calls_a_minute:.0f} calls a minute ({rate.workers} workers, "
        f"{rate.turns_a_minute:.1f} turns a minute, {rate.calls_a_turn:.1f} calls a turn) "
        f"{'fit' if rate.fits else 'do not fit'} karmyq's {KARMYQ_CALLS_A_MINUTE:g}"
    )
    if rate.fits:
        return Row(True, "rate limit", said)
    workers = rate.most(rate.workers)
    remedy = f"--speed {rate.most(speed)}" if speed > 1 else f"--set workers.count={workers}"
    return Row(None, "rate limit", said, f"{remedy}, or a raised limit; else people lag behind")


def _sentence(error: KarmyqError | SettingsError) -> str:
    return error.message if isinstance(error, KarmyqError) else str(error)
