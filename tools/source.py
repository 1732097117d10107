"""What a test file says, read without running it: its functions, and the words that each reaches.

Words are the strings, attributes and names of a function's body and decorators, and of whatever
else of the same file it names, however far.
"""

import ast
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import NamedTuple

Function = ast.FunctionDef | ast.AsyncFunctionDef


class Source(NamedTuple):
    """The top level of a file by name."""

    functions: dict[str, Function]
    values: dict[str, ast.expr]


@cache
def source(file: Path) -> Source:
    """A file, taken apart."""
    body = ast.parse(file.read_text(encoding="utf-8")).body
    functions = {node.name: node for node in body if isinstance(node, Function)}
    return Source(functions, {name: value for node in body for name, value in _given(node)})


def _given(node: ast.stmt) -> Iterator[tuple[str, ast.expr]]:
    """The names that an assignment gives, each with its value."""
    match node:
        case ast.AnnAssign(target=ast.Name(id=name), value=ast.expr() as value):
            yield name, value
        case ast.Assign(targets=[ast.Name(id=name)], value=value):
            yield name, value
        case ast.Assign(targets=[ast.Tuple(elts=names)], value=ast.Tuple(elts=values)):
            for one, value in zip(names, values, strict=True):
                if isinstance(one, ast.Name):
                    yield one.id, value


def names_of_tests(file: Path) -> list[str]:
    """The names of a file's tests, in their order."""
    return [name for name in source(file).functions if name.startswith("test_")]


def own_words(file: Path, name: str) -> frozenset[str]:
    """What a function says itself."""
    return frozenset(_words(source(file).functions[name]))


def all_words(file: Path, name: str) -> frozenset[str]:
    """What a function says, and whatever of its file it uses."""
    there, seen, ahead = source(file), set[str](), [name]
    words: set[str] = set()
    while ahead:
        one = ahead.pop()
        node = there.functions.get(one) or there.values.get(one)
        if node is not None and one not in seen:
            seen.add(one)
            found = set(_words(node))
            words |= found
            ahead += found
    return frozenset(words)


def _words(root: ast.AST) -> Iterator[str]:
    for node in ast.walk(root):
        if isinstance(node, ast.Attribute):
            yield node.attr
        elif isinstance(node, ast.Name):
            yield node.id
        elif isinstance(node, ast.arg):
            yield node.arg
        elif isinstance(node, ast.Constant) and isinstance(node.value, str):
            yield node.value


def methods_of(file: Path) -> list[str]:
    """The methods of a file's classes, in their order."""
    body = ast.parse(file.read_text(encoding="utf-8")).body
    classes = [node for node in body if isinstance(node, ast.ClassDef)]
    return [node.name for one in classes for node in one.body if isinstance(node, Function)]
