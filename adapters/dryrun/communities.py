"""The community service: listing and creating (rules, section 6)."""

from collections.abc import Mapping
from itertools import islice
from typing import Any, NamedTuple

from adapters.dryrun import columns
from adapters.dryrun.kernel import Kernel, as_id
from adapters.dryrun.memberships import Memberships
from adapters.dryrun.paging import check_page
from adapters.dryrun.records import CommunityRecord, MemberRecord, UserRecord
from adapters.errors import Refused, Unavailable

NAME_LENGTH = (3, 255)
MAX_MEMBERS = 150
ACCESS_TYPES = ("public", "private")
CHANGEABLE = ("name", "description", "location", "category", "max_members", "status")
COMMUNITY_TYPES = ("mutual_aid", "group")


class Founding(NamedTuple):
    """The outcome of creating: a new community, or the existing one of that name and place."""

    community: CommunityRecord
    existing: bool
    member: MemberRecord | None


class Communities:
    """`/communities`."""

    def __init__(self, kernel: Kernel, memberships: Memberships) -> None:
        self._kernel = kernel
        self._store = kernel.store
        self._memberships = memberships

    def page(self, _reader: UserRecord, limit: int, offset: int = 0) -> list[CommunityRecord]:
        """Active communities, newest first; no cap on the limit."""
        check_page(limit, offset, self._kernel.defects)
        self._store.layers.forget(self._kernel.clock())
        return list(islice(self._store.active_communities, offset, offset + limit))

    def get(self, _reader: UserRecord, community_id: str) -> CommunityRecord:
        """One community of any status, private ones too, for everybody who is signed in."""
        community = self._store.communities.get(as_id(community_id))
        if community is None:
            raise self._kernel.missing("community", community_id)
        return community

    def create(  # noqa: PLR0913  # one parameter per field of the form
        self,
        user: UserRecord,
        name: str,
        description: str | None = None,
        location: str | None = None,
        category: str | None = None,
        *,
        community_type: str = "mutual_aid",
        access_type: str = "public",
        max_members: int = MAX_MEMBERS,
    ) -> Founding:
        """Found a community; an active one of the same name and place is joined instead."""
        _check_draft(name, max_members, access_type, community_type)
        twin = self._store.places.called(name, location)
        if twin is not None:
            return self._join_existing(user, twin)
        _require_fit(name, description, location, category)
        community = CommunityRecord(
            id=self._kernel.new_id(),
            name=name,
            description=description,
            location=location,
            category=category,
            max_members=max_members,
            access_type=access_type,
            community_type=community_type,
            creator=user,
            created_at=self._kernel.clock(),
        )
        self._store.places.add(community)
        member = self._memberships.admit(community, user, role="admin")
        return Founding(community, False, member)

    def update(
        self,
        user: UserRecord,
        community_id: str,
        changes: Mapping[str, Any],
        claimed_id: str | None = None,
    ) -> CommunityRecord:
        """Write the given columns as an admin; values are not validated, nulls are written."""
        row = self._as_admin(user, community_id, claimed_id)
        written = {name: changes[name] for name in CHANGEABLE if name in changes}
        _not_null(written)
        after = {name: written.get(name, getattr(row, name)) for name in CHANGEABLE}
        texts = (after["name"], after["description"], after["location"], after["category"])
        _require_fit(*texts)
        columns.require_fit(after["status"], columns.WORD)
        twin = self._store.places.called(after["name"], after["location"])
        if after["status"] == "active" and twin is not None and twin is not row:
            raise Unavailable(500, "INTERNAL_ERROR", "an active community has that name and place")
        self._store.places.revise(row, self._kernel.clock(), **written)
        return row

    def archive(self, user: UserRecord, community_id: str, claimed_id: str | None = None) -> None:
        """End a community as an admin; its members stay."""
        row = self._as_admin(user, community_id, claimed_id)
        self._store.places.revise(row, self._kernel.clock(), status="archived")

    def _as_admin(
        self, user: UserRecord, community_id: str, claimed_id: str | None
    ) -> CommunityRecord:
        """`claimed_id` is the `user_id` of the body, and counts with `identity-from-body`."""
        acting = user.id
        if "identity-from-body" in self._kernel.defects:
            self._kernel.check_ids(claimed_id)
            acting = as_id(claimed_id or "")
        self._kernel.check_ids(community_id)
        if not self._memberships.is_admin(acting, community_id):
            raise Refused(403, message="only admins change a community")
        return self._store.communities[as_id(community_id)]

    def _join_existing(self, user: UserRecord, community: CommunityRecord) -> Founding:
        """ADR-062: a public twin takes the caller in, a private one gives nothing."""
        if community.access_type == "private":
            return Founding(community, True, None)
        row = self._store.members.get((community.id, user.id))
        if row is not None and "rejoin-500" in self._kernel.defects:
            return Founding(community, True, row)
        if row is None or row.status not in ("active", "pending"):
            if "capacity-unchecked" not in self._kernel.defects:
                self._memberships.require_room(community)
            row = self._memberships.admit(community, user)
        return Founding(community, True, row)


def _not_null(columns_written: Mapping[str, Any]) -> None:
    if columns_written.get("name", "") is None:
        raise Unavailable(500, "INTERNAL_ERROR", "a community has a name")


def _require_fit(
    name: str, description: str | None, location: str | None, category: str | None
) -> None:
    columns.require_fit(name, columns.NAME)
    columns.require_fit(description)
    columns.require_fit(location, columns.LOCATION)
    columns.require_fit(category, columns.CATEGORY)


def _check_draft(name: str, max_members: int, access_type: str, community_type: str) -> None:
    """The platform's checks in its order; the name's length is taken untrimmed."""
    low, high = NAME_LENGTH
    if not name:
        raise Refused(400, message="a community needs a name")
    if not low <= len(name) <= high:
        raise Refused(400, message=f"the name needs {low} to {high} characters")
    if not 1 <= max_members <= MAX_MEMBERS:
        raise Refused(400, message=f"max_members is 1 to {MAX_MEMBERS}")
    if access_type not in ACCESS_TYPES:
        raise Refused(400, message="access_type is public or private")
    if community_type not in COMMUNITY_TYPES:
        raise Refused(400, message="community_type is mutual_aid or group")
