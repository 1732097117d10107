"""How karmyq's tables write the columns that they all have: keys, flags and times."""

from typing import Any

from sqlalchemy import Boolean, Column, DateTime, Enum, ForeignKey, MetaData, text
from sqlalchemy.dialects.postgresql import UUID

METADATA = MetaData()
"""All tables and enum types of `tables`."""

visibility_scope = Enum(
    "community", "trust_network", "platform", name="visibility_scope_enum", metadata=METADATA
)
"""How far a request is seen; communities have a default for it."""


def key() -> Column[str]:
    """The primary key."""
    return identifier("id", primary_key=True, server_default=text("gen_random_uuid()"))


def identifier(name: str, *rules: ForeignKey, **options: Any) -> Column[str]:
    """A UUID column, perhaps with a foreign key."""
    return Column(name, UUID(as_uuid=False), *rules, **options)


def flag(name: str, default: bool, **options: Any) -> Column[bool]:
    """A truth value with its default."""
    return Column(name, Boolean, server_default=text(str(default).lower()), **options)


def moment(name: str) -> Column[Any]:
    """A time without zone, which is UTC."""
    return Column(name, DateTime(timezone=False))


def zoned(name: str) -> Column[Any]:
    """A time with its zone."""
    return Column(name, DateTime(timezone=True))


def stamp(name: str) -> Column[Any]:
    """A time without zone that is now by default."""
    return Column(name, DateTime(timezone=False), server_default=text("CURRENT_TIMESTAMP"))
