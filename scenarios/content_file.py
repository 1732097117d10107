"""Reads one YAML file of a city's content and says, in one sentence, what is wrong with it."""

import json
import re
from difflib import get_close_matches
from pathlib import Path
from typing import Any

import yaml
from pydantic import ValidationError
from pydantic_core import ErrorDetails

from scenarios.errors import ContentError
from scenarios.strict import Content

type Key = tuple[int | str, ...]

_Loader: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)  # the C one is ten times as fast


def read_content[C: Content](path: Path, called: str, content: type[C]) -> C:
    """Read the file as `content`; any fault is a ContentError that calls the file `called`."""
    data, root = _parse(path, called)
    try:
        return content.model_validate(data)
    except ValidationError as error:
        details = error.errors(include_url=False)[0]
        key = _key(details)
        place = f"{called}:{_line(root, key)}: {_dotted(key)}"
        raise ContentError(f"{place}: {_complaint(details)}") from None


def nearest(word: str, allowed: list[str]) -> str:
    """`; did you mean "ride"?` if something allowed is close to the word, else a full stop."""
    close = get_close_matches(word, allowed, n=1)
    return f'; did you mean "{close[0]}"?' if close else "."


def _parse(path: Path, called: str) -> tuple[Any, yaml.Node | None]:
    try:
        loader = _Loader(path.read_bytes())
        root = loader.get_single_node()
        _refuse_repeated_keys(root, called)
        return (None if root is None else loader.construct_document(root)), root
    except OSError as error:
        raise ContentError(f"{called}: cannot be read: {error.strerror}.") from None
    except RecursionError:
        raise ContentError(f"{called}: this is nested too deeply to read.") from None
    except ValueError as error:  # a plain word that looks like a date and is none
        raise ContentError(f"{called}: this holds a value that is none: {error}.") from None
    except yaml.YAMLError as error:
        mark = getattr(error, "problem_mark", None)
        line = f":{mark.line + 1}" if mark else ""
        problem = getattr(error, "problem", None) or getattr(error, "reason", "unreadable text")
        raise ContentError(f"{called}{line}: this is no valid YAML: {problem}.") from None


def _refuse_repeated_keys(node: yaml.Node | None, called: str, key: Key = ()) -> None:
    """YAML readers silently keep the last of two equal keys, and the first is lost."""
    if isinstance(node, yaml.SequenceNode):
        for index, item in enumerate(node.value):
            _refuse_repeated_keys(item, called, (*key, index))
    if not isinstance(node, yaml.MappingNode):
        return
    seen: set[str] = set()
    for name, value in node.value:
        here = (*key, str(name.value))
        if str(name.value) in seen:
            line = name.start_mark.line + 1
            raise ContentError(f"{called}:{line}: {_dotted(here)}: this key is given twice.")
        seen.add(str(name.value))
        _refuse_repeated_keys(value, called, here)


def _key(details: ErrorDetails) -> Key:
    """The place of the fault; an unknown key is named itself, not only the mapping it is in."""
    if details["type"] == "unknown_key":
        return (*details["loc"], details["ctx"]["key"])
    return details["loc"]


def _dotted(key: Key) -> str:
    """`templates.ride[3].title`, as a reader would point at it."""
    dotted = "".join(f"[{step}]" if isinstance(step, int) else f".{step}" for step in key)
    return dotted.removeprefix(".") or "the whole file"


def _line(root: yaml.Node | None, key: Key) -> int:
    """The line of the key in the file, or of the nearest thing around it that is there."""
    node, line = root, 1
    for step in key:
        if isinstance(node, yaml.MappingNode):
            found = [(name, value) for name, value in node.value if name.value == step]
            if not found:
                break
            line, node = found[0][0].start_mark.line + 1, found[0][1]
        elif isinstance(node, yaml.SequenceNode) and isinstance(step, int):
            if step >= len(node.value):
                break
            node = node.value[step]
            line = node.start_mark.line + 1
    return line


def _complaint(details: ErrorDetails) -> str:
    """What was found, what is allowed, and the nearest correct name."""
    found, context = _shown(details["input"]), details.get("ctx", {})
    match details["type"]:
        case "unknown_key":
            allowed = context["allowed"]
            hint = nearest(context["key"], allowed)
            return f'found the key "{context["key"]}", allowed are {", ".join(allowed)}{hint}'
        case "no_mapping":
            return f"found {found}, needed are the keys {', '.join(context['allowed'])}."
        case "missing":
            return "this key is missing."
        case "literal_error":
            allowed = re.findall(r"'([^']*)'", context["expected"])
            hint = nearest(str(details["input"]), allowed)
            return f"found {found}, allowed are {', '.join(allowed)}{hint}"
        case _:
            message = details["msg"]
            return f"found {found}, but {message[0].lower()}{message[1:]}."


def _shown(value: Any) -> str:
    match value:
        case None:
            return "nothing"
        case str() | bool() | int() | float():
            return json.dumps(value, ensure_ascii=False)
        case list() | tuple() if all(isinstance(item, int | float) for item in value):
            return json.dumps(value)
        case list() | tuple():
            return f"a list of {len(value)}"
        case dict():
            return "a mapping"
        case _:
            return str(value)
