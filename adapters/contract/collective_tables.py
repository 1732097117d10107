"""karmyq's tables of collectives of providers: their members and their links to communities."""

from sqlalchemy import (
    ARRAY,
    CheckConstraint,
    Column,
    DateTime,
    ForeignKey,
    Table,
    Text,
    func,
    text,
)

from adapters.contract.columns import METADATA, flag, identifier, key


def _now(name: str) -> Column[object]:
    return Column(name, DateTime(timezone=True), server_default=func.now())


def _part(name: str, target: str) -> Column[str]:
    """One half of a primary key."""
    return identifier(name, ForeignKey(f"{target}.id", ondelete="CASCADE"), primary_key=True)


provider_collectives = Table(
    "provider_collectives",
    METADATA,
    key(),
    Column("name", Text, nullable=False),
    Column("description", Text),
    Column("location_notes", Text),
    Column("service_types", ARRAY(Text), server_default=text("'{}'")),
    flag("is_active", True),
    identifier("created_by", ForeignKey("auth.users.id", ondelete="SET NULL")),
    _now("created_at"),
    _now("updated_at"),
    schema="requests",
)
"""requests.provider_collectives: providers who work together."""

provider_collective_members = Table(
    "provider_collective_members",
    METADATA,
    _part("collective_id", "requests.provider_collectives"),
    _part("provider_id", "requests.provider_profiles"),
    Column(
        "role",
        Text,
        CheckConstraint("role IN ('member', 'admin')"),
        nullable=False,
        server_default="member",
    ),
    _now("joined_at"),
    schema="requests",
)
"""requests.provider_collective_members: which profile belongs to which collective."""

collective_community_links = Table(
    "collective_community_links",
    METADATA,
    _part("collective_id", "requests.provider_collectives"),
    _part("community_id", "communities.communities"),
    Column(
        "status",
        Text,
        CheckConstraint("status IN ('pending', 'active', 'inactive')"),
        nullable=False,
        server_default="active",
    ),
    _now("established_at"),
    schema="requests",
)
"""requests.collective_community_links: which collective serves which community."""
