"""A live run that goes on where an earlier process left it, without a write made twice.

1. what the run was told (speed, people, karmyq's address) stands in its manifest
2. every intent without a result is settled by reading karmyq, before anything is sent
3. ledger, digest and virtual time continue from the stored events
"""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from adapters.errors import KarmyqError, Refused
from adapters.live.settings import LiveSettings
from adapters.live.writes.intent import MADE
from adapters.live.writes.journal import FILE, JournalError, SqliteJournal, read_journal
from adapters.live.writes.reading import Reading
from adapters.live.writes.settle import Deed
from commands.complaints import FAILED, Complaint
from commands.folders import opened_log
from commands.guest import Guest
from model.before import before_of
from model.run_folder import RunFolder
from model.runlog import RunLog
from model.simulation import Simulation

API, SPEED, POPULATE, PART = "api", "speed", "populate", "part"
RATE, TIME_FACTOR = "rate_per_minute", "time_factor"
REMEDY = "a live run without its log cannot go on; start a new one with run.py live"


@contextmanager
def taken_up(folder: RunFolder, settings: LiveSettings) -> Iterator[tuple[RunFolder, RunLog]]:
    """Folder and log of a run that goes on; nothing in it has changed when this is refused."""
    acted_on = folder.manifest().get(API)
    if acted_on != settings.api_url:
        raise Complaint(
            f"{folder.path} acted on {acted_on}, and KARMYQ_API_URL names {settings.api_url}: "
            "set it to the former"
        )
    log = opened_log(folder, REMEDY)
    try:
        yield folder, log
    except BaseException:
        log.close()
        raise


@contextmanager
def journalled(folder: RunFolder, guest: Guest, *, waits: bool) -> Iterator[SqliteJournal]:
    """While this lasts, every write is kept in the run's journal before it is sent."""
    try:
        journal = SqliteJournal(folder.path / FILE, waits=waits)
    except JournalError as error:
        raise Complaint(str(error), FAILED) from None
    guest.platform.writes.keep_in(journal)
    try:
        yield journal
    finally:
        journal.close()


async def go_on(folder: RunFolder, log: RunLog, guest: Guest, simulation: Simulation) -> None:
    """Settle what is open and let the simulation continue; raises Complaint where it cannot."""
    await settle_open(folder, guest)
    part = int(folder.manifest().get(PART, 0)) + 1
    events = log.take_up()
    simulation.go_on(events, before_of(events, part, log.measured_to))
    folder.write_manifest(status="running", part=part)


async def settle_open(folder: RunFolder, guest: Guest) -> None:
    """Read what became of every write without a result; raises Complaint where it cannot."""
    writes, platform = guest.platform.writes, guest.platform
    people = {account.id: account for account in await guest.directory.actors()}
    for number, intent, result in list(read_journal(folder.path / FILE)):
        if result is not None:
            if result.ending in MADE and result.made:
                writes.knows(result.made)
            continue
        session = platform.session(Reading(people.get(intent.who)))
        try:
            await writes.settle_open(number, Deed(intent.operation, session, intent, _never))
        except KarmyqError as error:
            raise Complaint(
                f"{intent.operation} of {intent.at:%Y-%m-%d %H:%M:%S} has no result, and karmyq "
                f"cannot be read ({error.message}); nothing was sent, resume again later",
                FAILED,
            ) from None


async def _never() -> tuple[int, Any]:
    raise Refused(400, message="a write of an earlier process is never sent again")
