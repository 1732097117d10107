"""The operations of the account and the community service."""

from msgspec import Struct

from adapters.errors import Refused
from adapters.sandbox import wire, wire_members, wire_proposals
from adapters.sandbox.calls import Call, Operation
from adapters.sandbox.envelopes import Answer

CONFIG = {
    "member_cap": 150,
    "visibility_mode": "public",
    "outsider_response_allowed": False,
    "enabled_request_types": [],
    "karma_split_helper": 60,
    "karma_split_requestor": 40,
    "base_karma_pool_per_request": 100,
    "karma_decay_half_life_days": 0,
    "trust_depth_weight": 0.6,
    "trust_breadth_weight": 0.4,
    "trust_decay_half_life_days": 180,
    "trust_path_max_hops": 3,
    "min_interactions_for_trust": 1,
    "request_approval_required": False,
    "new_member_karma_lockout_days": 0,
    "join_approval_required": True,
    "joining_counts_as_interaction": True,
}
"""The template `Cohousing Default`, which every new community gets (rules, section 6)."""


class NewAccount(Struct):
    """`RegisterBody`; what is absent is for the rules to miss."""

    email: str | None = None
    name: str | None = None
    password: str | None = None


class NewCommunity(Struct):
    """`CommunityCreate`."""

    name: str | None = None
    description: str | None = None
    location: str | None = None
    category: str | None = None
    community_type: str = "mutual_aid"
    access_type: str = "public"
    max_members: int = 150


def register(call: Call) -> Answer:
    """POST /auth/register."""
    new = call.read(NewAccount)
    register_account = call.platform.accounts.register
    user = register_account(new.email or "", new.name or "", new.password or "")
    token, refresh = call.tokens.for_newcomer(user), call.tokens.refresh_token()
    data = {"user": wire.auth_user(user), "token": token, "refreshToken": refresh}
    return Answer({"data": data}, 201)


def login(call: Call) -> Answer:
    """POST /auth/login; the answer lists all memberships, the token 15 at most."""
    given = call.read(NewAccount)
    user = call.platform.accounts.login(given.email or "", given.password or "")
    rows = call.platform.memberships.newest(user)
    data = {
        "user": wire.auth_user(user) | {"communities": wire_members.community_refs(rows)},
        "token": call.tokens.for_login(user, rows),
        "refreshToken": call.tokens.refresh_token(),
    }
    return Answer({"data": data})


def get_user(call: Call) -> Answer:
    """GET /users/{userId}; no token is needed."""
    user = call.platform.accounts.profile(call.ids["userId"])
    return Answer({"data": wire.user_profile(user)})


def list_communities(call: Call) -> Answer:
    """GET /communities."""
    rows = call.platform.communities.page(call.caller(), *call.page())
    return _page([wire.community_list_item(row) for row in rows])


def my_communities(call: Call) -> Answer:
    """GET /communities/my/communities: of anybody who is named (rules, section 6)."""
    call.caller()
    user_id = call.filter("user_id")
    if user_id is None:
        raise Refused(400, message="user_id is needed")
    call.platform.kernel.check_ids(user_id)
    user = call.platform.store.users.get(user_id)
    rows = [] if user is None else call.platform.memberships.mine(user)
    return _page([wire.my_community(row) for row in rows])


def get_community(call: Call) -> Answer:
    """GET /communities/{communityId}: with its active and pending members."""
    row = call.platform.communities.get(call.caller(), call.ids["communityId"])
    members_of = call.platform.store.roster.of
    members = [*members_of(row.id, "pending"), *members_of(row.id)]
    data = wire.community_detail(row, members)
    return Answer({"data": data | wire_proposals.on_the_table(row, call.platform.store.proposals)})


def create_community(call: Call) -> Answer:
    """POST /communities."""
    user, new = call.caller(), call.read(NewCommunity)
    place, existing, member = call.platform.communities.create(
        user,
        new.name or "",
        new.description,
        new.location,
        new.category,
        community_type=new.community_type,
        access_type=new.access_type,
        max_members=new.max_members,
    )
    data = {"community": wire.community_row(place, member), "existing": existing}
    if member is not None:
        rows = list(call.platform.store.memberships[user.id].values())
        data["token"] = call.tokens.for_member(user, rows, place)
    if not existing:
        return Answer({"data": data | {"config": CONFIG}}, 201)
    data["joined"] = member is not None
    if member is None:
        data["message"] = "a private community of this name and place exists"
    return Answer({"data": data})


def join_community(call: Call) -> Answer:
    """POST /communities/{communityId}/join."""
    user = call.caller()
    row = call.platform.memberships.join(user, call.ids["communityId"])
    data = wire.member_row(row)
    if row.status == "active":
        rows = list(call.platform.store.memberships[user.id].values())
        data |= {"message": "joined", "token": call.tokens.for_member(user, rows)}
    else:
        data["message"] = "asked to join"
    return Answer({"data": data}, plain=True)


def _page(rows: list[wire.Row]) -> Answer:
    return Answer({"data": {"communities": rows, "count": len(rows), "total": len(rows)}})


DISCOVERY = (
    "mode",
    "lat",
    "lng",
    "tags",
    "status",
    "search",
    "location",
    "category",
    "has_space",
    "sort",
)

OPERATIONS = (
    Operation("POST", "/auth/register", register),
    Operation("POST", "/auth/login", login),
    Operation("GET", "/users/{userId}", get_user),
    Operation("GET", "/communities", list_communities, "id-in-details", DISCOVERY),
    Operation("POST", "/communities", create_community, "id-in-details", ("config",)),
    Operation("GET", "/communities/my/communities", my_communities, "id-in-details"),
    Operation("GET", "/communities/{communityId}", get_community, "id-in-details"),
    Operation("POST", "/communities/{communityId}/join", join_community, "", ("message",)),
)
"""In the order in which paths are tried."""
