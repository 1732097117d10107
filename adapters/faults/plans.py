"""Which faults happen: two ready-made plans, files, and single kinds on the command line."""

from collections.abc import Mapping
from difflib import get_close_matches
from pathlib import Path
from typing import Any

import msgspec
import yaml

from adapters.faults.kinds import KINDS, Faults

MILD: dict[str, dict[str, Any]] = {
    "latency": {"probability": 0.3, "median_s": 0.05, "longest_s": 1.0},
    "too_many": {"probability": 0.005, "retry_after_s": 1},
    "error_before": {"probability": 0.005},
    "drop_before": {"probability": 0.003},
}
"""A network with hiccups: nothing of it leaves a client in doubt what was done."""

ROUGH: dict[str, dict[str, Any]] = {
    "latency": {"probability": 0.5, "median_s": 0.1, "longest_s": 3.0},
    "late_answer": {"probability": 0.02, "median_s": 0.5, "longest_s": 5.0},
    "too_many": {"probability": 0.02},
    "error_before": {"probability": 0.02},
    "error_after": {"probability": 0.01},
    "outage": {"probability": 0.001},
    "drop_before": {"probability": 0.01},
    "drop_after": {"probability": 0.01},
    "malformed": {"probability": 0.01},
    "stale_read": {"probability": 0.02},
}
"""A bad day, with everything that can go wrong."""

PLANS = {"mild": MILD, "rough": ROUGH}
"""The ready-made plans by name; how often each fault happens is ours."""


class FaultError(ValueError):
    """A plan of faults does not fit; the text is for people."""


def read_plan(given: object) -> Faults:
    """A plan of kinds and their settings; raises FaultError that names what does not fit."""
    if isinstance(given, Mapping):
        for name in given:
            _require_kind(str(name))
    try:
        return msgspec.convert(given, Faults)
    except msgspec.ValidationError as error:
        raise FaultError(f"the faults do not fit: {error}") from None


def plan_of(name: str) -> Faults:
    """`mild`, `rough` or a YAML file; raises FaultError."""
    if name in PLANS:
        return read_plan(PLANS[name])
    path = Path(name)
    if path.suffix not in (".yaml", ".yml"):
        raise FaultError(f'faults are mild, rough or a YAML file, not "{name}"')
    try:
        return read_plan(yaml.safe_load(path.read_text(encoding="utf-8")) or {})
    except (OSError, UnicodeDecodeError) as error:
        raise FaultError(f"{path} cannot be read: {error}") from None
    except yaml.YAMLError as error:
        raise FaultError(f"{path} is no YAML: {' '.join(str(error).split())}") from None
    except FaultError as error:
        raise FaultError(f"{path}: {error}") from None


def with_single(plan: Faults, text: str) -> Faults:
    """The plan with one more kind, written `name=probability`; raises FaultError."""
    name, sign, number = text.partition("=")
    _require_kind(name)
    try:
        probability = float(number)
    except ValueError:
        sign, probability = "", 0.0
    if not sign:
        raise FaultError(f'a fault is written {name}=0.05, not "{text}"')
    known = getattr(plan, name)
    settings = {} if known is None else msgspec.structs.asdict(known)
    return read_plan(_named(plan) | {name: settings | {"probability": probability}})


def described(plan: Faults) -> dict[str, Any]:
    """The plan as it would be written in a file, with all settings."""
    told: dict[str, Any] = msgspec.to_builtins(_named(plan))
    return told


def _named(plan: Faults) -> dict[str, Any]:
    told = {kind: getattr(plan, kind) for kind in KINDS}
    return {k: msgspec.structs.asdict(v) for k, v in told.items() if v is not None}


def _require_kind(name: str) -> None:
    if name in KINDS:
        return
    near = get_close_matches(name, KINDS, 1)
    hint = f'Did you mean "{near[0]}"?' if near else f"Known: {', '.join(KINDS)}."
    raise FaultError(f'no fault is called "{name}". {hint}')
