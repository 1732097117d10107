"""`run.py wipe`: remove the simulator's accounts and all they own from karmyq's database."""

import asyncio
import json
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from os import environ
from typing import Annotated

import typer

from adapters.errors import KarmyqError, Unavailable
from adapters.live.directory import PostgresDirectory
from adapters.live.environment import DATABASE_URL, REMEDIES
from adapters.live.settings import LiveSettings, SettingsError
from adapters.live.state import StateFolder
from adapters.live.wipe.wiping import Found, Wiping
from commands.complaints import FAILED, INTERRUPTED, REFUSED, Complaint, say
from commands.guest import lock_of, refused, settings_for
from commands.options import AsJson, Changes, Quiet, ScenarioName, Wanted
from commands.wipe_report import as_json_of, report, shared_sentence

YES = "Do not ask."
PLAN = "Only print what would go; nothing is asked, and nothing removed."
SHARED = (
    "Also remove what is shared with people who are not the simulator's, and change what of theirs "
    "has to change."
)


def wipe(
    scenario: ScenarioName = "reference",
    changes: Changes = None,
    yes: Annotated[bool, typer.Option("--yes", help=YES)] = False,
    plan: Annotated[bool, typer.Option("--plan", "--dry-run", help=PLAN)] = False,
    including_shared: Annotated[bool, typer.Option("--including-shared", help=SHARED)] = False,
    as_json: AsJson = False,
    quiet: Quiet = False,
) -> None:
    """Remove the simulator's accounts and all that they own.

    All at once, or not at all.

    These are the accounts of the scenario's e-mail domain, without the protected ones. The
    variables are those of run.py live; the database's user must own karmyq's tables, or may at
    least delete in them. First the rows are counted and shown, then you are asked.

    Example: run.py wipe quiet_week --plan
    """
    settings = settings_for(Wanted(None, None, None, changes or []).resolved(scenario), environ)
    if settings.database_url is None:
        raise Complaint(
            f"{DATABASE_URL} is not set, and accounts can only be removed in karmyq's database: "
            f"{REMEDIES[DATABASE_URL]}, with a user who may delete there"
        )
    folder = StateFolder.of(environ, settings.api_url)
    with _alone(settings):
        wiping = Wiping(settings)
        with _told():
            found = wiping.look()
        if not as_json:
            typer.echo(report(found, settings.email_domain))
        if not plan and found.emails:
            _agree(found, yes=yes, including_shared=including_shared, as_json=as_json)
            with _told():
                wiping.remove(found, lambda table: None if quiet else say(f"removing {table}"))
        if not plan:
            _forget(folder, settings)
    if as_json:
        _print_json(found, wiped=not plan)
    elif not plan and found.emails:
        typer.echo(f"removed: {len(found.emails):,} accounts, {found.removed:,} rows in all")


def _agree(found: Found, *, yes: bool, including_shared: bool, as_json: bool) -> None:
    """Go on only when nothing stands in the way and somebody wants it; raises Complaint."""
    if found.is_shared and not including_shared:
        if as_json:
            _print_json(found, wiped=False)
        raise Complaint(shared_sentence(found))
    if yes:
        return
    if as_json or not sys.stdin.isatty():
        raise Complaint("nobody can be asked here: add --yes, or use --plan to look only")
    if not typer.confirm("Remove all of this for good?", err=True):
        raise Complaint("nothing was removed")


def _print_json(found: Found, *, wiped: bool) -> None:
    typer.echo(json.dumps(as_json_of(found, wiped=wiped), indent=2))


def _forget(folder: StateFolder, settings: LiveSettings) -> None:
    """What runs without a database keep of these accounts on this machine goes as well."""
    try:
        kept = folder.people()
        left = [one for one in kept if not settings.may_act(one.email)]
        if len(left) < len(kept):
            folder.keep(left)
    except SettingsError as error:
        raise Complaint(f"the accounts are removed, but: {error}", FAILED) from None


@contextmanager
def _told() -> Iterator[None]:
    """Whatever stands in the way is one sentence; an interruption leaves the database alone."""
    try:
        yield
    except Unavailable as error:
        raise Complaint(error.message, FAILED) from None
    except KarmyqError as error:
        raise Complaint(error.message, REFUSED) from None
    except KeyboardInterrupt:
        raise Complaint("interrupted; nothing was removed", INTERRUPTED) from None


@contextmanager
def _alone(settings: LiveSettings) -> Iterator[None]:
    """Hold a run's locks, and see that the tables are karmyq's; raises Complaint."""
    lock = lock_of(settings, environ)
    try:
        try:
            asyncio.run(lock.take())
            asyncio.run(_looked_at(settings))
        except (KarmyqError, SettingsError) as error:
            raise refused(error) from None
        yield
    finally:
        asyncio.run(lock.release())


async def _looked_at(settings: LiveSettings) -> None:
    directory = PostgresDirectory(settings)
    try:
        await directory.check()
    finally:
        await directory.aclose()
