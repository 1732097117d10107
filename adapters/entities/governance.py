"""How a community decides who leads it."""

from typing import Literal

from msgspec import Struct

from adapters.entities.words import LeadingRole

Maturity = Literal["mature", "constrained"]


class PersonRef(Struct, frozen=True, gc=False):
    """Somebody, as governance names people (`Person`)."""

    user_id: str
    name: str


class RoleHolder(Struct, frozen=True, gc=False):
    """An active admin or moderator."""

    user_id: str
    name: str
    role: LeadingRole


class GovernanceMaturity(Struct, frozen=True, gc=False):
    """`avg_trust_score` is the mean raw trust between active members, in raw weight."""

    status: Maturity
    avg_trust_score: float
    threshold: float


class Nomination(Struct, frozen=True):
    """A pending nomination, with those who have ratified it (`Nomination`)."""

    id: str
    nominated_user: PersonRef
    role: LeadingRole
    nominator: PersonRef
    ratification_count: int
    required_ratifications: int
    ratifiers: list[PersonRef]


class GovernanceState(Struct, frozen=True):
    """Who can be nominated, who is, and who leads (`GovernanceState`); nominations newest first."""

    maturity: GovernanceMaturity
    eligible_members: list[PersonRef]
    nominations: list[Nomination]
    role_holders: list[RoleHolder]


class Ratification(Struct, frozen=True, gc=False):
    """The answer to ratifying; `ratified` says that the nomination has reached its number."""

    ratified: bool
    ratification_count: int
