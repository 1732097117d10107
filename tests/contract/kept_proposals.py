"""What a walk keeps of splits and fusions: I12, and the indexes of open proposals."""

from collections import Counter

from hypothesis.stateful import invariant

from tests.contract.walk_steps import Steps

ENDED = ("rejected", "executed")


class ProposalIndexes(Steps):
    """The proposal that a community has on its table is what a count says."""

    @invariant()
    def open_proposals_are_those_that_have_not_ended(self) -> None:
        shelf = self.stages[0].town.store.proposals
        splits = [row for row in shelf.splits.values() if row.status not in ENDED]
        fusions = [row for row in shelf.fusions.values() if row.status not in ENDED]

        assert shelf.open_splits == {row.community.id: row for row in splits}
        assert shelf.open_fusions == {side.id: row for row in fusions for side in (row.a, row.b)}


class KeptProposals(Steps):
    """I12."""

    @invariant()
    def i12_one_proposal_at_a_time_and_no_vote_past_its_end(self) -> None:
        town = self.stages[0].town
        town.rules.run_due()
        shelf = town.store.proposals
        splits = [row for row in shelf.splits.values() if row.status not in ENDED]
        fusions = [row for row in shelf.fusions.values() if row.status not in ENDED]
        parties = [side.id for row in fusions for side in (row.a, row.b)]

        assert set(Counter(row.community.id for row in splits).values()) <= {1}
        assert set(Counter(parties).values()) <= {1}
        ends = [row.voting_ends_at for row in splits if row.status == "voting"]
        ends += [row.voting_ends_at for row in fusions if row.status == "voting"]
        assert all(end is not None and end > town.now for end in ends)
