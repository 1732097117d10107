"""karmyq's tables of governance: nominations, and who has ratified them."""

from sqlalchemy import CheckConstraint, Column, DateTime, ForeignKey, Integer, String, Table, func

from adapters.contract.columns import METADATA, identifier, key

governance_nominations = Table(
    "governance_nominations",
    METADATA,
    key(),
    identifier(
        "community_id",
        ForeignKey("communities.communities.id", ondelete="CASCADE"),
        nullable=False,
    ),
    identifier("nominated_user_id", ForeignKey("auth.users.id"), nullable=False),
    identifier("nominator_id", ForeignKey("auth.users.id"), nullable=False),
    Column("nominated_for_role", String(50), nullable=False),
    Column(
        "status",
        String(20),
        CheckConstraint("status IN ('pending', 'ratified', 'rejected', 'withdrawn')"),
        nullable=False,
        server_default="pending",
    ),
    Column("required_ratifications", Integer, nullable=False, server_default="3"),
    Column("created_at", DateTime(timezone=True), server_default=func.now()),
    Column("resolved_at", DateTime(timezone=True)),
    schema="communities",
)
"""communities.governance_nominations: who is proposed for which role."""

governance_ratifications = Table(
    "governance_ratifications",
    METADATA,
    identifier(
        "nomination_id",
        ForeignKey("communities.governance_nominations.id", ondelete="CASCADE"),
        primary_key=True,
    ),
    identifier("ratifier_id", ForeignKey("auth.users.id"), primary_key=True),
    Column("created_at", DateTime(timezone=True), nullable=False, server_default=func.now()),
    schema="communities",
)
"""communities.governance_ratifications: one voice per person and nomination."""
