"""The operations of the request service: requests and matches."""

from msgspec import Struct

from adapters.sandbox import wire_requests as wire
from adapters.sandbox.calls import Call, Operation
from adapters.sandbox.envelopes import Answer
from adapters.sandbox.wire import Row


class NewOffer(Struct):
    """The body of an offer; the responder is whoever sends it."""

    request_id: str | None = None


def list_requests(call: Call) -> Answer:
    """GET /requests."""
    user, (limit, offset) = call.caller(), call.page()
    place = call.filter("community_id")
    filters = (call.filter("status"), call.filter("requester_id"), place)
    rows = call.platform.requests.page(user, limit, offset, *filters)
    return _page("requests", [wire.request_list_item(row, place) for row in rows])


def create_request(call: Call) -> Answer:
    """POST /requests."""
    row = call.platform.requests.create(call.caller(), call.body)
    body = {
        "data": wire.help_request_row(row),
        "message": "posted",
        "communities": wire.communities_of(row),
    }
    return Answer(body, 201, plain=True)


def get_request(call: Call) -> Answer:
    """GET /requests/{id}."""
    reading = call.platform.requests.read(call.caller(), call.ids["id"])
    return Answer({"data": wire.request_detail(reading)}, plain=True)


def list_matches(call: Call) -> Answer:
    """GET /matches; `user_id` is accepted and ignored."""
    user, (limit, offset) = call.caller(), call.page()
    filters = (call.filter("status"), call.filter("request_id"))
    rows = call.platform.matches.page(user, limit, offset, *filters)
    return _page("matches", [wire.match_list_item(row) for row in rows])


def offer_help(call: Call) -> Answer:
    """POST /matches."""
    user, new = call.caller(), call.read(NewOffer)
    row = call.platform.matches.offer(user, new.request_id or "")
    return Answer({"data": wire.match_row(row)}, 201)


def get_match(call: Call) -> Answer:
    """GET /matches/{matchId}."""
    row = call.platform.matches.get(call.caller(), call.ids["matchId"])
    return Answer({"data": wire.match_detail(row)})


def accept_match(call: Call) -> Answer:
    """PUT /matches/{matchId}/accept."""
    row = call.platform.matches.accept(call.caller(), call.ids["matchId"])
    return Answer({"message": "accepted", "data": wire.accepted_match(row)}, plain=True)


def reject_match(call: Call) -> Answer:
    """PUT /matches/{matchId}/reject."""
    call.platform.matches.reject(call.caller(), call.ids["matchId"])
    return Answer({"message": "rejected"}, plain=True)


def complete_match(call: Call) -> Answer:
    """PUT /matches/{matchId}/complete; the body is ignored."""
    _, done = call.platform.matches.complete(call.caller(), call.ids["matchId"])
    data = {"fully_completed": done.fully_completed, "waiting_for": done.waiting_for}
    message = "completed" if done.fully_completed else "the other half is missing"
    return Answer({"data": data, "message": message}, plain=True)


def _page(name: str, rows: list[Row]) -> Answer:
    return Answer({"data": {name: rows, "count": len(rows), "total": len(rows)}})


OPERATIONS = (
    Operation("GET", "/requests", list_requests, "", ("type", "include_admin_notes")),
    Operation("POST", "/requests", create_request),
    Operation("GET", "/requests/{id}", get_request),
    Operation("GET", "/matches", list_matches, "", ("offer_id",)),
    Operation("POST", "/matches", offer_help, "", ("offer_id",)),
    Operation("GET", "/matches/{matchId}", get_match),
    Operation(
        "PUT", "/matches/{matchId}/accept", accept_match, "raw-500", ("travel_time_minutes",)
    ),
    Operation("PUT", "/matches/{matchId}/reject", reject_match, "raw-500"),
    Operation("PUT", "/matches/{matchId}/complete", complete_match, "raw-500"),
)
"""In the order in which paths are tried."""
