"""Before a step that moves many people: where a member leads, and whom the step would move."""

from collections.abc import Iterable, Sequence

from adapters.entities import MyCommunity
from adapters.port import Karmyq
from agents.me import Me


async def led(karmyq: Karmyq) -> list[MyCommunity]:
    """The active communities of which the member is an admin, newest membership first."""
    return [place for place in await karmyq.my_communities() if place.role == "admin"]


async def all_members_known(me: Me, karmyq: Karmyq, community_id: str) -> bool:
    """Whether nobody in a community is a stranger: real people are not moved about."""
    rows = await karmyq.list_members(community_id)
    return all_known(me, (row.user_id for row in rows))


def all_known(me: Me, user_ids: Iterable[str]) -> bool:
    """Whether the member may deal with all of these people; oneself is no stranger."""
    return all(user_id == me.account.id or me.knows(user_id) for user_id in user_ids)


def fits(name: str, taken: Sequence[str]) -> bool:
    """Whether a community may be called so: it fits the column and nobody else has it."""
    return len(name) <= NAME_LENGTH and name.lower() not in {one.lower() for one in taken}


NAME_LENGTH = 255
"""karmyq's longest name of a community."""
