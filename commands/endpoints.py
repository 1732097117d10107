"""Where karmyq carries out each write of the port, as its OpenAPI files name it.

The client's journal names operations, the sandbox names endpoints; here the two meet.
"""

_COMMUNITY = "/communities/{communityId}"
_MEMBER = f"{_COMMUNITY}/members/{{userId}}"
_SPLIT = f"{_COMMUNITY}/splits/{{splitId}}"
_FUSION = f"{_COMMUNITY}/fusions/{{fusionId}}"
_ACTIVITY = f"{_COMMUNITY}/activities"
_PLAN = f"{_ACTIVITY}/{{activityId}}"
_MATCH = "/matches/{matchId}"

ENDPOINTS: dict[str, tuple[str, ...]] = {
    "register": ("POST /auth/register",),
    "create_community": ("POST /communities",),
    "update_community": (f"PUT {_COMMUNITY}",),
    "archive_community": (f"DELETE {_COMMUNITY}",),
    "join_community": (f"POST {_COMMUNITY}/join",),
    "add_member": (f"POST {_COMMUNITY}/members",),
    "update_member": (f"PUT {_MEMBER}",),
    "approve_member": (f"PUT {_MEMBER}",),
    "leave_community": (f"DELETE {_MEMBER}",),
    "remove_member": (f"DELETE {_MEMBER}",),
    "nominate_member": (f"POST {_COMMUNITY}/governance/nominate",),
    "ratify_nomination": (f"POST {_COMMUNITY}/governance/ratify/{{nominationId}}",),
    "create_request": ("POST /requests",),
    "update_request": ("PUT /requests/{id}",),
    "cancel_request": ("DELETE /requests/{id}",),
    "boost_request": ("POST /requests/{id}/boost",),
    "unboost_request": ("DELETE /requests/{id}/boost",),
    "set_urgent": ("PATCH /requests/{id}/urgent",),
    "propose_match": ("POST /requests/{id}/propose-match",),
    "offer_help": ("POST /matches",),
    "accept_match": (f"PUT {_MATCH}/accept",),
    "reject_match": (f"PUT {_MATCH}/reject",),
    "complete_match": (f"PUT {_MATCH}/complete",),
    "cancel_match": (f"DELETE {_MATCH}",),
    "submit_feedback": (f"POST {_MATCH}/feedback",),
    "call_dibs": ("POST /requests/{id}/dibs",),
    "accept_dibs": ("PUT /requests/dibs/{dibsId}/accept",),
    "decline_dibs": ("PUT /requests/dibs/{dibsId}/decline",),
    "open_conversation": ("POST /conversations",),
    "send_message": ("POST /conversations/{conversationId}/messages",),
    "rate_exchange": ("POST /reputation/feedback",),
    "register_provider": ("POST /providers",),
    "set_provider_availability": ("PATCH /providers/{providerId}/availability",),
    "delete_provider": ("DELETE /providers/{providerId}",),
    "review_provider": ("POST /reputation", "POST /reputation/provider-reviews"),
    "submit_provider_offer": ("POST /providers/offers",),
    "withdraw_provider_offer": ("PUT /providers/offers/{offerId}/withdraw",),
    "accept_provider_offer": ("PUT /requests/offers/{offerId}/accept",),
    "decline_provider_offer": ("PUT /requests/offers/{offerId}/decline",),
    "create_collective": ("POST /collectives",),
    "join_collective": ("POST /collectives/{collectiveId}/members",),
    "leave_collective": ("DELETE /collectives/{collectiveId}/members/{providerId}",),
    "link_collective": ("POST /collectives/{collectiveId}/communities",),
    "create_activity": (f"POST {_ACTIVITY}",),
    "join_activity": (f"POST {_PLAN}/join",),
    "leave_activity": (f"DELETE {_PLAN}/leave",),
    "propose_split": (f"POST {_COMMUNITY}/splits",),
    "move_split_members": (f"PUT {_SPLIT}/assignments",),
    "start_split_vote": (f"POST {_SPLIT}/start-vote",),
    "vote_on_split": (f"POST {_SPLIT}/vote",),
    "execute_split": (f"POST {_SPLIT}/execute",),
    "propose_fusion": (f"POST {_COMMUNITY}/fusions",),
    "accept_fusion": (f"POST {_FUSION}/accept",),
    "reject_fusion": (f"POST {_FUSION}/reject",),
    "start_fusion_vote": (f"POST {_FUSION}/start-vote",),
    "vote_on_fusion": (f"POST {_FUSION}/vote",),
    "execute_fusion": (f"POST {_FUSION}/execute",),
}

HEAVY_READS: dict[str, str] = {
    "dibs_candidate": "GET /requests/{id}/dibs-candidate",
    "pending_dibs": "GET /requests/dibs/pending-for-provider",
    "request_offers": "GET /requests/{id}/offers",
    "match_feedback": f"GET {_MATCH}/feedback",
    "provider_reviews": "GET /reputation/provider-reviews/{providerId}",
}
"""Reads that karmyq's limiter counts more than once (`adapters.live.traffic`)."""

NO_WRITES = ("POST /auth/login",)
"""A session is opened; nobody is told of it, and any number may be open."""


def operations_at() -> dict[str, str]:
    """Endpoint to what it is called; two operations that share one have both names."""
    names: dict[str, list[str]] = {}
    for operation, endpoints in ENDPOINTS.items():
        for endpoint in endpoints:
            names.setdefault(endpoint, []).append(operation)
    return {endpoint: "/".join(row) for endpoint, row in names.items()}
