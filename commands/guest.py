"""A guest on a karmyq: the connection, the directory and the lock that a live command works with.

1. The environment says where karmyq is; nothing is sent before all of it has been read.
2. With a database's address the directory reads it, and a lock is held there as well; without one
   both are a folder of this machine.
3. `look` refuses whatever is doubtful, and changes nothing.
"""

from collections.abc import Callable, Mapping
from contextlib import AsyncExitStack
from dataclasses import dataclass, replace
from datetime import datetime

from adapters.entities import Account
from adapters.errors import KarmyqError
from adapters.live.api_directory import ApiDirectory
from adapters.live.directory import PostgresDirectory
from adapters.live.lock import FileLock, Lock, Locks, PostgresLock
from adapters.live.platform import LivePlatform
from adapters.live.settings import LiveSettings, SettingsError, read_settings
from adapters.live.state import StateFolder
from adapters.live.traffic import LOOKING, Traffic
from adapters.live.wire import Ask, Conduct
from commands.complaints import FAILED, REFUSED, Complaint
from scenarios import ResolvedScenario
from scenarios.loader import DEFAULT

PROTECTED_KEY = "live.protected"


@dataclass(frozen=True, slots=True)
class Guest:
    """Everything that is open while a live command works; nothing is sent before it is used."""

    platform: LivePlatform
    directory: PostgresDirectory | ApiDirectory
    lock: Lock

    async def aclose(self) -> None:
        """Close all of it, whatever fails on the way; raises Complaint where people were lost."""
        async with AsyncExitStack() as leaving:
            leaving.push_async_callback(self.lock.release)
            leaving.push_async_callback(self.platform.aclose)
            try:
                await self.directory.aclose()
            except SettingsError as error:
                said = f"accounts that were opened are not kept: {error}"
                raise Complaint(said, FAILED) from None

    async def look(self) -> Account | None:
        """Somebody who may act, after a look at directory and API; raises Complaint."""
        try:
            await self.directory.check()
            actors = await self.directory.actors()
            await self.platform.ready(actors[0] if actors else None)
        except (KarmyqError, SettingsError) as error:
            raise refused(error) from None
        return actors[0] if actors else None

    async def lock_in(self) -> None:
        """Be the only simulator from here on; raises Complaint where another one is."""
        try:
            await self.lock.take()
        except (KarmyqError, SettingsError) as error:
            raise refused(error) from None


def settings_for(resolved: ResolvedScenario, environ: Mapping[str, str]) -> LiveSettings:
    """What the environment says; raises Complaint with what is missing and how to set it."""
    scenario = resolved.scenario
    if scenario.population.history_days:
        raise Complaint(
            "population.history_days: a past cannot be lived on a karmyq, whose time goes on by "
            "itself; set it to 0, for example with --set population.history_days=0, or use "
            "run.py run"
        )
    try:
        return read_settings(
            environ,
            email_domain=scenario.growth.email_domain,
            excluded_domains=scenario.live.excluded_domains,
            protected=written_protected(resolved),
            everyone=scenario.live.interact_with == "everyone",
        )
    except SettingsError as error:
        raise refused(error) from None


def written_protected(resolved: ResolvedScenario) -> tuple[str, ...] | None:
    """The scenario's list of protected people; None where nobody wrote one."""
    listed = resolved.scenario.live.protected
    return listed if listed or resolved.origins.get(PROTECTED_KEY, DEFAULT) != DEFAULT else None


def guest_of(
    settings: LiveSettings,
    environ: Mapping[str, str],
    *,
    concurrency: int = 1,
    clock: Callable[[], datetime] | None = None,
    traffic: Traffic | None = None,
    reads_only: bool = False,
    not_sent: Callable[[Ask], None] = lambda _: None,
    on_state: Callable[[str], None] | None = None,
) -> Guest:
    """A guest on the karmyq of these settings; `clock` is a lockstep run's (see LivePlatform).

    With `reads_only` nothing is sent that could change something, and `not_sent` hears of it.
    """
    directory: PostgresDirectory | ApiDirectory
    conduct = Conduct(
        reads_only=reads_only, not_sent=not_sent, on_state=on_state or (lambda _: None)
    )

    def turn_begins(user_id: str) -> None:
        platform.look_again(user_id)

    def platform_time() -> datetime | None:
        # In lockstep the sandbox ends each vote itself, and memory counts them until it has.
        return None if clock is not None else platform.now()

    if settings.database_url is None:
        folder = StateFolder.of(environ, settings.api_url)
        directory = own = ApiDirectory(settings, folder, lambda: platform)
        conduct = replace(conduct, registered=own.registered, recognise=own.recognise)
    else:
        directory = PostgresDirectory(settings, turn_begins, platform_time)
    platform = LivePlatform(
        settings,
        directory,
        concurrency=concurrency,
        clock=clock,
        traffic=traffic or LOOKING,
        conduct=conduct,
    )
    return Guest(platform, directory, lock_of(settings, environ))


def lock_of(settings: LiveSettings, environ: Mapping[str, str]) -> Lock:
    """What keeps other simulators away: from this machine, and with a database from every one."""
    here = FileLock(StateFolder.of(environ, settings.api_url))
    if settings.database_url is None:
        return here
    return Locks(here, PostgresLock(settings.database_url))


def refused(error: KarmyqError | SettingsError) -> Complaint:
    """The complaint for what stands in the way of a start."""
    return Complaint(error.message if isinstance(error, KarmyqError) else str(error), REFUSED)
