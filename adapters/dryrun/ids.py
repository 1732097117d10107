"""Identifiers: random v4 UUIDs as the platform makes them, drawn from a seeded stream."""

import re
from random import Random
from uuid import UUID

_UUID = re.compile(r"[0-9a-f]{8}-(?:[0-9a-f]{4}-){3}[0-9a-f]{12}", re.IGNORECASE)


def new_id(stream: Random) -> str:
    """The next identifier of a stream."""
    return str(UUID(int=stream.getrandbits(128), version=4))


def is_id(text: object) -> bool:
    """Whether the database would take this for a UUID."""
    return isinstance(text, str) and _UUID.fullmatch(text) is not None
