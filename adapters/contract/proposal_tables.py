"""karmyq's tables of proposals to split a community or to merge two: votes, halves and links."""

from sqlalchemy import (
    CheckConstraint,
    Column,
    DateTime,
    ForeignKey,
    Index,
    Integer,
    Numeric,
    Table,
    Text,
    UniqueConstraint,
    func,
    text,
)

from adapters.contract.columns import METADATA, flag, identifier, key, zoned


def _place(name: str, **options: bool) -> Column[str]:
    return identifier(name, ForeignKey("communities.communities.id"), **options)


def _person(name: str, **options: bool) -> Column[str]:
    return identifier(name, ForeignKey("auth.users.id"), **options)


def _linked(name: str) -> Column[str]:
    rule = ForeignKey("communities.communities.id", ondelete="CASCADE")
    return identifier(name, rule, nullable=False)


def _admin(name: str) -> Column[str]:
    return identifier(name, ForeignKey("auth.users.id", ondelete="SET NULL"))


def _percent(name: str) -> Column[int]:
    return Column(name, Integer, nullable=False, server_default=text("60"))


def _status(first: str, *others: str) -> Column[str]:
    listed = ", ".join(f"'{word}'" for word in (first, *others))
    check = CheckConstraint(f"status IN ({listed})")
    return Column("status", Text, check, nullable=False, server_default=first)


def _made() -> Column[object]:
    return Column("created_at", DateTime(timezone=True), server_default=func.now())


def _votes(name: str, proposals: str, *more: Column[str]) -> Table:
    return Table(
        name,
        METADATA,
        key(),
        identifier(
            "proposal_id",
            ForeignKey(f"communities.{proposals}.id", ondelete="CASCADE"),
            nullable=False,
        ),
        *more,
        _person("user_id", nullable=False),
        Column("vote", Text, CheckConstraint("vote IN ('yes', 'no', 'abstain')"), nullable=False),
        Column("prestige_weight", Numeric(8, 2), nullable=False, server_default=text("1.0")),
        Column("voted_at", DateTime(timezone=True), server_default=func.now()),
        UniqueConstraint("proposal_id", "user_id"),
        schema="communities",
    )


split_proposals = Table(
    "split_proposals",
    METADATA,
    key(),
    _place("community_id", nullable=False),
    _person("proposed_by", nullable=False),
    Column(
        "split_type",
        Text,
        CheckConstraint("split_type IN ('size_threshold', 'admin_initiated')"),
        nullable=False,
    ),
    Column("rationale", Text),
    Column("group_a_name", Text, nullable=False),
    Column("group_b_name", Text, nullable=False),
    _status("discussion", "voting", "approved", "rejected", "executed"),
    _percent("quorum_pct"),
    _percent("approval_pct"),
    zoned("discussion_ends_at"),
    zoned("voting_ends_at"),
    zoned("executed_at"),
    _place("child_community_a_id"),
    _place("child_community_b_id"),
    _made(),
    schema="communities",
)
"""communities.split_proposals: one open proposal per community."""

Index(
    "uq_split_proposals_active",
    split_proposals.c.community_id,
    unique=True,
    postgresql_where=split_proposals.c.status.not_in(("executed", "rejected")),
)

split_votes = _votes("split_votes", "split_proposals")
"""communities.split_votes: one vote per proposal and person."""

split_member_assignments = Table(
    "split_member_assignments",
    METADATA,
    key(),
    identifier(
        "proposal_id",
        ForeignKey("communities.split_proposals.id", ondelete="CASCADE"),
        nullable=False,
    ),
    _person("user_id", nullable=False),
    Column(
        "assigned_to",
        Text,
        CheckConstraint("assigned_to IN ('group_a', 'group_b', 'unassigned')"),
        nullable=False,
        server_default="unassigned",
    ),
    Column(
        "cluster_suggestion",
        Text,
        CheckConstraint("cluster_suggestion IN ('group_a', 'group_b')"),
    ),
    flag("admin_overridden", False, nullable=False),
    _made(),
    UniqueConstraint("proposal_id", "user_id"),
    schema="communities",
)
"""communities.split_member_assignments: who would go to which half."""

fusion_proposals = Table(
    "fusion_proposals",
    METADATA,
    key(),
    _place("community_a_id", nullable=False),
    _place("community_b_id", nullable=False),
    CheckConstraint("community_a_id <> community_b_id"),
    _person("proposed_by", nullable=False),
    Column("merged_community_name", Text, nullable=False),
    Column("rationale", Text),
    _status("pending_acceptance", "discussion", "voting", "approved", "rejected", "executed"),
    _percent("quorum_pct"),
    _percent("approval_pct"),
    _person("accepted_by"),
    zoned("voting_ends_at"),
    zoned("executed_at"),
    _place("merged_community_id"),
    _made(),
    schema="communities",
)
"""communities.fusion_proposals: two communities that may become one."""

fusion_votes = _votes("fusion_votes", "fusion_proposals", _place("community_id", nullable=False))
"""communities.fusion_votes: one vote per proposal and person, on one of the two sides."""

community_links = Table(
    "community_links",
    METADATA,
    key(),
    _linked("community_a_id"),
    _linked("community_b_id"),
    CheckConstraint("community_a_id <> community_b_id"),
    Column(
        "link_type",
        Text,
        CheckConstraint("link_type IN ('sister', 'parent_child', 'split_origin', 'fusion_origin')"),
        nullable=False,
    ),
    Column(
        "trust_carry_factor",
        Numeric(3, 2),
        CheckConstraint("trust_carry_factor BETWEEN 0 AND 1"),
        nullable=False,
        server_default=text("0.40"),
    ),
    flag("show_in_sister_feeds", False, nullable=False),
    _admin("created_by_admin_a"),
    _admin("created_by_admin_b"),
    Column(
        "status",
        Text,
        CheckConstraint("status IN ('pending', 'active', 'inactive')"),
        nullable=False,
        server_default="pending",
    ),
    Column("created_at", DateTime(timezone=True), nullable=False, server_default=func.now()),
    Column("updated_at", DateTime(timezone=True), nullable=False, server_default=func.now()),
    UniqueConstraint("community_a_id", "community_b_id"),
    schema="communities",
)
"""communities.community_links: which community comes from which, one row per direction."""
