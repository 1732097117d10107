"""What waits for a member, as the directory tells."""

from msgspec import Struct


class Standing(Struct, frozen=True, gc=False):
    """What waits for a member: the numbers that decide about affinity and obligations.

    `communities` counts active memberships in active communities; `live_requests` own requests
    that are open or matched; `offers_to_accept` proposed matches on own open requests;
    `matches_to_complete` matched matches whose own half is missing. `feedback_to_give` counts
    completed matches about which the member has not written; `dibs_to_answer` pending dibs that
    name the member; `proposals_to_answer` open requests for which an admin proposed the member;
    `messages_to_write` matched matches in which it is the member's turn to write: the helper's
    before the first message, then that of whoever did not write last.
    `reviews_to_write` counts own completed service requests whose helper has a provider profile
    and no review of the member for it.

    About a member's communities: `votes_due` counts splits and fusions in voting that lack the
    member's vote; the others are for admins: `splits_to_propose` active communities of 140 members
    and more without a split on the table; `split_votes_to_start`, `splits_to_execute`,
    `fusions_to_answer`, `fusion_votes_to_start` and `fusions_to_execute` proposals that wait for
    that step.
    `memberships_to_approve` counts people who wait to join a community with room that the member
    leads; `ratifications_due` pending nominations of others, by others, in own communities that
    the member has not ratified.
    """

    communities: int
    live_requests: int
    offers_to_accept: int
    matches_to_complete: int
    feedback_to_give: int = 0
    dibs_to_answer: int = 0
    proposals_to_answer: int = 0
    messages_to_write: int = 0
    reviews_to_write: int = 0
    memberships_to_approve: int = 0
    ratifications_due: int = 0
    votes_due: int = 0
    splits_to_propose: int = 0
    split_votes_to_start: int = 0
    splits_to_execute: int = 0
    fusions_to_answer: int = 0
    fusion_votes_to_start: int = 0
    fusions_to_execute: int = 0
