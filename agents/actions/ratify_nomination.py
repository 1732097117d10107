"""Speak for the nominations of others in one's communities.

Who:       members; an obligation, so every profile answers; community builders and active helpers
           (0.05) and social users (0.03) also of their own accord
When:      a pending nomination of an own community lacks the member's voice
Calls:     my_communities; for each of some of them governance_state, ratify_nomination for each
Chances:   none; always in favour (old simulator, 3.17)
Takes:     5 to 15 s for each (ours; the old simulator took none)
Leaves:    NominationRatified
Outcomes:  skipped no_community, nothing_to_ratify; refused NOT_FOUND when others filled the number
           meanwhile. Nobody ratifies a nomination of or by oneself, nor a second time. The old
           simulator looked at the first three communities only, so that others never ended
"""

from dataclasses import dataclass

from adapters.entities import GovernanceState, Nomination, Standing
from adapters.port import Karmyq
from agents.action import Action
from agents.facts import NominationRatified
from agents.me import Me
from agents.outcome import DONE, Outcome, skipped


@dataclass(frozen=True, slots=True)
class Settings:
    """The numbers of this action; times in virtual seconds."""

    places: int = 3
    consider_s: tuple[float, float] = (5.0, 15.0)


async def ratify_nomination(me: Me, karmyq: Karmyq, settings: Settings) -> Outcome:
    """Ratify what is pending in a few of one's communities."""
    mine = await karmyq.my_communities()
    if not mine:
        return skipped("no_community")

    spoken = 0
    for place in me.draw.some(mine, settings.places):
        for nomination in lacking(me, await karmyq.governance_state(place.id)):
            await me.think(*settings.consider_s)
            said = await karmyq.ratify_nomination(place.id, nomination.id)
            me.leave(NominationRatified(nomination.id, place.id, said.ratified))
            spoken += 1
    return DONE if spoken else skipped("nothing_to_ratify")


def lacking(me: Me, state: GovernanceState) -> list[Nomination]:
    """Nominations of others, by others, that the member has not ratified, newest first."""
    own = me.account.id
    return [
        nomination
        for nomination in state.nominations
        if own not in (nomination.nominated_user.user_id, nomination.nominator.user_id)
        and all(voice.user_id != own for voice in nomination.ratifiers)
        and me.knows(nomination.nominated_user.user_id)
    ]


def nominations_wait(standing: Standing) -> bool:
    """A nomination in an own community lacks the member's voice."""
    return standing.ratifications_due > 0


ACTION = Action("ratify_nomination", ratify_nomination, Settings, waits=nominations_wait)
