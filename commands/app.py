"""The list of commands, and the one place where errors become sentences and exit codes."""

from collections.abc import Sequence
from importlib.metadata import PackageNotFoundError, version

import typer

from commands.complaints import DONE, INTERRUPTED, REFUSED, say
from commands.endings import as_complaint
from commands.on_demand import group_of
from commands.usage import usage_sentence

app = typer.Typer(
    name="run.py",
    cls=group_of(
        "run",
        "live",
        "check",
        "wipe",
        "sandbox",
        "rehearse",
        "resume",
        "runs",
        "show",
        "export",
        "report",
        "dashboard",
        "ensemble",
        "sweep",
        "compare",
        "tune",
        "sensitivity",
        "observe",
        "validate",
        "scenarios",
        "mix",
        "actions",
        "doctor",
    ),
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    rich_markup_mode=None,
)


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
    """karmyq-simulation: believable life for a mutual-aid platform, offline or live.

    Exit codes: 0 done, 1 an expectation failed under --strict, 2 refused before anything started, 3
    failed on the way, 130 interrupted; with 3 and 130 what is done is kept.

    Example: run.py run quiet_week
    """


def installed_version() -> str:
    """The version of the installed package."""
    try:
        return version("karmyq-simulation")
    except PackageNotFoundError:
        return "not installed (run `make setup`)"


def main(arguments: Sequence[str] | None = None) -> int:
    """Run a command line and return its exit code; no traceback reaches the user."""
    try:
        code = app(args=arguments, prog_name="run.py", standalone_mode=False)
    except typer.TyperException as error:
        return _told(usage_sentence(error), REFUSED)
    except (KeyboardInterrupt, typer.Abort):
        return _told("interrupted", INTERRUPTED)
    except SystemExit as leaving:
        if isinstance(leaving.__context__, BrokenPipeError):
            return DONE  # the reader of our output has left; nothing is wrong
        raise
    except Exception as error:
        complaint = as_complaint(error)
        return _told(str(complaint), complaint.code)
    return code if isinstance(code, int) else DONE


def _told(sentence: str, code: int) -> int:
    say(sentence)
    return code
