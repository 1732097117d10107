"""How the errors of a scenario speak: what was found, what is allowed, the nearest correct name."""

import json
from collections.abc import Iterable, Mapping
from difflib import get_close_matches
from pathlib import Path

CHECKOUT = Path(__file__).resolve().parents[1]
"""The folder that holds the `scenarios` package."""

LONGEST_QUOTE = 60
"""Characters of a found value that an error repeats; a whole paragraph would hide the sentence."""

LONGEST_LIST = 12
"""Allowed names that an error lists when none is near; more would hide the sentence."""

LARGEST_PLAIN = 1e15
"""Below this a whole float is shown as the whole number that its author most likely wrote."""

SPELLED = {None: "nothing", True: "true", False: "false"}


def unknown(kind: str, name: str, allowed: Iterable[str]) -> str:
    """The sentence about a name that does not exist, with the nearest one that does.

    Without a near name it lists what there is.
    """
    names = list(allowed)
    said = f"no {kind} is called {quoted(name)}."
    near = nearest(name, names)
    if near is not None:
        return f"{said} Did you mean {quoted(near)}?"
    if not names:
        return f"{said} There is none to choose from."
    listed = ", ".join(names[:LONGEST_LIST])
    more = len(names) - LONGEST_LIST
    return f"{said} There is: {listed}{f', and {more} more' if more > 0 else ''}."


def nearest(name: str, allowed: Iterable[str]) -> str | None:
    """The allowed name that looks most like this one, or None when none looks like it."""
    by_lower_case = {candidate.lower(): candidate for candidate in allowed}
    near = get_close_matches(name.lower(), list(by_lower_case), n=1)
    return by_lower_case[near[0]] if near else None


def found(value: object) -> str:
    """A value as its author wrote it, short enough for a sentence."""
    if value is None or isinstance(value, bool):
        return SPELLED[value]
    if isinstance(value, str):
        return f"the text {quoted(value)}"
    if isinstance(value, Mapping):
        return "a mapping"
    if isinstance(value, tuple | list):
        return "[" + ", ".join(in_list(item) for item in value) + "]"
    return _shortened(_number(value))


def in_list(value: object) -> str:
    """A member of a list as its author wrote it."""
    return quoted(value) if isinstance(value, str) else found(value)


def quoted(text: str) -> str:
    """A text in double quotes, on one line and shortened."""
    return json.dumps(_shortened(text), ensure_ascii=False)


def _number(value: object) -> str:
    if isinstance(value, float) and value.is_integer() and abs(value) < LARGEST_PLAIN:
        return str(int(value))
    return str(value)


def _shortened(text: str) -> str:
    return text if len(text) <= LONGEST_QUOTE else text[:LONGEST_QUOTE] + "..."


def shown(path: Path) -> str:
    """A path as errors and origins show it: from the checkout, else from here, else in full.

    The checkout comes first, so that a stored scenario does not depend on where it was run from.
    """
    whole = path.resolve()
    for root in (CHECKOUT, Path.cwd().resolve()):
        if whole.is_relative_to(root):
            return whole.relative_to(root).as_posix()
    return whole.as_posix()
