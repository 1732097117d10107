"""Nominate a trusted member as moderator or admin.

Who:       community builders (0.02), active helpers (0.02)
When:      an own community has an eligible member who does not lead yet
Calls:     my_communities, governance_state of one own community, nominate_member
Chances:   admin_chance 0.2, the share of nominations for admin (ours; the old simulator, 3.17,
           nominated moderators only); community and nominee are each equally likely
Takes:     5 to 15 s to consider (ours; the old simulator took none)
Leaves:    MemberNominated
Outcomes:  skipped no_community, nomination_pending, nobody_eligible; refused
           GOVERNANCE_ELIGIBILITY_NOT_MET when the nominee left meanwhile, CONFLICT when somebody
           else was faster. The old simulator drew any member and was refused in silence
"""

from dataclasses import dataclass

from adapters.entities import GovernanceState, LeadingRole, PersonRef
from adapters.port import Karmyq
from agents.action import Action
from agents.facts import MemberNominated
from agents.me import Me
from agents.outcome import DONE, Outcome, skipped


@dataclass(frozen=True, slots=True)
class Settings:
    """The numbers of this action; times in virtual seconds."""

    admin_chance: float = 0.2
    consider_s: tuple[float, float] = (5.0, 15.0)


async def nominate_member(me: Me, karmyq: Karmyq, settings: Settings) -> Outcome:
    """Nominate one of the eligible members of one own community."""
    mine = await karmyq.my_communities()
    if not mine:
        return skipped("no_community")
    place = me.draw.pick(mine)
    state = await karmyq.governance_state(place.id)
    if state.nominations:
        return skipped("nomination_pending")
    people = nominable(me, state)
    if not people:
        return skipped("nobody_eligible")

    await me.think(*settings.consider_s)
    nominee = me.draw.pick(people)
    role: LeadingRole = "admin" if me.draw.chance(settings.admin_chance) else "moderator"
    nomination_id = await karmyq.nominate_member(place.id, nominee.user_id, role)
    me.leave(MemberNominated(nomination_id, place.id, role))
    return DONE


def nominable(me: Me, state: GovernanceState) -> list[PersonRef]:
    """Eligible ordinary members, others than oneself, with whom this member deals."""
    leading = {holder.user_id for holder in state.role_holders}
    own = me.account.id
    return [
        person
        for person in state.eligible_members
        if person.user_id != own and person.user_id not in leading and me.knows(person.user_id)
    ]


ACTION = Action("nominate_member", nominate_member, Settings)
