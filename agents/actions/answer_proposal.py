"""Answer an admin who proposed this member as helper.

Who:       the proposed helper; an obligation, so every profile answers
When:      a proposal waits on an open request
Calls:     list_matches (proposed); then for each get_request, accept_match or reject_match
Chances:   accept_chance 0.7 for each, otherwise it is rejected (ours, as for dibs; nobody answered
           in the old simulator, 6 no. 15)
Takes:     5 to 15 s before each, at most 3 a turn (ours, as accept_offer)
Leaves:    ProposalAccepted, ProposalRejected
Outcomes:  skipped no_proposal, went_another_way; refused ALREADY_MATCHED when somebody was faster.
           The request is read just before: a proposal left over on a matched request is rejected,
           one on a finished request left alone
"""

from collections.abc import Sequence
from dataclasses import dataclass

from adapters.entities import MyMatch, Standing
from adapters.port import Karmyq
from agents.action import Action
from agents.facts import ProposalAccepted, ProposalRejected
from agents.me import Me
from agents.outcome import DONE, Outcome, skipped


@dataclass(frozen=True, slots=True)
class Settings:
    """The numbers of this action; times in virtual seconds."""

    window: int = 50
    accept_chance: float = 0.7
    most: int = 3
    consider_s: tuple[float, float] = (5.0, 15.0)


async def answer_proposal(me: Me, karmyq: Karmyq, settings: Settings) -> Outcome:
    """Accept or reject at most a few of the proposals that name this member."""
    matches = await karmyq.list_matches(settings.window, status="proposed")
    proposals = naming_me(me, matches)
    if not proposals:
        return skipped("no_proposal")

    answered = False
    for proposal in proposals[: settings.most]:
        await me.think(*settings.consider_s)
        answered |= await answer(me, karmyq, proposal, settings.accept_chance)
    return DONE if answered else skipped("went_another_way")


def naming_me(me: Me, matches: Sequence[MyMatch]) -> list[MyMatch]:
    """What an admin proposed to this member for people it deals with, newest first."""
    own = me.account.id
    return [
        match
        for match in matches
        if match.admin_proposed
        and match.responder_id == own
        and match.requester_id is not None
        and match.requester_id != own
        and me.knows(match.requester_id)
    ]


async def answer(me: Me, karmyq: Karmyq, proposal: MyMatch, accept_chance: float) -> bool:
    """Accept or reject; says whether the proposal was answered."""
    request = await karmyq.get_request(proposal.request_id)
    still_open = request.status == "open" and not request.expired
    if still_open and me.draw.chance(accept_chance):
        await karmyq.accept_match(proposal.id)
        me.leave(ProposalAccepted(proposal.id, proposal.request_id))
        return True
    if still_open or request.status == "matched":
        await karmyq.reject_match(proposal.id)
        me.leave(ProposalRejected(proposal.id, proposal.request_id))
        return True
    return False


def proposals_wait(standing: Standing) -> bool:
    """An admin proposed this member for an open request."""
    return standing.proposals_to_answer > 0


ACTION = Action("answer_proposal", answer_proposal, Settings, waits=proposals_wait)
