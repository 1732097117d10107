"""From files to one tree of values: `extends`, merging, and where each value came from.

A scenario extends one other, which may extend a third. Mappings merge key by key and the child's
value wins; `profiles` and `expectations` are replaced as a whole, because shares must add up and
because an expectation belongs to its question.
"""

import os
from collections.abc import Mapping, Sequence
from pathlib import Path

from scenarios.errors import ScenarioError
from scenarios.wording import found, shown, unknown
from scenarios.yaml_lines import Placed, Tree, YamlSource, read_yaml

LIBRARY = Path(__file__).resolve().parent / "library"
SUFFIXES = (".yaml", ".yml")
REPLACED_WHOLE = frozenset({("profiles",), ("expectations",)})
"""The mappings that a child replaces instead of merging."""


def library_files(library: Path) -> Mapping[str, Path]:
    """The scenarios of a library by name, in the order of the alphabet."""
    found_files = [path for path in library.glob("*") if path.suffix in SUFFIXES]
    return {path.stem: path for path in sorted(found_files)}


def find(name_or_path: str, library: Path) -> Path:
    """The file behind a library name, or behind a path that ends in .yaml or .yml."""
    path = Path(name_or_path)
    if path.suffix in SUFFIXES:
        return path
    files = library_files(library)
    if name_or_path in files:
        return files[name_or_path]
    if os.path.isdir(path):
        raise ScenarioError(f"{name_or_path}: this is a folder; name one scenario file in it.")
    raise ScenarioError(
        f"{unknown('scenario', name_or_path, files)} A scenario of your own is named by its "
        "path, which ends in .yaml."
    )


def read_with_parents(path: Path, library: Path) -> Tree:
    """The values of a scenario file and of all that it extends, `extends` itself left out."""
    return _read_chain(path, library, ())


def merge(base: Tree, over: Tree, place: tuple[str, ...] = ()) -> Tree:
    """Both trees in one; where they meet, `over` wins. Base keys come first, in their order."""
    merged = dict(base)
    for key, value in over.items():
        merged[key] = _merged_value(merged.get(key), value, (*place, key))
    return merged


def set_at(tree: Tree, place: tuple[str, ...], leaf: Placed, above: tuple[str, ...] = ()) -> Tree:
    """The tree with this leaf at this place; only a leaf replaces what a child would replace."""
    key, *rest = place
    old = tree.get(key)
    if not rest:
        return {**tree, key: _merged_value(old, leaf, (*above, key))}
    below, origin = _branch(old) or ({}, leaf.origin)
    return {**tree, key: Placed(set_at(below, tuple(rest), leaf, (*above, key)), origin)}


def origin_at(tree: Tree, place: Sequence[str]) -> str | None:
    """Where the value at this place was written, or else the nearest mapping around it."""
    origin: str | None = None
    for key in place:
        if key not in tree:
            break
        origin = tree[key].origin
        below = tree[key].value
        if not isinstance(below, Mapping):
            break
        tree = below
    return origin


def _branch(placed: Placed | None) -> tuple[Tree, str] | None:
    """A mapping and its origin, or None where there is no mapping to go into."""
    if placed is None or not isinstance(placed.value, Mapping):
        return None
    return placed.value, placed.origin


def _merged_value(base: Placed | None, over: Placed, place: tuple[str, ...]) -> Placed:
    if base is None or place in REPLACED_WHOLE:
        return over
    if isinstance(base.value, Mapping) and isinstance(over.value, Mapping):
        return Placed(merge(base.value, over.value, place), over.origin)
    return over


def _read_chain(path: Path, library: Path, children: tuple[Path, ...]) -> Tree:
    tree = _read_file(path)
    if "extends" not in tree:
        return tree
    extends = tree["extends"]
    own = {key: value for key, value in tree.items() if key != "extends"}
    parent = _parent(path, extends, library)
    chain = (*children, path.resolve())
    if parent.resolve() in chain:
        circle = " -> ".join(shown(link) for link in (*chain, parent))
        raise ScenarioError(
            f"{extends.origin}: extends: these scenarios extend each other in a circle: {circle}. "
            "Remove one extends."
        )
    return merge(_read_chain(parent, library, chain), own)


def _parent(child: Path, extends: Placed, library: Path) -> Path:
    name = extends.value
    if not isinstance(name, str) or not name.strip() or "\0" in name:
        raise ScenarioError(
            f"{extends.origin}: extends: expects the name of a scenario; found {found(name)}."
        )
    if name.endswith(SUFFIXES):
        parent = child.parent / name
    else:
        try:
            parent = find(name, library)
        except ScenarioError as error:
            raise ScenarioError(f"{extends.origin}: extends: {error}") from None
    if not os.path.exists(parent):
        raise ScenarioError(
            f"{extends.origin}: extends: there is no file {shown(parent)}; a path is relative to "
            "the file that names it."
        )
    return parent


def _read_file(path: Path) -> Tree:
    here = shown(path)
    source = YamlSource(lambda line: f"{here}:{line}")
    document = read_yaml(_text(path), source)
    if document.value is None:
        raise ScenarioError(f"{here}: this file is empty; a scenario begins with `about:`.")
    if not isinstance(document.value, Mapping):
        raise ScenarioError(
            f"{document.origin}: a scenario is a mapping that begins with `about:`; "
            f"found {found(document.value)}."
        )
    return document.value


def _text(path: Path) -> str:
    here = shown(path)
    try:
        written = path.read_bytes()
    except FileNotFoundError:
        raise ScenarioError(
            f"{here}: there is no such file; check the path, or list the library with "
            "`run.py scenarios`."
        ) from None
    except IsADirectoryError:
        raise ScenarioError(f"{here}: this is a folder; name one scenario file in it.") from None
    except OSError as error:
        why = (error.strerror or "unknown reason").lower()
        raise ScenarioError(f"{here}: this file cannot be read: {why}.") from None
    try:
        return written.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = written.count(b"\n", 0, error.start) + 1
        raise ScenarioError(
            f"{here}:{line}: these bytes are not UTF-8; save the file as UTF-8."
        ) from None
