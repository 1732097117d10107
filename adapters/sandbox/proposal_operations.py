"""The operations of the community service about splits and fusions; all answers are bare."""

from collections.abc import Callable
from typing import Any

from adapters.dryrun.fusions import Fusions
from adapters.dryrun.kernel import as_id
from adapters.dryrun.records import UserRecord
from adapters.dryrun.shelves.proposals import FusionRecord
from adapters.dryrun.splits import Counted
from adapters.errors import Refused
from adapters.sandbox import wire_proposals
from adapters.sandbox.calls import ITEMS, Call, Operation
from adapters.sandbox.envelopes import Answer

SPLITS = "/communities/{communityId}/splits"
FUSIONS = "/communities/{communityId}/fusions"


def propose_split(call: Call) -> Answer:
    """POST /communities/{communityId}/splits."""
    user, said = call.caller(), call.body
    names = (said.get("group_a_name"), said.get("group_b_name"))
    propose = call.platform.splits.propose
    row = propose(user, call.ids["communityId"], *names, said.get("rationale"))
    data = {
        "proposal": wire_proposals.split_proposal(row),
        "assignments": wire_proposals.created_assignments(row),
    }
    return Answer({"data": data}, 201, plain=True)


def get_split(call: Call) -> Answer:
    """GET /communities/{communityId}/splits/{splitId}."""
    splits = call.platform.splits
    row = splits.get(call.caller(), *_split(call))
    data = {
        "proposal": wire_proposals.split_proposal(row),
        "assignments": wire_proposals.assignments(row),
        "vote_tally": wire_proposals.vote_tally(splits.tally(row), row),
    }
    return Answer({"data": data}, plain=True)


def move_split_members(call: Call) -> Answer:
    """PUT /communities/{communityId}/splits/{splitId}/assignments: a bare list."""
    user, items = call.caller(), call.body.get(ITEMS)
    call.platform.splits.require_leader(user, call.ids["communityId"])
    if items is None:
        raise Refused(400, message="the body is a list", shape="bare")
    objects = [item if isinstance(item, dict) else {} for item in items]
    moves = [(one.get("userId"), one.get("assignedTo")) for one in objects]
    row = call.platform.splits.move_members(user, *_split(call), moves)
    return Answer({"data": wire_proposals.assignments(row)}, plain=True)


def start_split_vote(call: Call) -> Answer:
    """POST /communities/{communityId}/splits/{splitId}/start-vote."""
    row = call.platform.splits.start_vote(call.caller(), *_split(call))
    return Answer({"data": wire_proposals.split_proposal(row)}, plain=True)


def vote_on_split(call: Call) -> Answer:
    """POST /communities/{communityId}/splits/{splitId}/vote."""
    cast, vote = call.platform.splits.vote, call.body.get("vote")
    return _counted(cast(call.caller(), *_split(call), vote))


def execute_split(call: Call) -> Answer:
    """POST /communities/{communityId}/splits/{splitId}/execute."""
    a, b = call.platform.splits.execute(call.caller(), *_split(call))
    data = {"child_community_a_id": a.id, "child_community_b_id": b.id}
    return Answer({"data": data}, plain=True)


def propose_fusion(call: Call) -> Answer:
    """POST /communities/{communityId}/fusions."""
    user, said = call.caller(), call.body
    what = (said.get("target_community_id"), said.get("merged_community_name"))
    propose = call.platform.fusions.propose
    row = propose(user, call.ids["communityId"], *what, said.get("rationale"))
    return Answer({"data": {"proposal": wire_proposals.fusion_proposal(row)}}, 201, plain=True)


def get_fusion(call: Call) -> Answer:
    """GET /communities/{communityId}/fusions/{fusionId}."""
    user, fusions = call.caller(), call.platform.fusions
    row = fusions.get(user, *_fusion(call))
    first, second = fusions.tallies(row)
    vote = row.votes.get(user.id)
    data = {
        "proposal": wire_proposals.fusion_proposal(row),
        "vote_tally_a": wire_proposals.vote_tally(first, row),
        "vote_tally_b": wire_proposals.vote_tally(second, row),
        "my_vote": None if vote is None else vote.vote,
        "my_community": "a" if as_id(call.ids["communityId"]) == row.a.id else "b",
    }
    return Answer({"data": data}, plain=True)


Step = Callable[[Fusions, UserRecord, str, str], FusionRecord]


def _moved(step: Step) -> Callable[[Call], Answer]:
    """POST …/accept, …/reject and …/start-vote."""

    def answer(call: Call) -> Answer:
        row = step(call.platform.fusions, call.caller(), *_fusion(call))
        return Answer({"data": wire_proposals.fusion_proposal(row)}, plain=True)

    return answer


def vote_on_fusion(call: Call) -> Answer:
    """POST /communities/{communityId}/fusions/{fusionId}/vote."""
    cast, vote = call.platform.fusions.vote, call.body.get("vote")
    return _counted(cast(call.caller(), *_fusion(call), vote))


def execute_fusion(call: Call) -> Answer:
    """POST /communities/{communityId}/fusions/{fusionId}/execute."""
    merged = call.platform.fusions.execute(call.caller(), *_fusion(call))
    return Answer({"data": {"merged_community_id": merged.id}}, plain=True)


def _counted(counted: Counted) -> Answer:
    data: dict[str, Any] = {"vote": counted.vote, "prestige_weight": counted.weight}
    return Answer({"data": data}, plain=True)


def _split(call: Call) -> tuple[str, str]:
    return call.ids["communityId"], call.ids["splitId"]


def _fusion(call: Call) -> tuple[str, str]:
    return call.ids["communityId"], call.ids["fusionId"]


OPERATIONS = (
    Operation("POST", SPLITS, propose_split),
    Operation("GET", f"{SPLITS}/{{splitId}}", get_split),
    Operation("PUT", f"{SPLITS}/{{splitId}}/assignments", move_split_members),
    Operation("POST", f"{SPLITS}/{{splitId}}/start-vote", start_split_vote),
    Operation("POST", f"{SPLITS}/{{splitId}}/vote", vote_on_split),
    Operation("POST", f"{SPLITS}/{{splitId}}/execute", execute_split),
    Operation("POST", FUSIONS, propose_fusion),
    Operation("GET", f"{FUSIONS}/{{fusionId}}", get_fusion),
    Operation("POST", f"{FUSIONS}/{{fusionId}}/accept", _moved(Fusions.accept)),
    Operation("POST", f"{FUSIONS}/{{fusionId}}/reject", _moved(Fusions.reject)),
    Operation("POST", f"{FUSIONS}/{{fusionId}}/start-vote", _moved(Fusions.start_vote)),
    Operation("POST", f"{FUSIONS}/{{fusionId}}/vote", vote_on_fusion),
    Operation("POST", f"{FUSIONS}/{{fusionId}}/execute", execute_fusion),
)
