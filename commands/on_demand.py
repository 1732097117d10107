"""Commands that are imported when they are asked for.

Most need no model, and the libraries of one take a second to import.
"""

from collections.abc import Iterator, Mapping
from importlib import import_module
from typing import Any

import typer
from typer.core import TyperGroup

from commands.complaints import Complaint
from model.memory import no_collections


class Commands(Mapping[str, Any]):
    """Commands by name: each is the function of that name in the module of that name."""

    def __init__(self, names: tuple[str, ...]) -> None:
        self._names = names
        self._loaded: dict[str, Any] = {}

    def __getitem__(self, name: str) -> Any:
        """A command, imported now; raises KeyError where none has the name."""
        if name not in self._names:
            raise KeyError(name)
        if name not in self._loaded:
            self._loaded[name] = _command(name)
        return self._loaded[name]

    def __iter__(self) -> Iterator[str]:
        """The names, in the order of the list."""
        return iter(self._names)

    def __len__(self) -> int:
        """How many there are."""
        return len(self._names)


def _command(name: str) -> Any:
    """A command; raises Complaint where one of its libraries is missing."""
    try:
        with no_collections():
            module = import_module(f"commands.{name}")
    except ModuleNotFoundError as missing:
        raise Complaint(
            f"`run.py {name}` needs its libraries, and {missing.name} is missing; "
            "run `make setup`, then use .venv/bin/python run.py"
        ) from missing
    alone = typer.Typer(add_completion=False, rich_markup_mode=None)
    alone.command(name)(getattr(module, name))
    return typer.main.get_command(alone)


def group_of(*names: str) -> type[TyperGroup]:
    """A group of these commands."""

    class OnDemand(TyperGroup):
        def __init__(self, **settings: Any) -> None:
            super().__init__(**settings)
            self.commands: Any = Commands(names)

    return OnDemand
