"""Whether what people do about themselves and their communities has happened.

register              the account with the e-mail, made since
create_community      an own community with name and place
update, archive       the community's own fields
join, leave, members  the row in the member list
nominate, ratify      the pending nominations, with who speaks for them
"""

from adapters.entities import (
    CommunityDetail,
    FoundCommunity,
    ListedMember,
    Membership,
    Ratification,
    StoredCommunity,
)
from adapters.errors import Refused
from adapters.live.writes.looking import Found, Look


async def registered(look: Look) -> Found | None:
    """An older account with the e-mail is somebody else's registration: the address is taken."""
    account = await look.find(look.what("email"))
    if account is None:
        return None
    if account.created_at < look.since:
        raise Refused(409, message="the e-mail is taken")
    return Found(account, account.id)


async def community_created(look: Look) -> Found | None:
    """Whoever creates a community is in it; one that is older was joined."""
    name, place = _word(look.what("name")), _word(look.what("location"))
    for mine in await look.karmyq.my_communities():
        if (_word(mine.name), _word(mine.location)) == (name, place):
            detail = await look.karmyq.get_community(mine.id)
            own = detail.creator_id == look.own and detail.created_at >= look.since
            return Found(FoundCommunity(mine.id, mine.name, not own, joined=True), mine.id)
    return None


async def community_updated(look: Look) -> Found | None:
    """All changed fields that karmyq shows have their new values."""
    detail = await look.karmyq.get_community(look.what("communityId"))
    changes = {key: value for key, value in look.intent.what.items() if key != "communityId"}
    if any(getattr(detail, key) != value for key, value in changes.items()):
        return None
    return Found(_stored(detail))


async def community_archived(look: Look) -> Found | None:
    """The community says so."""
    detail = await look.karmyq.get_community(look.what("communityId"))
    return Found(None) if detail.status == "archived" else None


async def joined(look: Look) -> Found | None:
    """The own row is active, or waits for approval."""
    return await _member(look, look.own, ("active", "pending"))


async def member_changed(look: Look) -> Found | None:
    """The row has the status and the role that were sent."""
    wanted = look.intent.what.get("status", "active")
    found = await _member(look, look.what_user(), (wanted,))
    role = look.intent.what.get("role")
    return None if found is None or role not in (None, found.value.role) else found


async def left(look: Look) -> Found | None:
    """No active row is left."""
    user_id = look.what_user()
    rows = await look.karmyq.list_members(look.what("communityId"))
    return None if any(row.user_id == user_id for row in rows) else Found(None)


async def nominated(look: Look) -> Found | None:
    """A pending nomination of that person, by this one."""
    state = await look.karmyq.governance_state(look.what("communityId"))
    for row in state.nominations:
        pair = (row.nominator.user_id, row.nominated_user.user_id, row.role)
        if pair == (look.own, look.what("nominated_user_id"), look.what("role")):
            return Found(row.id, row.id) if look.is_new(row.id) else None
    return None


async def ratified(look: Look) -> Found | None:
    """The own voice stands there; a nomination that is gone has got its role."""
    state = await look.karmyq.governance_state(look.what("communityId"))
    for row in state.nominations:
        if row.id == look.what("nominationId"):
            spoken = any(one.user_id == look.own for one in row.ratifiers)
            return Found(Ratification(False, row.ratification_count)) if spoken else None
    return Found(Ratification(True, 0))


async def _member(look: Look, user_id: str, statuses: tuple[str, ...]) -> Found | None:
    community_id = look.what("communityId")
    for status in statuses:
        for row in await look.karmyq.list_members(community_id, status):
            if row.user_id == user_id:
                return Found(_membership(community_id, row), row.id)
    return None


def _membership(community_id: str, row: ListedMember) -> Membership:
    return Membership(row.id, community_id, row.user_id, row.role, row.status, row.joined_at)


def _stored(row: CommunityDetail) -> StoredCommunity:
    return StoredCommunity(
        id=row.id,
        name=row.name,
        description=None,
        location=row.location,
        category=row.category,
        max_members=row.max_members,
        current_members=row.current_members,
        status=row.status,
    )


def _word(text: str | None) -> str:
    """As karmyq compares names and places (ADR-062)."""
    return (text or "").strip().lower()
