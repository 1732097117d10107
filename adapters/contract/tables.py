"""karmyq's tables, as far as the simulator reads or the sandbox fills them.

auth.users
communities.communities ┬─ communities.members
                        └─ communities.governance_nominations ── …governance_ratifications
requests.help_requests ── requests.request_communities
                       ├─ requests.dibs
                       └─ requests.matches ─┬─ requests.interaction_feedback
                                            └─ messaging.conversations ── messaging.messages
requests.provider_profiles ── reputation.provider_reviews

Columns, defaults, checks and unique indexes are those of karmyq's generated schema. Foreign keys
are the documented ones whose target is a table here. `now` for a time without zone is the session's
zone, which is UTC. Identifiers default to `gen_random_uuid()` everywhere: karmyq's other spelling,
`uuid_generate_v4()`, needs an extension and gives the same.
"""

from sqlalchemy import (
    ARRAY,
    CheckConstraint,
    Column,
    Enum,
    ForeignKey,
    Index,
    Integer,
    Numeric,
    String,
    Table,
    Text,
    UniqueConstraint,
    func,
    text,
)
from sqlalchemy.dialects.postgresql import JSONB

from adapters.contract.columns import METADATA, flag, identifier, key, moment, stamp, zoned
from adapters.contract.exchange_tables import dibs, interaction_feedback
from adapters.contract.governance_tables import (
    governance_nominations,
    governance_ratifications,
)
from adapters.contract.message_tables import conversations, messages
from adapters.contract.proposal_tables import (
    fusion_proposals,
    fusion_votes,
    split_proposals,
    split_votes,
)
from adapters.contract.provider_tables import provider_profiles, provider_reviews

__all__ = [
    "METADATA",
    "SCHEMAS",
    "communities",
    "conversations",
    "dibs",
    "fusion_proposals",
    "fusion_votes",
    "governance_nominations",
    "governance_ratifications",
    "help_requests",
    "interaction_feedback",
    "matches",
    "members",
    "messages",
    "provider_profiles",
    "provider_reviews",
    "request_communities",
    "split_proposals",
    "split_votes",
    "users",
]

SCHEMAS = ("auth", "communities", "requests", "reputation", "messaging")
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


users = Table(
    "users",
    METADATA,
    key(),
    Column("email", String(255), nullable=False, unique=True),
    Column("name", String(255), nullable=False),
    Column("password_hash", String(255), nullable=False),
    Column("bio", Text),
    Column("avatar_url", String(255)),
    identifier("invited_by", ForeignKey("auth.users.id")),
    moment("invitation_accepted_at"),
    stamp("created_at"),
    stamp("updated_at"),
    Column("federated_id", String(255), unique=True),
    flag("allow_federation", True),
    Column("federation_privacy", JSONB, server_default=text(_FEDERATION_PRIVACY)),
    flag("show_connection_path", True),
    flag("show_who_invited_me", True),
    flag("show_who_i_invited", False),
    schema="auth",
)
"""auth.users: every person with an account."""

communities = Table(
    "communities",
    METADATA,
    key(),
    Column("name", String(255), nullable=False),
    Column("description", Text),
    Column("location", String(255)),
    Column("category", String(100)),
    Column("max_members", Integer, server_default=text("150")),
    Column("current_members", Integer, server_default=text("0")),
    identifier("creator_id", ForeignKey("auth.users.id"), nullable=False),
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
    stamp("created_at"),
    stamp("updated_at"),
    Column("federation_mode", String(50), server_default="local_only"),
    flag("accepts_federated_members", False),
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
    key(),
    identifier(
        "community_id",
        ForeignKey("communities.communities.id", ondelete="CASCADE"),
        nullable=False,
    ),
    identifier("user_id", ForeignKey("auth.users.id", ondelete="CASCADE"), nullable=False),
    Column("role", String(50), server_default="member"),
    identifier("invited_by", ForeignKey("auth.users.id")),
    Column("status", String(50), server_default="active"),
    Column("join_request_message", Text),
    stamp("joined_at"),
    UniqueConstraint("community_id", "user_id"),
    schema="communities",
)
"""communities.members: who belongs where, one row per person and place."""

help_requests = Table(
    "help_requests",
    METADATA,
    key(),
    identifier("requester_id", nullable=False),
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
    Column("visibility_scope", _visibility_scope, nullable=False, server_default="community"),
    Column(
        "visibility_max_degrees",
        Integer,
        CheckConstraint("visibility_max_degrees BETWEEN 1 AND 6"),
        server_default=text("3"),
    ),
    identifier("preferred_provider_id"),
    flag("is_boosted", False),
    moment("boosted_at"),
    moment("boosted_expires_at"),
    identifier("boosted_by"),
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
    identifier("request_id", nullable=False),
    identifier("offer_id"),
    identifier("responder_id", nullable=False),
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
