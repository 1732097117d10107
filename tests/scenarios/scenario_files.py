"""Builders for the tests of scenarios: a small vocabulary, small files, and their loading."""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

import pytest

from agents.actions import ACTIONS
from model.measures import MEASURE_NAMES
from scenarios import ResolvedScenario, ScenarioError, Vocabulary, load


@dataclass(frozen=True)
class NoSettings:
    pass


@dataclass(frozen=True)
class OfferSettings:
    offer_chance: float = 0.8
    offers_per_run: int = 1
    patience_h: float = 12.0
    read_s: tuple[float, float] = (5.0, 20.0)
    routing: int = 0


@dataclass(frozen=True)
class AcceptSettings:
    decline_chance: float = 0.0


@dataclass(frozen=True)
class MessageSettings:
    first_chance: float = 0.9


@dataclass(frozen=True)
class CreateSettings:
    private_chance: float = 0.0


VOCABULARY = Vocabulary(
    # The names are the real ones, since the library uses them; the settings are these tests' own.
    actions={name: NoSettings for name, action in ACTIONS.items() if action.chooseable}
    | {
        "offer_help": OfferSettings,
        "accept_offer": AcceptSettings,
        "create_community": CreateSettings,
        "send_message": MessageSettings,
    },
    measures=MEASURE_NAMES,
)

WHOLE = """\
about: Does it work?
time: {starts: 2026-03-02T08:00:00, days: 2}
profiles:
  regular:
    share: 1
    actions: {offer_help: 0.5}
"""
"""The shortest scenario that is complete; its six lines are counted in the tests."""


def loaded(name: str | Path, *changes: str, **environ: str) -> ResolvedScenario:
    """The scenario with these changes and this environment."""
    return load(str(name), vocabulary=VOCABULARY, changes=changes, environ=environ)


def written(folder: Path, text: str, name: str = "mine.yaml") -> Path:
    """A scenario file in this folder."""
    path = folder / name
    path.write_text(text, encoding="utf-8")
    return path


def refusal(name: str | Path, *changes: str, environ: Mapping[str, str] | None = None) -> str:
    """The sentence with which loading is refused."""
    with pytest.raises(ScenarioError) as caught:
        loaded(name, *changes, **(environ or {}))
    return str(caught.value)
