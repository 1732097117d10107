"""Collectives: providers who appear together (rules, section 11)."""

from collections.abc import Mapping
from itertools import islice
from typing import Any

from adapters.dryrun import columns
from adapters.dryrun.defects import refusal_or_500
from adapters.dryrun.kernel import Kernel, as_id
from adapters.dryrun.paging import check_page
from adapters.dryrun.records import UserRecord
from adapters.dryrun.shelves.collectives import (
    CollectiveLink,
    CollectiveMember,
    CollectiveRecord,
)
from adapters.dryrun.shelves.providers import EVERY, ProviderRecord
from adapters.errors import KarmyqError, Refused, Unavailable

ROLES = ("member", "admin")


class Collectives:
    """`/collectives`."""

    def __init__(self, kernel: Kernel) -> None:
        self._kernel = kernel
        self._store = kernel.store
        self._shelf = kernel.store.collectives

    def page(
        self,
        _reader: UserRecord,
        limit: int,
        offset: int = 0,
        service_type: str | None = None,
        community_id: str | None = None,
    ) -> list[CollectiveRecord]:
        """Active collectives, best average score first, then newest; those without one last."""
        self._kernel.check_ids(community_id)
        check_page(limit, offset, self._kernel.defects)
        rows = self._shelf.ranked(service_type or EVERY)
        if community_id:
            rows = (row for row in rows if row.is_linked_to(as_id(community_id)))
        return list(islice(rows, offset, offset + limit))

    def mine(self, user: UserRecord) -> list[CollectiveRecord]:
        """Those in which one of the caller's profiles is a member, newest first."""
        return list(self._shelf.of(user))

    def create(self, user: UserRecord, body: Mapping[str, Any]) -> CollectiveRecord:
        """Found a collective; the creator's oldest profile, if there is one, joins as admin."""
        name = body.get("name")
        if not name:
            raise Refused(400, message="a collective needs a name", shape="bare")
        texts = (str(name), body.get("description") or None, body.get("location_notes") or None)
        kinds = self._read_types(body.get("service_types", ()))
        for text in texts:
            columns.require_fit(text)
        now = self._kernel.clock()
        row = CollectiveRecord(
            id=self._kernel.new_id(),
            name=texts[0],
            description=texts[1],
            service_types=kinds,
            location_notes=texts[2],
            creator=user,
            created_at=now,
            updated_at=now,
        )
        self._shelf.add(row)
        profiles = self._store.providers.of(user)
        if profiles:
            self._shelf.admit(row, CollectiveMember(profiles[0], "admin", now))
        return row

    def join(
        self,
        user: UserRecord,
        collective_id: str,
        provider_id: str | None = None,
        role: str | None = None,
    ) -> tuple[CollectiveRecord, CollectiveMember]:
        """Join with one's oldest profile, or, as an admin here, take somebody's profile in."""
        self._kernel.check_ids(collective_id, provider_id)
        row = self._shelf.rows.get(as_id(collective_id))
        if provider_id:
            if row is None or not row.has_admin(user):
                raise Refused(403, message="collective admins add others", shape="bare")
            provider = self._store.providers.rows.get(as_id(provider_id))
        else:
            provider = self._own_profile(user)
        if row is None or provider is None:
            raise self._unknown("the collective or the profile is unknown")
        return row, self._admit(row, provider, self._role(role, by_oneself=not provider_id))

    def leave(self, user: UserRecord, collective_id: str, provider_id: str) -> None:
        """Take a profile out, as its owner or as an admin here; no error where it is not in."""
        self._kernel.check_ids(collective_id, provider_id)
        row = self._shelf.rows.get(as_id(collective_id))
        provider = self._store.providers.rows.get(as_id(provider_id))
        owned = provider is not None and provider.user is user
        if not owned and (row is None or not row.has_admin(user)):
            raise Refused(403, message="not one's own profile, and no admin here", shape="bare")
        if row is not None and provider is not None:
            self._shelf.remove(row, provider)

    def link(
        self, user: UserRecord, collective_id: str, community_id: str
    ) -> tuple[CollectiveRecord, CollectiveLink]:
        """Link to a community, whose consent is not asked; a repeat makes the link active."""
        if not community_id:
            raise Refused(400, message="community_id is needed", shape="bare")
        self._kernel.check_ids(collective_id, community_id)
        row = self._shelf.rows.get(as_id(collective_id))
        community = self._store.communities.get(as_id(community_id))
        if not self._may_link(user, row, as_id(community_id)):
            raise Refused(403, message="not for this person to link", shape="bare")
        if row is None or community is None:
            raise self._unknown("the collective or the community is unknown")
        link = row.links.get(community.id)
        if link is None:
            link = CollectiveLink(community, self._kernel.clock())
        link.status = "active"
        self._shelf.link(row, link)
        return row, link

    def _own_profile(self, user: UserRecord) -> ProviderRecord:
        profiles = self._store.providers.of(user)
        if not profiles:
            raise Refused(400, message="a provider profile is needed", shape="bare")
        return profiles[0]

    def _admit(
        self, row: CollectiveRecord, provider: ProviderRecord, role: str
    ) -> CollectiveMember:
        """A repeated join changes nothing, the role neither."""
        member = row.members.get(provider.id)
        if member is None:
            member = CollectiveMember(provider, role, self._kernel.clock())
            self._shelf.admit(row, member)
        return member

    def _role(self, given: str | None, *, by_oneself: bool) -> str:
        """Who joins by himself is a member, whatever was sent (`collective-self-admin`)."""
        role = "member" if given is None else given
        if role not in ROLES:
            today = "bad-value-500" in self._kernel.defects
            raise refusal_or_500(today, "role is member or admin")
        trusting = "collective-self-admin" in self._kernel.defects
        return "member" if by_oneself and not trusting else role

    def _may_link(self, user: UserRecord, row: CollectiveRecord | None, community_id: str) -> bool:
        """The creator, admins of the collective, and admins of the community."""
        if row is not None and (row.creator is user or row.has_admin(user)):
            return True
        membership = self._store.memberships[user.id].get(community_id)
        return membership is not None and membership.role == "admin"

    def _read_types(self, given: object) -> tuple[str, ...] | None:
        """A list of texts, or nothing; another kind is `bad-value-500`."""
        if given is None:
            return None
        if not isinstance(given, list | tuple) or not all(isinstance(one, str) for one in given):
            today = "bad-value-500" in self._kernel.defects
            raise refusal_or_500(today, "service_types is a list of texts")
        return tuple(given)

    def _unknown(self, message: str) -> KarmyqError:
        """A foreign key that leads nowhere (`unknown-target-500`)."""
        if "unknown-target-500" in self._kernel.defects:
            return Unavailable(500, "INTERNAL_ERROR", message)
        return Refused(404, message=message)
