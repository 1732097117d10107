"""Founding one given community of the city, at the opening or during the run."""

from adapters.port import Karmyq
from agents.action import Perform
from agents.facts import CommunityCreated, CommunityJoined
from agents.me import Me
from agents.outcome import DONE, Outcome
from scenarios.city import CommunityTemplate

AT_ONCE = (0.0, 0.0)


def founding_of(
    place: CommunityTemplate, places: list[str], think_s: tuple[float, float] = AT_ONCE
) -> Perform:
    """Found this community, or step into it where it exists; its id is added to `places`."""

    async def found(me: Me, karmyq: Karmyq, _: object) -> Outcome:
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
