"""What splits and fusions ask of one person: the part of a standing that comes from them."""

from collections import defaultdict
from collections.abc import Iterable, Mapping

from adapters.dryrun.records import MemberRecord
from adapters.dryrun.shelves.proposals import (
    URGENT_SPLIT,
    FusionRecord,
    ProposalShelf,
    SplitRecord,
)

STEPS = {
    ("split", "discussion"): "split_votes_to_start",
    ("split", "approved"): "splits_to_execute",
    ("fusion", "discussion"): "fusion_votes_to_start",
    ("fusion", "approved"): "fusions_to_execute",
}
"""What an admin does about a proposal, by its kind and status."""


def due_for(rows: Iterable[MemberRecord], shelf: ProposalShelf) -> Mapping[str, int]:
    """The counts by their names in `Standing`, from a person's active rows; zeros are left out."""
    counts: defaultdict[str, int] = defaultdict(int)
    fusions: dict[str, tuple[FusionRecord, MemberRecord, bool]] = {}
    for row in rows:
        place = row.community
        if place.status != "active":
            continue
        split, fusion = shelf.open_splits.get(place.id), shelf.open_fusions.get(place.id)
        leads = row.role == "admin"
        if split is not None:
            _count_split(counts, split, row, leads)
        elif leads and place.current_members >= URGENT_SPLIT:
            counts["splits_to_propose"] += 1
        if fusion is not None:
            led_before = fusion.id in fusions and fusions[fusion.id][2]
            fusions[fusion.id] = (fusion, row, leads or led_before)
            if leads and place is fusion.b and fusion.status == "pending_acceptance":
                counts["fusions_to_answer"] += 1
    for fusion, row, leads in fusions.values():
        _count_fusion(counts, fusion, row, leads)
    return counts


def _count_split(
    counts: defaultdict[str, int], split: SplitRecord, row: MemberRecord, leads: bool
) -> None:
    if split.status == "voting":
        counts["votes_due"] += row.user.id not in split.votes
    elif leads:
        counts[STEPS["split", split.status]] += 1


def _count_fusion(
    counts: defaultdict[str, int], fusion: FusionRecord, row: MemberRecord, leads: bool
) -> None:
    if fusion.status == "voting":
        counts["votes_due"] += row.user.id not in fusion.votes
    elif leads and ("fusion", fusion.status) in STEPS:
        counts[STEPS["fusion", fusion.status]] += 1
