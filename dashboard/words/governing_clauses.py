"""Nominations, votes, splits and mergers as clauses without their subject."""

from collections.abc import Mapping
from typing import Any

from agents import facts
from dashboard.words.known import Known


def _nominated(fact: facts.MemberNominated, _who: str, known: Known) -> str:
    return f"nominated somebody as {fact.role} of {known.community(fact.community_id)}"


def _ratified(fact: facts.NominationRatified, _who: str, known: Known) -> str:
    last = ", the last voice needed" if fact.ratified else ""
    return f"spoke for a nomination in {known.community(fact.community_id)}{last}"


def _split_proposed(fact: facts.SplitProposed, _who: str, known: Known) -> str:
    return f"proposed to split {known.community(fact.community_id)}"


def _split_vote(fact: facts.SplitVoteStarted, _who: str, known: Known) -> str:
    return f"put the split of {known.community(fact.community_id)} to the vote"


def _voted(fact: facts.VoteCast, _who: str, known: Known) -> str:
    what = "merger" if fact.kind == "fusion" else "split"
    return f"voted {fact.vote} on the {what} of {known.community(fact.community_id)}"


def _split(fact: facts.SplitExecuted, _who: str, known: Known) -> str:
    halves = (
        f"{known.community(fact.child_a_id)} ({fact.members_a} members) and "
        f"{known.community(fact.child_b_id)} ({fact.members_b})"
    )
    return f"split {known.community(fact.community_id)} into {halves}"


def _pair(fusion_id: str, known: Known) -> str:
    sides = known.fused.get(fusion_id)
    return " and ".join(known.community(side) for side in sides) if sides else "two communities"


def _fusion_proposed(fact: facts.FusionProposed, _who: str, known: Known) -> str:
    sides = (known.community(fact.community_a_id), known.community(fact.community_b_id))
    return f"proposed to merge {sides[0]} and {sides[1]}"


def _fusion_accepted(fact: facts.FusionAccepted, _who: str, known: Known) -> str:
    return f"took up the merger of {_pair(fact.fusion_id, known)}"


def _fusion_rejected(fact: facts.FusionRejected, _who: str, known: Known) -> str:
    return f"turned down the merger of {_pair(fact.fusion_id, known)}"


def _fusion_vote(fact: facts.FusionVoteStarted, _who: str, known: Known) -> str:
    return f"put the merger of {_pair(fact.fusion_id, known)} to the vote"


def _fused(fact: facts.FusionExecuted, _who: str, known: Known) -> str:
    sides = (known.community(fact.community_a_id), known.community(fact.community_b_id))
    merged = f"{known.community(fact.merged_id)} ({fact.members} members)"
    return f"merged {sides[0]} and {sides[1]} into {merged}"


GOVERNING: Mapping[type[facts.Fact], Any] = {
    facts.MemberNominated: _nominated,
    facts.NominationRatified: _ratified,
    facts.SplitProposed: _split_proposed,
    facts.SplitVoteStarted: _split_vote,
    facts.VoteCast: _voted,
    facts.SplitExecuted: _split,
    facts.FusionProposed: _fusion_proposed,
    facts.FusionAccepted: _fusion_accepted,
    facts.FusionRejected: _fusion_rejected,
    facts.FusionVoteStarted: _fusion_vote,
    facts.FusionExecuted: _fused,
}
"""The clause of each of these facts."""
