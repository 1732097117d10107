"""The scenario file that a search ends with: it extends the original, and says what is different.

A child scenario replaces `profiles` as a whole, so that they are written in full where one weight
of them has changed.
"""

import json
import os
from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime
from pathlib import Path
from typing import Any

import yaml

from experiments.errors import ExperimentError
from experiments.tuning.loading import Tuning
from experiments.tuning.space import Values
from model.vocabulary import VOCABULARY
from scenarios import Scenario, load
from scenarios.resolve import REPLACED_WHOLE, SUFFIXES
from scenarios.writing import leaves

WHOLE = frozenset(place[0] for place in REPLACED_WHOLE)


def tuned_text(tuning: Tuning, values: Values, folder: Path) -> str:
    """The file's text, for a file in that folder; raises ExperimentError if it says another thing.

    Whatever differs from the original is written: values that were found, values that the targets
    file or the environment have set, and the length of the runs.
    """
    tuned = tuning.scenario_at(values).scenario
    original = load(tuning.original, vocabulary=VOCABULARY).scenario
    tree: dict[str, Any] = {
        "about": tuning.targets.about,
        "extends": _reference(tuning.original, folder),
        **_different(original, tuned),
    }
    text = _head(tuning, values) + yaml.safe_dump(
        tree, sort_keys=False, allow_unicode=True, width=100
    )
    _check(text, tuned, folder)
    return text


def _head(tuning: Tuning, values: Values) -> str:
    lines = [f"# Found by `run.py tune` for the targets of {tuning.stem}:"]
    lines += [f"#   {name}: {goal}" for name, goal in tuning.targets.targets.items()]
    lines.append("# It changed, from the start that the targets file describes,")
    start = tuning.space.start
    lines += [f"#   {name}: {start[name]:g} to {value:g}" for name, value in values.items()]
    return "\n".join(lines) + "\n"


def _reference(original: str, folder: Path) -> str:
    if not original.endswith(SUFFIXES):
        return original
    return Path(os.path.relpath(original, folder)).as_posix()


def _different(original: Scenario, tuned: Scenario) -> dict[str, Any]:
    before = dict(leaves(original))
    changed = [place for place, value in leaves(tuned) if before.get(place, ...) != value]
    tops = {place[0] for place in changed if place[0] != "about"}
    tree: dict[str, Any] = {}
    for place, value in leaves(tuned):
        written = place in changed or place[0] in WHOLE
        if place[0] in tops and written:
            _put(tree, place, value)
    return tree


def _put(tree: dict[str, Any], place: Sequence[str], value: object) -> None:
    *above, last = place
    for step in above:
        tree = tree.setdefault(step, {})
    tree[last] = _plain(value)


def _plain(value: object) -> object:
    """A value as YAML is written from it."""
    if isinstance(value, datetime):
        return value.isoformat()
    if isinstance(value, tuple):
        return [_plain(item) for item in value]
    if isinstance(value, Mapping):
        return {key: _plain(inner) for key, inner in value.items()}
    if isinstance(value, float) and value.is_integer():
        return int(value)
    return value


def _check(text: str, tuned: Scenario, folder: Path) -> None:
    """Whoever loads the file gets what was found."""
    draft = folder / ".tuned.yaml"
    draft.write_text(text, encoding="utf-8")
    try:
        again = load(str(draft), vocabulary=VOCABULARY).scenario
    finally:
        draft.unlink()
    wrong = [place for place, there in _pairs(again, tuned) if place[0] != "about" and not there]
    if wrong:
        raise ExperimentError(
            f"{folder}: the tuned scenario cannot be written: {'.'.join(wrong[0])} would differ"
        )


def _pairs(one: Scenario, other: Scenario) -> Iterator[tuple[tuple[str, ...], bool]]:
    first, second = dict(leaves(one)), dict(leaves(other))
    for place in {**first, **second}:
        yield place, _text(first.get(place)) == _text(second.get(place))


def _text(value: object) -> str:
    return json.dumps(_plain(value), default=str)
