"""The operations about collectives."""

from msgspec import Struct

from adapters.sandbox import wire_providers as wire
from adapters.sandbox.calls import Call, Operation
from adapters.sandbox.envelopes import Answer, Body
from adapters.sandbox.provider_operations import PAGE
from adapters.sandbox.wire import Row


class NewMember(Struct):
    """The body of joining; without a profile it is about the caller's own."""

    provider_id: str | None = None
    role: str | None = None


class NewLink(Struct):
    """The body of linking."""

    community_id: str | None = None


def list_collectives(call: Call) -> Answer:
    """GET /collectives."""
    user, page = call.caller(), call.page(PAGE)
    filters = (call.filter("service_type"), call.filter("community_id"))
    rows = call.platform.collectives.page(user, *page, *filters)
    return Answer({"data": [wire.collective_list_item(row) for row in rows]}, plain=True)


def my_collectives(call: Call) -> Answer:
    """GET /collectives/my."""
    rows = call.platform.collectives.mine(call.caller())
    return Answer({"data": [wire.my_collective(row) for row in rows]}, plain=True)


def create_collective(call: Call) -> Answer:
    """POST /collectives."""
    row = call.platform.collectives.create(call.caller(), call.body)
    return Answer({"data": wire.collective_row(row)}, 201, plain=True)


def join_collective(call: Call) -> Answer:
    """POST /collectives/{collectiveId}/members."""
    user, new = call.caller(), call.read(NewMember)
    join = call.platform.collectives.join
    row, member = join(user, call.ids["collectiveId"], new.provider_id, new.role)
    return _done(call, "joined", wire.collective_member(row, member))


def leave_collective(call: Call) -> Answer:
    """DELETE /collectives/{collectiveId}/members/{providerId}."""
    ids = (call.ids["collectiveId"], call.ids["providerId"])
    call.platform.collectives.leave(call.caller(), *ids)
    return Answer({"message": "removed"}, plain=True)


def link_collective(call: Call) -> Answer:
    """POST /collectives/{collectiveId}/communities."""
    user, new = call.caller(), call.read(NewLink)
    link_it, place = call.platform.collectives.link, new.community_id or ""
    row, link = link_it(user, call.ids["collectiveId"], place)
    return _done(call, "linked", wire.collective_link(row, link))


def _done(call: Call, message: str, data: Row) -> Answer:
    """Today these two answer without their row (`collectives-no-data`)."""
    body: Body = {"message": message}
    if "collectives-no-data" not in call.platform.kernel.defects:
        body["data"] = data
    return Answer(body, 201, plain=True)


OPERATIONS = (
    Operation("GET", "/collectives", list_collectives, "raw-500", ("unlinked_from",)),
    Operation("POST", "/collectives", create_collective, "raw-500"),
    Operation("GET", "/collectives/my", my_collectives, "raw-500"),
    Operation("POST", "/collectives/{collectiveId}/members", join_collective, "raw-500"),
    Operation(
        "DELETE", "/collectives/{collectiveId}/members/{providerId}", leave_collective, "raw-500"
    ),
    Operation("POST", "/collectives/{collectiveId}/communities", link_collective, "raw-500"),
)
"""In the order in which paths are tried."""
