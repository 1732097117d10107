"""karmyq's tables, as far as the simulator reads or the sandbox fills them.

auth.users
communities.communities ── communities.members
requests.help_requests ── requests.request_communities
                       └─ requests.matches

Columns, defaults, checks and unique indexes are those of karmyq's generated schema. Foreign keys
are the documented ones whose target is a table here. `now` for a time without zone is the session's
zone, which is UTC. Identifiers default to `gen_random_uuid()` everywhere: karmyq's other spelling,
`uuid_generate_v4()`, needs an extension and gives the same.
"""

from typing import Any

from sqlalchemy import (
    ARRAY,
    Boolean,
    CheckConstraint,
    Column,
    DateTime,
    Enum,
    ForeignKey,
    Index,
    Integer,
    MetaData,
    Numeric,
    String,
    Table,
    Text,
    UniqueConstraint,
    func,
    text,
)
from sqlalchemy.dialects.postgresql import JSONB, UUID

METADATA = MetaData()
"""All tables and enum types of this module."""

SCHEMAS = ("auth", "communities", "requests")
"""The PostgreSQL schemas that the tables live in, in the order of their references."""

_request_type = Enum(
    "generic", "ride", "borrow", "service", "event", name="request_type_enum", metadata=METADATA
)
_visibility_scope = Enum(
    "community", "trust_network", "platform", name="visibility_scope_enum", metadata=METADATA
)

_FEDERATION_PRIVACY = (
    '\'{"profile_visibility": "federated", "activity_visibility": "federated",'
    ' "reputation_visibility": "federated"}\'::jsonb'
)
_GOVERNANCE_SETTINGS = (
    '\'{"template": "small-collective", "quorum_size": 3, "eligibility_threshold": 50}\'::jsonb'
)


def _key() -> Column[str]:
    return _id("id", primary_key=True, server_default=text("gen_random_uuid()"))


def _id(name: str, *rules: ForeignKey, **options: Any) -> Column[str]:
    return Column(name, UUID(as_uuid=False), *rules, **options)


def _flag(name: str, default: bool, **options: Any) -> Column[bool]:
    return Column(name, Boolean, server_default=text(str(default).lower()), **options)


def _moment(name: str) -> Column[Any]:
    return Column(name, DateTime(timezone=False))


def _zoned(name: str) -> Column[Any]:
    return Column(name, DateTime(timezone=True))


def _stamp(name: str) -> Column[Any]:
    return Column(name, DateTime(timezone=False), server_default=text("CURRENT_TIMESTAMP"))


users = Table(
    "users",
    METADATA,
    _key(),
    Column("email", String(255), nullable=False, unique=True),
    Column("name", String(255), nullable=False),
    Column("password_hash", String(255), nullable=False),
    Column("bio", Text),
    Column("avatar_url", String(255)),
    _id("invited_by", ForeignKey("auth.users.id")),
    _moment("invitation_accepted_at"),
    _stamp("created_at"),
    _stamp("updated_at"),
    Column("federated_id", String(255), unique=True),
    _flag("allow_federation", True),
    Column("federation_privacy", JSONB, server_default=text(_FEDERATION_PRIVACY)),
    _flag("show_connection_path", True),
    _flag("show_who_invited_me", True),
    _flag("show_who_i_invited", False),
    schema="auth",
)
"""auth.users: every person with an account."""

communities = Table(
    "communities",
    METADATA,
    _key(),
    Column("name", String(255), nullable=False),
    Column("description", Text),
    Column("location", String(255)),
    Column("category", String(100)),
    Column("max_members", Integer, server_default=text("150")),
    Column("current_members", Integer, server_default=text("0")),
    _id("creator_id", ForeignKey("auth.users.id"), nullable=False),
    Column("access_type", String(50), server_default="public"),
    Column("status", String(50), server_default="active"),
    Column("default_request_scope", _visibility_scope, server_default="community"),
    Column("latitude", Numeric(10, 7)),
    Column("longitude", Numeric(10, 7)),
    Column("tags", ARRAY(Text), server_default=text("'{}'")),
    Column(
        "community_type",
        String(50),
        CheckConstraint("community_type IN ('mutual_aid', 'group')"),
        nullable=False,
        server_default="mutual_aid",
    ),
    _stamp("created_at"),
    _stamp("updated_at"),
    Column("federation_mode", String(50), server_default="local_only"),
    _flag("accepts_federated_members", False),
    Column("federated_id", String(255), unique=True),
    Column("governance_settings", JSONB, nullable=False, server_default=text(_GOVERNANCE_SETTINGS)),
    schema="communities",
)
"""communities.communities: every place that people help each other in."""

