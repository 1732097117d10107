"""YAML whose values know the line they stand on.

Scalars follow YAML 1.2, not the 1.1 that PyYAML reads by itself: only `true` and `false` are
booleans, so that `off`, `no` and `norway` stay the words they are; `010`, `1_000` and `8:30` are
texts, never numbers in disguise. Keys are always texts. Refused are duplicate keys (the later
one would win in silence), anchors and aliases (`extends` is the way to share), and tags.
"""

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

import yaml

from scenarios.errors import ScenarioError, ScenariosError
from scenarios.wording import quoted

type Scalar = str | int | float | bool | None
type Tree = Mapping[str, Placed]

NULLS = frozenset({"", "~", "null", "Null", "NULL"})
BOOLEANS = {
    **dict.fromkeys(("true", "True", "TRUE"), True),
    **dict.fromkeys(("false", "False", "FALSE"), False),
}
WHOLE_NUMBER = re.compile(r"[-+]?(0|[1-9][0-9]{0,39})")
NUMBER = re.compile(r"[-+]?(\.[0-9]+|(0|[1-9][0-9]*)(\.[0-9]*)?)([eE][-+]?[0-9]{1,4})?")
NOT_FINITE = re.compile(r"[-+]?\.(inf|Inf|INF)|\.(nan|NaN|NAN)")
SURROGATE = re.compile("[\ud800-\udfff]")
PLAIN_TAGS = frozenset(f"tag:yaml.org,2002:{kind}" for kind in ("str", "seq", "map"))


@dataclass(frozen=True, slots=True)
class Placed:
    """A value and where it was written: a file and line, a variable, an option.

    `value` is a scalar, a tuple of plain values, or a mapping of further placed values.
    """

    value: "Scalar | tuple[object, ...] | Tree"
    origin: str


@dataclass(frozen=True, slots=True)
class YamlSource:
    """Where a text of YAML comes from, and the error that speaks about it."""

    origin_of_line: Callable[[int], str]
    error: type[ScenariosError] = ScenarioError

    def refuse(self, line: int, sentence: str) -> ScenariosError:
        """The error that says where, then what."""
        return self.error(f"{self.origin_of_line(line)}: {sentence}")


def read_yaml(text: str, source: YamlSource) -> Placed:
    """The one document in this text; an empty text holds nothing (None)."""
    node = _composed(text, source)
    if node is None:
        return Placed(None, source.origin_of_line(1))
    try:
        return Placed(_value(node, source), source.origin_of_line(_line(node)))
    except RecursionError:
        raise source.refuse(1, "the mappings are nested too deeply to read.") from None


def plain(value: object) -> object:
    """A placed value without its places: dicts, tuples and scalars."""
    if isinstance(value, Placed):
        return plain(value.value)
    if isinstance(value, Mapping):
        return {key: plain(inner) for key, inner in value.items()}
    return value


def scalar(text: str) -> Scalar:
    """What an unquoted word of YAML 1.2 means."""
    if text in NULLS:
        return None
    if text in BOOLEANS:
        return BOOLEANS[text]
    if WHOLE_NUMBER.fullmatch(text):
        return int(text)
    if NUMBER.fullmatch(text):
        return float(text)
    if NOT_FINITE.fullmatch(text):
        return float(text.replace(".", ""))
    return text


class _Loader(yaml.BaseLoader):
    """A composer without implicit types, since `scalar` decides them, and without aliases."""

    def compose_node(self, parent: yaml.Node | None, index: int) -> yaml.Node | None:
        if self.check_event(yaml.AliasEvent):
            untyped: Any = self  # the stubs leave out how events are taken
            mark = untyped.peek_event().start_mark
            raise yaml.composer.ComposerError(None, None, "aliases are not read here", mark)
        return super().compose_node(parent, index)


def _composed(text: str, source: YamlSource) -> yaml.Node | None:
    try:
        loader = _Loader(text)
        try:
            node: yaml.Node | None = loader.get_single_node()
        finally:
            loader.dispose()
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        line = mark.line + 1 if mark else 1
        problem = (error.problem or "it cannot be read").replace("\n", " ")
        raise source.refuse(line, f"this is not valid YAML: {problem}.") from None
    except yaml.reader.ReaderError as error:
        line = text.count("\n", 0, error.position) + 1
        raise source.refuse(line, "this holds a character that YAML does not allow.") from None
    except RecursionError:
        raise source.refuse(1, "the mappings are nested too deeply to read.") from None
    return node


def _value(node: yaml.Node, source: YamlSource) -> "Scalar | tuple[object, ...] | Tree":
    if node.tag not in PLAIN_TAGS:
        raise source.refuse(_line(node), f"tags such as {quoted(node.tag)} are not read here.")
    if isinstance(node, yaml.MappingNode):
        return dict(_entries(node, source))
    if isinstance(node, yaml.SequenceNode):
        return tuple(plain(_value(item, source)) for item in node.value)
    assert isinstance(node, yaml.ScalarNode)
    return _scalar_of(node, source)


def _scalar_of(node: yaml.ScalarNode, source: YamlSource) -> Scalar:
    text: str = node.value
    if SURROGATE.search(text):
        raise source.refuse(_line(node), "this holds half a character; write the character itself.")
    return scalar(text) if node.style is None else text


def _entries(node: yaml.MappingNode, source: YamlSource) -> Iterator[tuple[str, Placed]]:
    first_lines: dict[str, int] = {}
    for key_node, value_node in node.value:
        line = _line(key_node)
        if not isinstance(key_node, yaml.ScalarNode):
            raise source.refuse(line, "a key is one word, not a list or a mapping.")
        key: str = key_node.value
        if key in first_lines:
            raise source.refuse(
                line,
                f"the key {quoted(key)} stands here a second time, after line {first_lines[key]}. "
                "Keep one of the two.",
            )
        first_lines[key] = line
        yield key, Placed(_value(value_node, source), source.origin_of_line(line))


def _line(node: yaml.Node) -> int:
    return int(node.start_mark.line) + 1
