"""A command line that cannot be read, told in one sentence with the nearest correct word."""

import typer

from scenarios.wording import unknown


def usage_sentence(error: typer.TyperException) -> str:
    """What is wrong with the command line, and where its help is.

    The library names the details in attributes of its errors, whose classes it keeps to itself.
    """
    context: typer.Context | None = getattr(error, "ctx", None)
    where = "run.py" if context is None else context.command_path
    said = _said(error, context)
    if said.startswith("Usage:"):  # no arguments at all: the help itself
        return said
    return f"{said}{'' if said.endswith(('.', '?')) else '.'} See {where} --help."


def _said(error: typer.TyperException, context: typer.Context | None) -> str:
    option: str | None = getattr(error, "option_name", None)
    if context is not None and option is not None and "No such option" in error.message:
        return unknown("option", option, _options(context))
    if context is not None and "No such command" in error.message:
        return unknown("command", error.message.split("'")[1], _commands(context))
    return error.format_message()


def _options(context: typer.Context) -> list[str]:
    declared = [name for parameter in context.command.params for name in parameter.opts]
    return [*(name for name in declared if name.startswith("--")), *context.help_option_names]


def _commands(context: typer.Context) -> list[str]:
    return list(getattr(context.command, "commands", {}))