Index(
    "uq_communities_active_identity",  # ADR-062: who looks for it finds the existing one
    func.lower(func.trim(communities.c.name)),
    func.lower(func.trim(func.coalesce(communities.c.location, text("''")))),
    unique=True,
    postgresql_where=communities.c.status == text("'active'"),
)

members = Table(
    "members",
    METADATA,
    _key(),
    _id(
        "community_id",
        ForeignKey("communities.communities.id", ondelete="CASCADE"),
        nullable=False,
    ),
    _id("user_id", ForeignKey("auth.users.id", ondelete="CASCADE"), nullable=False),
    Column("role", String(50), server_default="member"),
    _id("invited_by", ForeignKey("auth.users.id")),
    Column("status", String(50), server_default="active"),
    Column("join_request_message", Text),
    _stamp("joined_at"),
    UniqueConstraint("community_id", "user_id"),
    schema="communities",
)
"""communities.members: who belongs where, one row per person and place."""

help_requests = Table(
    "help_requests",
    METADATA,
    _key(),
    _id("requester_id", nullable=False),
    Column("title", String(255), nullable=False),
    Column("description", Text, nullable=False),
    Column("category", String(100), nullable=False),
    Column("urgency", String(50), server_default="medium"),
    _moment("preferred_start_date"),
    _moment("preferred_end_date"),
    Column("status", String(50), server_default="open"),
    _flag("expired", False),
    _moment("expires_at"),
    Column("request_type", _request_type, nullable=False, server_default="generic"),
    Column("payload", JSONB, server_default=text("'{}'::jsonb")),
    Column("requirements", JSONB, server_default=text("'{}'::jsonb")),
    Column("visibility_scope", _visibility_scope, nullable=False, server_default="community"),
    Column(
        "visibility_max_degrees",
        Integer,
        CheckConstraint("visibility_max_degrees BETWEEN 1 AND 6"),
        server_default=text("3"),
    ),
    _id("preferred_provider_id"),
    _flag("is_boosted", False),
    _moment("boosted_at"),
    _moment("boosted_expires_at"),
    _id("boosted_by"),
    _zoned("scheduled_for"),
    _stamp("created_at"),
    _stamp("updated_at"),
    _flag("is_public", True),
    _flag("requester_visibility_consent", False),
    Column("visibility", String(50), server_default="community"),
    Column("federated_id", String(255), unique=True),
    _zoned("content_forgotten_at"),
    _flag("is_directed", False, nullable=False),
    _id("directed_to_user_id", ForeignKey("auth.users.id", ondelete="SET NULL")),
    _id(
        "directed_to_community_id",
        ForeignKey("communities.communities.id", ondelete="SET NULL"),
    ),
    _id("inventory_item_id"),
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
    _key(),
    _id(
        "request_id",
        ForeignKey("requests.help_requests.id", ondelete="CASCADE"),
        nullable=False,
    ),
    _id(
        "community_id",
        ForeignKey("communities.communities.id", ondelete="CASCADE"),
        nullable=False,
    ),
    _stamp("created_at"),
    UniqueConstraint("request_id", "community_id"),
    schema="requests",
)
"""requests.request_communities: where a request was posted."""

matches = Table(
    "matches",
    METADATA,
    _key(),
    _id("request_id", nullable=False),
    _id("offer_id"),
    _id("responder_id", nullable=False),
    Column("status", String(50), server_default="proposed"),
    _zoned("scheduled_at"),
    Column("travel_time_minutes", Integer, server_default=text("60")),
    _moment("completed_at"),
    _stamp("created_at"),
    _stamp("updated_at"),
    _flag("requester_visible", False),
    _flag("responder_visible", False),
    Column("interaction_category", String(100)),
    _moment("requester_done_at"),
    _moment("responder_done_at"),
    _flag("admin_proposed", False, nullable=False),
    schema="requests",
)
"""requests.matches: every offer on a request and what became of it."""
