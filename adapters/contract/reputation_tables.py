"""karmyq's tables of standing: karma, trust scores, ratings, and the edges of the trust graph."""

from sqlalchemy import (
    CheckConstraint,
    Column,
    DateTime,
    Double,
    ForeignKey,
    Index,
    Integer,
    Numeric,
    String,
    Table,
    Text,
    UniqueConstraint,
    cast,
    func,
    text,
)

from adapters.contract.columns import METADATA, identifier, key, stamp


def _user(name: str, *, cascade: bool = True) -> Column[str]:
    rule = ForeignKey("auth.users.id", ondelete="CASCADE" if cascade else None)
    return identifier(name, rule, nullable=False)


def _place(*, cascade: bool = False) -> Column[str]:
    rule = ForeignKey("communities.communities.id", ondelete="CASCADE" if cascade else None)
    return identifier("community_id", rule, nullable=False)


def _count(name: str, *, nullable: bool = True) -> Column[int]:
    return Column(name, Integer, server_default=text("0"), nullable=nullable)


def _mean(name: str) -> Column[object]:
    return Column(name, Numeric(3, 2), server_default=text("0"))


def _now(name: str) -> Column[object]:
    return Column(name, DateTime(timezone=True), nullable=False, server_default=func.now())


karma_records = Table(
    "karma_records",
    METADATA,
    key(),
    _user("user_id"),
    _place(),
    Column("points", Integer, nullable=False),
    Column("reason", String(255), nullable=False),
    identifier("related_entity_id"),
    stamp("created_at"),
    schema="reputation",
)
"""reputation.karma_records: what was earned, by whom, where and for which match."""

Index(
    "uq_karma_records_once",  # since Sprint 126 a match pays each reason once
    karma_records.c.user_id,
    karma_records.c.community_id,
    karma_records.c.reason,
    karma_records.c.related_entity_id,
    unique=True,
    postgresql_where=karma_records.c.related_entity_id.is_not(None),
)

trust_scores = Table(
    "trust_scores",
    METADATA,
    key(),
    _user("user_id"),
    _place(),
    _count("score", nullable=False),
    _count("requests_completed"),
    _count("offers_accepted"),
    _mean("average_feedback"),
    stamp("last_updated"),
    stamp("last_activity_at"),
    _mean("avg_helpfulness"),
    _mean("avg_responsiveness"),
    _mean("avg_clarity"),
    _count("total_feedback_received"),
    UniqueConstraint("user_id", "community_id"),
    schema="reputation",
)
"""reputation.trust_scores: one row per person and community."""

feedback = Table(
    "feedback",
    METADATA,
    key(),
    _user("from_user_id", cascade=False),
    _user("to_user_id", cascade=False),
    identifier("request_match_id", ForeignKey("requests.matches.id"), nullable=False),
    _place(),
    Column("rating", Integer, nullable=False),
    Column("comment", Text),
    stamp("created_at"),
    schema="feedback",
)
"""feedback.feedback: one to five stars, by one party of a match about the other."""

trust_edges = Table(
    "trust_edges",
    METADATA,
    key(),
    _user("user_id_a"),
    _user("user_id_b"),
    _place(cascade=True),
    _count("match_completed_count", nullable=False),
    _count("endorsement_count", nullable=False),
    _count("karma_given_count", nullable=False),
    _count("event_count", nullable=False),
    Column("raw_weight", Double, nullable=False, server_default=text("0")),
    Column("stability", Double, nullable=False, server_default=text("1.0")),
    _now("last_interaction_at"),
    _now("created_at"),
    _now("updated_at"),
    UniqueConstraint("user_id_a", "user_id_b", "community_id"),
    schema="social_graph",
)
"""social_graph.trust_edges: what two people of a community have done together."""

trust_edges.append_constraint(
    CheckConstraint(cast(trust_edges.c.user_id_a, Text) < cast(trust_edges.c.user_id_b, Text))
)
