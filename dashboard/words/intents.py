"""Actions as people would put them, for what they looked at and for what came to nothing."""

from collections.abc import Mapping

INTENTS: Mapping[str, str] = {
    "join_community": "join a community",
    "create_request": "ask for help",
    "offer_help": "offer help",
    "accept_offer": "accept an offer of help",
    "complete_match": "confirm that help was given",
    "create_community": "found a community",
    "send_message": "write to somebody",
    "rate_exchange": "rate an exchange",
    "view_profiles": "look at a profile",
    "review_provider": "review a provider",
    "browse_providers": "look for a provider",
    "register_provider": "register as a provider",
    "create_collective": "found a collective",
    "join_collective": "join a collective",
    "schedule_activity": "plan an activity",
    "join_activity": "take part in an activity",
    "offer_as_provider": "offer a service",
    "answer_provider_offer": "answer a provider's offer",
    "browse_requests": "look through the requests",
    "submit_feedback": "give feedback",
    "call_dibs": "ask somebody first",
    "answer_dibs": "answer when asked first",
    "propose_helper": "propose a helper",
    "answer_proposal": "answer a proposal to help",
    "withdraw_request": "withdraw a request",
    "vote_on_governance": "vote",
    "propose_split": "propose a split",
    "start_split_vote": "put a split to the vote",
    "execute_split": "carry out a split",
    "propose_fusion": "propose a merger",
    "answer_fusion": "answer a proposed merger",
    "start_fusion_vote": "put a merger to the vote",
    "execute_fusion": "carry out a merger",
    "approve_membership": "let somebody in",
    "leave_community": "leave a community",
    "nominate_member": "nominate somebody",
    "ratify_nomination": "speak for a nomination",
    "register": "register",
}
"""Each action as what somebody wants to do."""

LOOKS: Mapping[str, str] = {
    "browse_requests": "looked through the open requests",
    "browse_providers": "looked for a provider",
    "view_profiles": "looked at the own profile",
    "create_community": "found that the community is there already",
    "join_community": "looked for a community to join",
    "register_provider": "looked at what there is to offer",
}
"""What somebody did who looked, and left no fact."""
