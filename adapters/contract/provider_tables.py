"""karmyq's tables of providers: profiles with ride details and scores, offers, and reviews."""

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

from adapters.contract.columns import METADATA, flag, identifier, key, stamp


def _of_profile() -> Column[str]:
    """The primary key of a table with one row per profile."""
    rule = ForeignKey("requests.provider_profiles.id", ondelete="CASCADE")
    return identifier("provider_id", rule, primary_key=True)


def _rate(name: str, digits: int) -> Column[object]:
    return Column(name, Numeric(digits, 2), server_default=text("0"))


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

provider_ride_details = Table(
    "provider_ride_details",
    METADATA,
    _of_profile(),
    Column("vehicle_type", Text),
    Column("typical_routes", Text),
    Column("max_passengers", Integer, server_default=text("1")),
    flag("advance_booking_required", False),
    schema="requests",
)
"""requests.provider_ride_details: what a profile for rides says beside its texts."""

provider_trust_scores = Table(
    "provider_trust_scores",
    METADATA,
    _of_profile(),
    _rate("avg_stars", 3),
    Column("total_reviews", Integer, server_default=text("0")),
    _rate("completion_rate", 5),
    _rate("response_rate", 5),
    Column(
        "trust_score",
        Integer,
        CheckConstraint("trust_score BETWEEN 0 AND 100"),
        server_default=text("0"),
    ),
    stamp("last_calculated"),
    schema="reputation",
)
"""reputation.provider_trust_scores: the rank of each profile in the directory."""

provider_offers = Table(
    "offers",
    METADATA,
    key(),
    identifier("provider_id", nullable=False),  # no foreign key: an offer outlives its profile
    identifier("provider_user_id", ForeignKey("auth.users.id", ondelete="CASCADE"), nullable=False),
    identifier(
        "request_id",
        ForeignKey("requests.help_requests.id", ondelete="CASCADE"),
        nullable=False,
    ),
    Column("price", Numeric(10, 2)),
    Column("note", Text),
    Column(
        "status",
        String(20),
        CheckConstraint("status IN ('pending', 'accepted', 'declined', 'withdrawn')"),
        nullable=False,
        server_default="pending",
    ),
    Column("created_at", DateTime(timezone=True), server_default=func.now()),
    Column("updated_at", DateTime(timezone=True), server_default=func.now()),
    schema="provider",
)
"""provider.offers: what providers offer on requests, beside the matches."""
