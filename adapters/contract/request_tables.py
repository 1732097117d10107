"""karmyq's tables of requests: what was asked for, where, and every offer of help."""

from sqlalchemy import (
    CheckConstraint,
    Column,
    Enum,
    ForeignKey,
    Integer,
    String,
    Table,
    Text,
    UniqueConstraint,
    text,
)
from sqlalchemy.dialects.postgresql import JSONB

from adapters.contract.columns import (
    METADATA,
    flag,
    identifier,
    key,
    moment,
    stamp,
    visibility_scope,
    zoned,
)

_request_type = Enum(
    "generic", "ride", "borrow", "service", "event", name="request_type_enum", metadata=METADATA
)

help_requests = Table(
    "help_requests",
    METADATA,
    key(),
    identifier("requester_id", ForeignKey("auth.users.id"), nullable=False),
    Column("title", String(255), nullable=False),
    Column("description", Text, nullable=False),
    Column("category", String(100), nullable=False),
    Column("urgency", String(50), server_default="medium"),
    moment("preferred_start_date"),
    moment("preferred_end_date"),
    Column("status", String(50), server_default="open"),
    flag("expired", False),
    moment("expires_at"),
    Column("request_type", _request_type, nullable=False, server_default="generic"),
    Column("payload", JSONB, server_default=text("'{}'::jsonb")),
    Column("requirements", JSONB, server_default=text("'{}'::jsonb")),
    Column("visibility_scope", visibility_scope, nullable=False, server_default="community"),
    Column(
        "visibility_max_degrees",
        Integer,
        CheckConstraint("visibility_max_degrees BETWEEN 1 AND 6"),
        server_default=text("3"),
    ),
    identifier(
        "preferred_provider_id",
        ForeignKey("requests.provider_profiles.id", ondelete="SET NULL"),
    ),
    flag("is_boosted", False),
    moment("boosted_at"),
    moment("boosted_expires_at"),
    identifier("boosted_by", ForeignKey("auth.users.id", ondelete="SET NULL")),
    zoned("scheduled_for"),
    stamp("created_at"),
    stamp("updated_at"),
    flag("is_public", True),
    flag("requester_visibility_consent", False),
    Column("visibility", String(50), server_default="community"),
    Column("federated_id", String(255), unique=True),
    zoned("content_forgotten_at"),
    flag("is_directed", False, nullable=False),
    identifier("directed_to_user_id", ForeignKey("auth.users.id", ondelete="SET NULL")),
    identifier(
        "directed_to_community_id",
        ForeignKey("communities.communities.id", ondelete="SET NULL"),
    ),
    identifier("inventory_item_id"),
    CheckConstraint(
        "urgency IN ('urgent', 'high', 'medium', 'low')", name="chk_help_requests_urgency"
    ),
    CheckConstraint(
        "status IN ('open', 'dibs_pending', 'matched', 'completed', 'cancelled')",
        name="chk_help_requests_status",
    ),
    schema="requests",
)
"""requests.help_requests: every request for help; its communities stand in request_communities."""

request_communities = Table(
    "request_communities",
    METADATA,
    key(),
    identifier(
        "request_id",
        ForeignKey("requests.help_requests.id", ondelete="CASCADE"),
        nullable=False,
    ),
    identifier(
        "community_id",
        ForeignKey("communities.communities.id", ondelete="CASCADE"),
        nullable=False,
    ),
    stamp("created_at"),
    UniqueConstraint("request_id", "community_id"),
    schema="requests",
)
"""requests.request_communities: where a request was posted."""

matches = Table(
    "matches",
    METADATA,
    key(),
    identifier(
        "request_id",
        ForeignKey("requests.help_requests.id", ondelete="CASCADE"),
        nullable=False,
    ),
    identifier("offer_id"),
    identifier("responder_id", ForeignKey("auth.users.id"), nullable=False),
    Column("status", String(50), server_default="proposed"),
    zoned("scheduled_at"),
    Column("travel_time_minutes", Integer, server_default=text("60")),
    moment("completed_at"),
    stamp("created_at"),
    stamp("updated_at"),
    flag("requester_visible", False),
    flag("responder_visible", False),
    Column("interaction_category", String(100)),
    moment("requester_done_at"),
    moment("responder_done_at"),
    flag("admin_proposed", False, nullable=False),
    schema="requests",
)
"""requests.matches: every offer on a request and what became of it."""
