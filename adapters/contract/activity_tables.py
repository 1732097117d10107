"""karmyq's tables of what a community does together: activities, and who takes part."""

from sqlalchemy import (
    CheckConstraint,
    Column,
    DateTime,
    ForeignKey,
    Integer,
    Numeric,
    String,
    Table,
    Text,
    UniqueConstraint,
    func,
    text,
)

from adapters.contract.columns import METADATA, identifier, key, stamp


def _made(name: str) -> Column[object]:
    return Column(name, DateTime(timezone=True), nullable=False, server_default=func.now())


activities = Table(
    "activities",
    METADATA,
    key(),
    identifier(
        "community_id",
        ForeignKey("communities.communities.id", ondelete="CASCADE"),
        nullable=False,
    ),
    identifier("created_by", ForeignKey("auth.users.id"), nullable=False),
    Column("title", String(255), nullable=False),
    Column("description", Text),
    Column(
        "activity_type",
        String(100),
        CheckConstraint(
            "activity_type IN ('pickup_game', 'group_run', 'workout', 'social', 'other')"
        ),
        nullable=False,
        server_default="other",
    ),
    Column("scheduled_at", DateTime(timezone=True), nullable=False),
    Column("duration_minutes", Integer),
    Column("location", Text),
    Column("latitude", Numeric(10, 7)),
    Column("longitude", Numeric(10, 7)),
    Column("max_participants", Integer),
    Column("current_participants", Integer, server_default=text("0")),
    Column(
        "status",
        String(50),
        CheckConstraint("status IN ('open', 'cancelled', 'completed')"),
        nullable=False,
        server_default="open",
    ),
    _made("created_at"),
    _made("updated_at"),
    schema="communities",
)
"""communities.activities: what is planned for when."""

activity_participants = Table(
    "activity_participants",
    METADATA,
    key(),
    identifier(
        "activity_id",
        ForeignKey("communities.activities.id", ondelete="CASCADE"),
        nullable=False,
    ),
    identifier("user_id", ForeignKey("auth.users.id", ondelete="CASCADE"), nullable=False),
    stamp("joined_at"),
    UniqueConstraint("activity_id", "user_id"),
    schema="communities",
)
"""communities.activity_participants: one row per person and activity."""
