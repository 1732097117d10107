"""karmyq's tables, as far as the simulator reads or the sandbox fills them.

auth.users
communities.communities ┬─ communities.members
                        ├─ communities.activities ── communities.activity_participants
                        ├─ communities.split_proposals ─┬─ …split_member_assignments
                        │                               └─ …split_votes
                        ├─ communities.fusion_proposals ── …fusion_votes
                        ├─ communities.community_links
                        ├─ communities.governance_nominations ── …governance_ratifications
                        ├─ reputation.karma_records, reputation.trust_scores
                        └─ social_graph.trust_edges
requests.help_requests ┬─ requests.request_communities
                       ├─ requests.dibs
                       ├─ provider.offers
                       └─ requests.matches ─┬─ requests.interaction_feedback, feedback.feedback
                                            └─ messaging.conversations ┬─ …participants
                                                                       └─ messaging.messages
requests.provider_profiles ┬─ requests.provider_ride_details
                           ├─ requests.provider_collective_members ── …provider_collectives
                           │                                          ── collective_community_links
                           └─ reputation.provider_reviews, reputation.provider_trust_scores

Columns, defaults, checks and unique indexes are those of karmyq's generated schema, and so are the
foreign keys whose target is a table here, with what each does on a delete: it decides in which
order accounts can be removed. `now` for a time without zone is the session's zone, which is UTC.
Identifiers default to `gen_random_uuid()` everywhere: karmyq's other spelling,
`uuid_generate_v4()`, needs an extension and gives the same.
"""

from sqlalchemy import (
    ARRAY,
    CheckConstraint,
    Column,
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

from adapters.contract.activity_tables import activities, activity_participants
from adapters.contract.collective_tables import (
    collective_community_links,
    provider_collective_members,
    provider_collectives,
)
from adapters.contract.columns import (
    METADATA,
    flag,
    identifier,
    key,
    moment,
    stamp,
    visibility_scope,
)
from adapters.contract.exchange_tables import dibs, interaction_feedback
from adapters.contract.governance_tables import (
    governance_nominations,
    governance_ratifications,
)
from adapters.contract.message_tables import (
    conversation_participants,
    conversations,
    messages,
)
from adapters.contract.proposal_tables import (
    community_links,
    fusion_proposals,
    fusion_votes,
    split_member_assignments,
    split_proposals,
    split_votes,
)
from adapters.contract.provider_tables import (
    provider_offers,
    provider_profiles,
    provider_reviews,
    provider_ride_details,
    provider_trust_scores,
)
from adapters.contract.reputation_tables import feedback, karma_records, trust_edges, trust_scores
from adapters.contract.request_tables import help_requests, matches, request_communities

__all__ = [
    "METADATA",
    "SCHEMAS",
    "activities",
    "activity_participants",
    "collective_community_links",
    "communities",
    "community_links",
    "conversation_participants",
    "conversations",
    "dibs",
    "feedback",
    "fusion_proposals",
    "fusion_votes",
    "governance_nominations",
    "governance_ratifications",
    "help_requests",
    "interaction_feedback",
    "karma_records",
    "matches",
    "members",
    "messages",
    "provider_collective_members",
    "provider_collectives",
    "provider_offers",
    "provider_profiles",
    "provider_reviews",
    "provider_ride_details",
    "provider_trust_scores",
    "request_communities",
    "split_member_assignments",
    "split_proposals",
    "split_votes",
    "trust_edges",
    "trust_scores",
    "users",
]

SCHEMAS = (
    "auth",
    "communities",
    "requests",
    "provider",
    "reputation",
    "feedback",
    "messaging",
    "social_graph",
)
"""The PostgreSQL schemas that the tables live in, in the order of their references."""

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
    Column("default_request_scope", visibility_scope, server_default="community"),
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
