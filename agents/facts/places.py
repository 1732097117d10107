"""People and their communities."""

from agents.facts.fact import Fact


class MemberRegistered(Fact, frozen=True, tag="member_registered", array_like=True, gc=False):
    """Somebody has an account now."""

    user_id: str


class CommunityCreated(Fact, frozen=True, tag="community_created", array_like=True, gc=False):
    """A community came into being; its founder is its first member."""

    community_id: str


class CommunityJoined(Fact, frozen=True, tag="community_joined", array_like=True, gc=False):
    """Somebody became an active member, or waits for approval (`pending`)."""

    community_id: str
    status: str


class CommunityLeft(Fact, frozen=True, tag="community_left", array_like=True, gc=False):
    """Somebody is no member any more."""

    community_id: str


class MembershipApproved(Fact, frozen=True, tag="membership_approved", array_like=True, gc=False):
    """Somebody who waited is an active member now."""

    community_id: str
    user_id: str


class MemberNominated(Fact, frozen=True, tag="member_nominated", array_like=True, gc=False):
    """Somebody was nominated for a role: a pending nomination that others ratify."""

    nomination_id: str
    community_id: str
    role: str


class NominationRatified(Fact, frozen=True, tag="nomination_ratified", array_like=True, gc=False):
    """Somebody spoke for a nomination; `ratified` says that it was the last voice needed."""

    nomination_id: str
    community_id: str
    ratified: bool
