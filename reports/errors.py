"""What can be wrong with a report; each message is one sentence for the user.

ReportError
├── NoRunError          the folder is no run, or its files cannot be read
└── MissingExtraError   a library of the extra `see` is not installed
"""

from importlib import import_module
from typing import Any


class ReportError(Exception):
    """A report cannot be made as it was asked."""


class NoRunError(ReportError):
    """What should be reported on is no run that can be read."""


class MissingExtraError(ReportError):
    """A library that only an extra brings is not installed."""


def from_see(module: str, purpose: str) -> Any:
    """A library of the extra `see`, imported now; raises MissingExtraError without it."""
    try:
        return import_module(module)
    except ModuleNotFoundError as missing:
        raise MissingExtraError(
            f"{purpose} needs {missing.name}, which is missing: .venv/bin/pip install -e '.[see]'"
        ) from None
