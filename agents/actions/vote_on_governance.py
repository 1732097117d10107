"""Vote on what is proposed in one's communities: splits and fusions.

Who:       active helpers, community builders, social users; an obligation of every member
When:      a split or a fusion of an own community is in voting
Calls:     my_communities, get_community for each; get_split and vote_on_split, get_fusion and
           vote_on_fusion for each that is open
Chances:   yes 0.8, abstain 0.15, no 0.05 (old simulator, 3.15); a member makes up its mind once
           for each proposal
Takes:     no time (old simulator, 3.15)
Leaves:    VoteCast for each
Outcomes:  skipped no_community, no_vote_open; refused INVALID_STATE when it was decided meanwhile.
           A vote past its end is stuck, not open, and left alone, as are proposals of strangers;
           a split does not tell one's own vote, so that it may be cast again, with the same word
"""

from dataclasses import dataclass
from datetime import datetime

from adapters.entities import MyCommunity, Standing
from adapters.port import Karmyq
from agents.action import Action
from agents.facts import VoteCast
from agents.me import Me
from agents.opinion import Leanings, opinion
from agents.outcome import DONE, Outcome, skipped


@dataclass(frozen=True, slots=True)
class Settings:
    """The numbers of this action."""

    yes_chance: float = 0.8
    abstain_chance: float = 0.15

    @property
    def leanings(self) -> Leanings:
        """How members think of proposals."""
        return Leanings(self.yes_chance, self.abstain_chance)


async def vote_on_governance(me: Me, karmyq: Karmyq, settings: Settings) -> Outcome:
    """Vote on everything that is open where one belongs."""
    communities = await karmyq.my_communities()
    if not communities:
        return skipped("no_community")
    cast, fusions = 0, set[str]()
    for place in communities:
        seen = await karmyq.get_community(place.id)
        split, fusion = seen.active_split_proposal, seen.active_fusion_proposal
        if split is not None and split.status == "voting":
            cast += await vote_on_split(me, karmyq, place, split.id, settings)
        if fusion is not None and fusion.status == "voting" and fusion.id not in fusions:
            fusions.add(fusion.id)
            cast += await vote_on_fusion(me, karmyq, place, fusion.id, settings)
    return DONE if cast else skipped("no_vote_open")


async def vote_on_split(
    me: Me, karmyq: Karmyq, place: MyCommunity, split_id: str, settings: Settings
) -> bool:
    """Say what one thinks of a split; says whether that was possible."""
    proposal = (await karmyq.get_split(place.id, split_id)).proposal
    if not me.knows(proposal.proposed_by) or is_over(proposal.voting_ends_at, me.now()):
        return False
    word = opinion(me.account.id, split_id, settings.leanings)
    result = await karmyq.vote_on_split(place.id, split_id, word)
    me.leave(VoteCast(split_id, place.id, "split", result.vote))
    return True


async def vote_on_fusion(
    me: Me, karmyq: Karmyq, place: MyCommunity, fusion_id: str, settings: Settings
) -> bool:
    """Say once what one thinks of a fusion; says whether that was possible."""
    seen = await karmyq.get_fusion(place.id, fusion_id)
    proposal = seen.proposal
    if seen.my_vote is not None or is_over(proposal.voting_ends_at, me.now()):
        return False
    if not me.knows(proposal.proposed_by):
        return False
    word = opinion(me.account.id, fusion_id, settings.leanings)
    result = await karmyq.vote_on_fusion(place.id, fusion_id, word)
    me.leave(VoteCast(fusion_id, place.id, "fusion", result.vote))
    return True


def is_over(end: datetime | None, now: datetime) -> bool:
    """Whether a vote is past its end."""
    return end is not None and end <= now


def votes_wait(standing: Standing) -> bool:
    """Something in voting lacks the member's vote."""
    return standing.votes_due > 0


ACTION = Action("vote_on_governance", vote_on_governance, Settings, waits=votes_wait)
