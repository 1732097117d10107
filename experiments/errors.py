"""What can be wrong with an experiment; each message is one sentence for the user.

ExperimentError
├── MissingExtraError   a library of an extra is not installed
├── StoreError          the result file cannot be written or read
└── EngineError         no worker can be had, or they run other code
    └── BrokenOffError  the workers were lost on the way; what is done is kept
"""

from importlib import import_module
from typing import Any


class ExperimentError(Exception):
    """An experiment cannot be done as it was asked."""


class MissingExtraError(ExperimentError):
    """A library that only an extra brings is not installed."""


class StoreError(ExperimentError):
    """The result file cannot be written or read."""


class EngineError(ExperimentError):
    """The workers cannot be used."""


class BrokenOffError(EngineError):
    """The workers were lost on the way; what is done is kept."""


def from_extra(module: str, extra: str, purpose: str) -> Any:
    """A library of an extra, imported now; raises MissingExtraError where it is not installed."""
    try:
        return import_module(module)
    except ModuleNotFoundError as missing:
        raise MissingExtraError(
            f"{purpose} needs {missing.name}, which is missing: "
            f".venv/bin/pip install -e '.[{extra}]'"
        ) from None
