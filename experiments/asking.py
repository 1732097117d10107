"""A scenario as a Python call names it: a library name or file, with changes as keywords."""

import json
from collections.abc import Mapping, Sequence
from os import environ
from pathlib import Path

from model.vocabulary import VOCABULARY
from scenarios import ResolvedScenario, load

type Asked = str | Path | ResolvedScenario


def resolved(
    scenario: Asked,
    days: float | None,
    seed: int | None,
    changes: Mapping[str, object],
    more: Sequence[str] = (),
) -> ResolvedScenario:
    """The scenario with what the environment, `days`, `seed` and `changes` set.

    A change is named like --set's, with `__` or in a `**{...}` with dots: `growth__max_users=50`.
    `more` are changes written like --set's. A scenario that is resolved already takes no changes.
    """
    if isinstance(scenario, ResolvedScenario):
        if days is not None or seed is not None or changes:
            raise TypeError("a resolved scenario takes no changes: name it, or change it first")
        return scenario
    options = {"time.days": days, "seed": seed}
    wanted = dict(changes) | {key: value for key, value in options.items() if value is not None}
    texts = [*changes_of(wanted), *more]
    return load(str(scenario), vocabulary=VOCABULARY, changes=texts, environ=environ)


def changes_of(changes: Mapping[str, object]) -> tuple[str, ...]:
    """Changes by keyword, written like --set's."""
    return tuple(f"{key.replace('__', '.')}={json.dumps(value)}" for key, value in changes.items())


def stem_of(scenario: Asked) -> str:
    """A short name for folders and labels."""
    return "scenario" if isinstance(scenario, ResolvedScenario) else Path(str(scenario)).stem
