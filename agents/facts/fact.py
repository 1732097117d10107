"""What every fact is."""

from msgspec import Struct


class Fact(Struct, frozen=True, array_like=True, gc=False):
    """Something that has happened."""
