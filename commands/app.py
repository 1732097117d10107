"""The list of commands, and the one place where errors become sentences and exit codes."""

import sys
from collections.abc import Sequence
from importlib.metadata import PackageNotFoundError, version

import click
import typer

from commands import (
    actions,
    doctor,
    live,
    mix,
    resume,
    run,
    runs,
    sandbox,
    scenarios,
    show,
)
from commands.complaints import DONE, FAILED, INTERRUPTED, REFUSED, Complaint, say
from model.run_folder import RunFolderError
from model.runlog import RunLogError
from scenarios import ScenariosError

app = typer.Typer(
    name="run.py",
    help="karmyq-simulation: believable life for a mutual-aid platform, offline or live.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    rich_markup_mode=None,
)

app.command("run")(run.run)
app.command("live")(live.live)
app.command("sandbox")(sandbox.sandbox)
app.command("resume")(resume.resume)
app.command("runs")(runs.runs)
app.command("show")(show.show)
app.command("scenarios")(scenarios.scenarios)
app.command("mix")(mix.mix)
app.command("actions")(actions.actions)
app.command("doctor")(doctor.doctor)


def _print_version(wanted: bool) -> None:
    if wanted:
        typer.echo(f"karmyq-simulation {installed_version()}")
        raise typer.Exit


@app.callback()
def _root(
    _version: bool = typer.Option(
        False, "--version", is_eager=True, callback=_print_version, help="Print the version."
    ),
) -> None:
    """karmyq-simulation: believable life for a mutual-aid platform, offline or live."""


def installed_version() -> str:
    """The version of the installed package."""
    try:
        return version("karmyq-simulation")
    except PackageNotFoundError:
        return "not installed (run `make setup`)"


ENDINGS: tuple[tuple[type[Exception], int], ...] = (
    (ScenariosError, REFUSED),
    (RunFolderError, REFUSED),
    (RunLogError, FAILED),
    (OSError, FAILED),
)
"""The exit code of an error whose text is a sentence for the user."""


def main(arguments: Sequence[str] | None = None) -> int:
    """Run a command line and return its exit code; no traceback reaches the user."""
    try:
        code = app(args=arguments, standalone_mode=False)
    except Complaint as complaint:
        return _told(str(complaint), complaint.code)
    except click.ClickException as error:
        return _told(error.format_message(), REFUSED)
    except (KeyboardInterrupt, click.Abort):
        return _told("interrupted", INTERRUPTED)
    except BrokenPipeError:
        sys.stderr.close()  # the reader of our output has left; nothing is wrong
        return DONE
    except tuple(kind for kind, _ in ENDINGS) as error:
        return _told(str(error), next(code for kind, code in ENDINGS if isinstance(error, kind)))
    return code if isinstance(code, int) else DONE


def _told(sentence: str, code: int) -> int:
    say(sentence)
    return code
