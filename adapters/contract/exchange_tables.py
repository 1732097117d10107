"""karmyq's tables of what people ask and say beside a request: dibs and feedback."""

from sqlalchemy import (
    CheckConstraint,
    Column,
    DateTime,
    ForeignKey,
    Integer,
    Table,
    Text,
    UniqueConstraint,
    func,
)

from adapters.contract.columns import METADATA, flag, identifier, key, stamp


def _score(name: str) -> Column[int]:
    return Column(name, Integer, CheckConstraint(f"{name} BETWEEN 1 AND 5"))


interaction_feedback = Table(
    "interaction_feedback",
    METADATA,
    key(),
    identifier("match_id", ForeignKey("requests.matches.id", ondelete="CASCADE"), nullable=False),
    identifier("from_user_id", ForeignKey("auth.users.id"), nullable=False),
    identifier("to_user_id", ForeignKey("auth.users.id"), nullable=False),
    _score("helpfulness"),
    _score("responsiveness"),
    _score("clarity"),
    Column("comment", Text),
    flag("allow_featuring", False),
    stamp("created_at"),
    UniqueConstraint("match_id", "from_user_id"),
    schema="requests",
)
"""requests.interaction_feedback: what each side of a completed match says of the other."""

dibs = Table(
    "dibs",
    METADATA,
    key(),
    identifier(
        "request_id",
        ForeignKey("requests.help_requests.id", ondelete="CASCADE"),
        nullable=False,
        unique=True,
    ),
    identifier("requester_id", ForeignKey("auth.users.id", ondelete="CASCADE"), nullable=False),
    identifier("provider_user_id", ForeignKey("auth.users.id", ondelete="CASCADE"), nullable=False),
    Column(
        "status",
        Text,
        CheckConstraint("status IN ('pending', 'accepted', 'declined', 'expired')"),
        nullable=False,
        server_default="pending",
    ),
    Column("expires_at", DateTime(timezone=True), nullable=False),
    Column("created_at", DateTime(timezone=True), server_default=func.now()),
    Column("updated_at", DateTime(timezone=True), server_default=func.now()),
    schema="requests",
)
"""requests.dibs: one private first ask per request, ever."""
