"""karmyq's tables of providers, as far as live mode reads them: profiles and their reviews."""

from sqlalchemy import CheckConstraint, Column, ForeignKey, Integer, Table, Text, UniqueConstraint

from adapters.contract.columns import METADATA, flag, identifier, key, stamp

provider_profiles = Table(
    "provider_profiles",
    METADATA,
    key(),
    identifier("user_id", ForeignKey("auth.users.id", ondelete="CASCADE"), nullable=False),
    Column("service_type", Text, nullable=False),
    Column("display_name", Text, nullable=False),
    Column("bio", Text),
    Column("pricing_notes", Text),
    Column("location_notes", Text),
    flag("is_active", True),
    flag("is_available", False, nullable=False),
    stamp("created_at"),
    stamp("updated_at"),
    UniqueConstraint("user_id", "service_type"),
    schema="requests",
)
"""requests.provider_profiles: who offers what, one row per person and service."""

provider_reviews = Table(
    "provider_reviews",
    METADATA,
    key(),
    identifier(
        "provider_id",
        ForeignKey("requests.provider_profiles.id", ondelete="CASCADE"),
        nullable=False,
    ),
    identifier("reviewer_id", ForeignKey("auth.users.id", ondelete="CASCADE"), nullable=False),
    identifier("match_id", ForeignKey("requests.matches.id", ondelete="SET NULL")),
    Column("stars", Integer, CheckConstraint("stars BETWEEN 1 AND 5"), nullable=False),
    Column("review_text", Text),
    stamp("created_at"),
    UniqueConstraint("match_id", "reviewer_id"),
    schema="reputation",
)
"""reputation.provider_reviews: what people say of providers."""
