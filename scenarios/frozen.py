"""A mapping that cannot change after it was made, so that a loaded scenario stays what it was."""

from collections.abc import Iterator, Mapping


class FrozenMapping[Key, Value](Mapping[Key, Value]):
    """A read-only mapping that keeps the order of its keys.

    Unlike `types.MappingProxyType` it can be pickled, since runs travel between processes.
    """

    __slots__ = ("_items",)

    def __init__(self, items: Mapping[Key, Value] | None = None) -> None:
        self._items = dict(items or {})

    def __getitem__(self, key: Key) -> Value:
        return self._items[key]

    def __iter__(self) -> Iterator[Key]:
        return iter(self._items)

    def __len__(self) -> int:
        return len(self._items)

    def __hash__(self) -> int:
        return hash(frozenset(self._items.items()))

    def __repr__(self) -> str:
        return repr(self._items)
