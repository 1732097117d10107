"""Founding one given community of the city, at the opening or during the run."""

from collections.abc import Iterator

from adapters.port import Directory, Karmyq
from agents.action import Perform
from agents.facts import CommunityCreated, CommunityJoined
from agents.me import Me
from agents.outcome import DONE, Outcome, skipped
from scenarios.city import CommunityTemplate

AT_ONCE = (0.0, 0.0)


class Sites:
    """Where communities may be founded: not where strangers have one of the same name and place.

    karmyq would make the founder a member of that one, unasked. A spare community of the city
    takes its place, in the content's order.
    """

    def __init__(self, directory: Directory, spare: Iterator[CommunityTemplate]) -> None:
        self._directory = directory
        self._spare = spare

    async def free(self, me: Me, wanted: CommunityTemplate) -> CommunityTemplate | None:
        """The community that is wanted, or a spare one; None when none is left."""
        place: CommunityTemplate | None = wanted
        while place is not None and not await self._is_free(me, place):
            place = next(self._spare, None)
        return place

    async def _is_free(self, me: Me, place: CommunityTemplate) -> bool:
        founder = await self._directory.founder_of(place.name, place.location)
        return founder is None or founder == me.account.id or me.knows(founder)


def founding_of(
    wanted: CommunityTemplate,
    places: list[str],
    sites: Sites,
    think_s: tuple[float, float] = AT_ONCE,
) -> Perform:
    """Found this community, or step into ours of that name; its id is added to `places`."""

    async def found(me: Me, karmyq: Karmyq, _: object) -> Outcome:
        place = await sites.free(me, wanted)
        if place is None:
            return skipped("no_name_left")
        if think_s != AT_ONCE:
            await me.think(*think_s)
        community = await karmyq.create_community(
            place.name, place.description, place.location, place.category, place.community_type
        )
        places.append(community.id)
        if not community.existing:
            me.leave(CommunityCreated(community.id))
        elif community.joined:
            me.leave(CommunityJoined(community.id, "active"))
        return DONE

    return found
