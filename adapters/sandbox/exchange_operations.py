"""The operations of the request service beside requests and matches.

Admin actions, dibs and feedback. Paths of dibs come before `/requests/{id}`, which would take
`dibs` for an id.
"""

from adapters.dryrun.shelves.dibs import DibsRecord
from adapters.sandbox import wire_exchange, wire_requests
from adapters.sandbox.calls import Call, Operation
from adapters.sandbox.envelopes import Answer


def update_request(call: Call) -> Answer:
    """PUT /requests/{id}; keys that are no columns to change are ignored."""
    row = call.platform.request_changes.update(call.caller(), call.ids["id"], call.body)
    data = wire_requests.help_request_row(row)
    return Answer({"data": data, "message": "changed"}, plain=True)


def cancel_request(call: Call) -> Answer:
    """DELETE /requests/{id}; the body's `user_id` counts with `identity-from-body`."""
    claimed = call.body.get("user_id")
    call.platform.request_changes.cancel(call.caller(), call.ids["id"], claimed)
    return Answer({"message": "cancelled"}, plain=True)


def cancel_match(call: Call) -> Answer:
    """DELETE /matches/{matchId}."""
    call.platform.matches.cancel(call.caller(), call.ids["matchId"])
    return Answer({"message": "cancelled"}, plain=True)


def propose_match(call: Call) -> Answer:
    """POST /requests/{id}/propose-match."""
    propose, helper_id = call.platform.admin_actions.propose, call.body.get("user_id")
    row = propose(call.caller(), call.ids["id"], helper_id)
    return Answer({"data": {"matchId": row.id}}, 201, plain=True)


def boost_request(call: Call) -> Answer:
    """POST /requests/{id}/boost."""
    row = call.platform.admin_actions.boost(call.caller(), call.ids["id"])
    return Answer({"data": {"request": wire_requests.help_request_row(row)}}, plain=True)


def unboost_request(call: Call) -> Answer:
    """DELETE /requests/{id}/boost."""
    row = call.platform.admin_actions.unboost(call.caller(), call.ids["id"])
    return Answer({"data": {"request": wire_requests.help_request_row(row)}}, plain=True)


def set_urgent(call: Call) -> Answer:
    """PATCH /requests/{id}/urgent."""
    change, urgent = call.platform.admin_actions.set_urgent, call.body.get("urgent")
    row = change(call.caller(), call.ids["id"], urgent)
    return Answer({"data": {"request": wire_requests.help_request_row(row)}}, plain=True)


def dibs_candidate(call: Call) -> Answer:
    """GET /requests/{id}/dibs-candidate."""
    found = call.platform.dibs.candidate(call.caller(), call.ids["id"])
    return Answer(
        {"data": None if found is None else wire_exchange.dibs_candidate(found)}, plain=True
    )


def call_dibs(call: Call) -> Answer:
    """POST /requests/{id}/dibs."""
    nominee = call.body.get("provider_user_id")
    row = call.platform.dibs.call(call.caller(), call.ids["id"], nominee)
    return Answer({"data": wire_exchange.dibs(row)}, 201, plain=True)


def pending_dibs(call: Call) -> Answer:
    """GET /requests/dibs/pending-for-provider."""
    rows = call.platform.dibs.pending(call.caller())
    return Answer({"data": [wire_exchange.pending_dibs(row) for row in rows]}, plain=True)


def accept_dibs(call: Call) -> Answer:
    """PUT /requests/dibs/{dibsId}/accept."""
    return _answered(call.platform.dibs.accept(call.caller(), call.ids["dibsId"]))


def decline_dibs(call: Call) -> Answer:
    """PUT /requests/dibs/{dibsId}/decline."""
    return _answered(call.platform.dibs.decline(call.caller(), call.ids["dibsId"]))


def submit_feedback(call: Call) -> Answer:
    """POST /matches/{matchId}/feedback: 200, not 201."""
    row = call.platform.feedback.submit(call.caller(), call.ids["matchId"], call.body)
    return Answer({"data": wire_exchange.given_feedback(row), "message": "thanks"}, plain=True)


def match_feedback(call: Call) -> Answer:
    """GET /matches/{matchId}/feedback."""
    both = call.platform.feedback.read(call.caller(), call.ids["matchId"])
    return Answer({"data": wire_exchange.match_feedback(both)}, plain=True)


def _answered(row: DibsRecord) -> Answer:
    return Answer({"data": wire_exchange.dibs(row)}, plain=True)


OPERATIONS = (
    Operation("GET", "/requests/dibs/pending-for-provider", pending_dibs, "raw-500"),
    Operation("PUT", "/requests/dibs/{dibsId}/accept", accept_dibs, "raw-500"),
    Operation("PUT", "/requests/dibs/{dibsId}/decline", decline_dibs, "raw-500"),
    Operation("GET", "/requests/{id}/dibs-candidate", dibs_candidate, "raw-500"),
    Operation("POST", "/requests/{id}/dibs", call_dibs, "raw-500"),
    Operation("POST", "/requests/{id}/propose-match", propose_match, "bare-500"),
    Operation("POST", "/requests/{id}/boost", boost_request, "bare-500"),
    Operation("DELETE", "/requests/{id}/boost", unboost_request, "bare-500"),
    Operation("PATCH", "/requests/{id}/urgent", set_urgent, "bare-500"),
    Operation("PUT", "/requests/{id}", update_request),
    Operation("DELETE", "/requests/{id}", cancel_request),
    Operation("DELETE", "/matches/{matchId}", cancel_match, "raw-500"),
    Operation("POST", "/matches/{matchId}/feedback", submit_feedback, "bare-500"),
    Operation("GET", "/matches/{matchId}/feedback", match_feedback, "bare-500"),
)
"""In the order in which paths are tried."""
