"""The operations of the community service about members, governance and a community's end."""

from msgspec import UNSET, Struct, UnsetType
from msgspec.structs import asdict

from adapters.dryrun.records import MemberRecord
from adapters.sandbox import wire, wire_members
from adapters.sandbox.calls import Call, Operation
from adapters.sandbox.envelopes import Answer


class NewMember(Struct):
    """The body of an addition."""

    user_id: str | None = None
    role: str = "member"


class MemberUpdate(Struct):
    """What can be changed of a member row; null counts as absent."""

    role: str | None = None
    status: str | None = None


class CommunityUpdate(Struct):
    """`CommunityUpdate`; what is absent stays."""

    user_id: str | None = None
    name: str | UnsetType = UNSET
    description: str | UnsetType | None = UNSET
    location: str | UnsetType | None = UNSET
    category: str | UnsetType | None = UNSET
    max_members: int | UnsetType = UNSET
    status: str | UnsetType = UNSET


class NewNomination(Struct):
    """The body of a nomination."""

    nominated_user_id: str | None = None
    role: str | None = None


class Claim(Struct):
    """Who the sender says to be."""

    user_id: str | None = None


def update_community(call: Call) -> Answer:
    """PUT /communities/{communityId}; the body's `user_id` counts with `identity-from-body`."""
    user, new = call.caller(), call.read(CommunityUpdate)
    changes = {name: value for name, value in asdict(new).items() if value is not UNSET}
    claimed = changes.pop("user_id")
    row = call.platform.communities.update(user, call.ids["communityId"], changes, claimed)
    return Answer({"data": wire.community_row(row, None)})


def archive_community(call: Call) -> Answer:
    """DELETE /communities/{communityId}; the body's `user_id` counts as in an update."""
    user, claim = call.caller(), call.read(Claim)
    call.platform.communities.archive(user, call.ids["communityId"], claim.user_id)
    return Answer({"data": {"message": "archived"}})


def list_members(call: Call) -> Answer:
    """GET /communities/{communityId}/members."""
    status = call.query.get("status", "active")
    rows = call.platform.memberships.page(call.caller(), call.ids["communityId"], status)
    layer_of = call.platform.store.layers.layer_of
    data = [wire_members.member_list_item(row, layer_of(row)) for row in rows]
    return Answer({"data": data, "count": len(data)}, plain=True)


def add_member(call: Call) -> Answer:
    """POST /communities/{communityId}/members."""
    user, new = call.caller(), call.read(NewMember)
    add = call.platform.memberships.add
    row = add(user, call.ids["communityId"], new.user_id, new.role)
    return _member(row, "added", 201)


def update_member(call: Call) -> Answer:
    """PUT /communities/{communityId}/members/{userId}."""
    user, new, ids = call.caller(), call.read(MemberUpdate), call.ids
    update = call.platform.memberships.update
    row = update(user, ids["communityId"], ids["userId"], role=new.role, status=new.status)
    return _member(row, "updated")


def remove_member(call: Call) -> Answer:
    """DELETE /communities/{communityId}/members/{userId}; the body is ignored (ADR-064)."""
    ids = call.ids
    call.platform.memberships.remove(call.caller(), ids["communityId"], ids["userId"])
    return Answer({"message": "removed"}, plain=True)


def governance_state(call: Call) -> Answer:
    """GET /communities/{communityId}/governance."""
    state = call.platform.governance.state(call.caller(), call.ids["communityId"])
    data = wire_members.governance_state(state, call.platform.store)
    return Answer({"data": data}, plain=True)


def nominate_member(call: Call) -> Answer:
    """POST /communities/{communityId}/governance/nominate."""
    user, new = call.caller(), call.read(NewNomination)
    nominate = call.platform.governance.nominate
    row = nominate(user, call.ids["communityId"], new.nominated_user_id, new.role)
    return Answer({"data": {"id": row.id}}, 201, plain=True)


def ratify_nomination(call: Call) -> Answer:
    """POST /communities/{communityId}/governance/ratify/{nominationId}."""
    ids, ratify = call.ids, call.platform.governance.ratify
    row = ratify(call.caller(), ids["communityId"], ids["nominationId"])
    data = {"ratified": row.status == "ratified", "ratification_count": len(row.ratified_at)}
    return Answer({"data": data}, plain=True)


def _member(row: MemberRecord, message: str, status: int = 200) -> Answer:
    return Answer({"data": wire.member_row(row), "message": message}, status, plain=True)


_PLACE = "/communities/{communityId}"
_MEMBER = f"{_PLACE}/members/{{userId}}"
_GOVERNANCE = f"{_PLACE}/governance"

OPERATIONS = (
    Operation("PUT", _PLACE, update_community, "id-in-details"),
    Operation("DELETE", _PLACE, archive_community, "id-in-details"),
    Operation("GET", f"{_PLACE}/members", list_members, "raw-500"),
    Operation("POST", f"{_PLACE}/members", add_member, "raw-500", ("invited_by",)),
    Operation("PUT", _MEMBER, update_member, "raw-500"),
    Operation("DELETE", _MEMBER, remove_member, "raw-500"),
    Operation("GET", _GOVERNANCE, governance_state, "bare-500"),
    Operation("POST", f"{_GOVERNANCE}/nominate", nominate_member, "bare-500"),
    Operation("POST", f"{_GOVERNANCE}/ratify/{{nominationId}}", ratify_nomination, "bare-500"),
)
"""In the order in which paths are tried."""
