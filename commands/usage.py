"""A command line that cannot be read, told in one sentence with the nearest correct word."""

import typer

from scenarios.wording import unknown


def usage_sentence(error: typer.TyperException) -> str:
    """What is wrong with the command line, and where its help is.

    The library names the details in attributes of its errors, whose classes it keeps to itself.
    """
    context: typer.Context | None = getattr(error, "ctx", None)
    if context is None:
        return error.format_message()
    option: str | None = getattr(error, "option_name", None)
    if option is not None and "No such option" in error.message:
        said = unknown("option", option, _options(context))
    elif "No such command" in error.message:
        said = unknown("command", error.message.split("'")[1], _commands(context))
    else:
        said = error.format_message()
    if said.startswith("Usage:"):  # no arguments at all: the help itself
        return said
    return (
        f"{said.rstrip('.')}{'' if said.endswith('?') else '.'} See {context.command_path} --help."
    )


def _options(context: typer.Context) -> list[str]:
    declared = [name for parameter in context.command.params for name in parameter.opts]
    return [*(name for name in declared if name.startswith("--")), *context.help_option_names]


def _commands(context: typer.Context) -> list[str]:
    return list(getattr(context.command, "commands", {}))
