"""From the platform's records to the port's entities: members and governance."""

from adapters.dryrun.governance import State
from adapters.dryrun.records import CommunityRecord, MemberRecord, UserRecord
from adapters.dryrun.shelves.governance import NominationRecord
from adapters.dryrun.shelves.trust import THRESHOLD
from adapters.dryrun.store import Store
from adapters.entities import (
    GovernanceMaturity,
    GovernanceState,
    ListedMember,
    Nomination,
    PersonRef,
    RoleHolder,
    StoredCommunity,
)


def listed_member(row: MemberRecord) -> ListedMember:
    """`MemberListItem`."""
    return ListedMember(row.id, row.user.id, row.role, row.status, row.joined_at, row.user.name)


def stored_community(row: CommunityRecord) -> StoredCommunity:
    """`CommunityRow`."""
    return StoredCommunity(
        id=row.id,
        name=row.name,
        description=row.description,
        location=row.location,
        category=row.category,
        max_members=row.max_members,
        current_members=row.current_members,
        status=row.status,
    )


def governance_state(state: State, store: Store) -> GovernanceState:
    """`GovernanceState`; the people in it are put together once per change among them."""
    leading = state.leading
    if leading.seen is None:
        holders = [
            RoleHolder(row.user.id, row.user.name, "admin" if row.role == "admin" else "moderator")
            for row in leading.role_holders
        ]
        leading.seen = ([_person(user) for user in leading.eligible], holders)
    persons, holders = leading.seen
    return GovernanceState(
        maturity=GovernanceMaturity(state.maturity, state.average, THRESHOLD),
        eligible_members=persons.copy(),
        nominations=[_nomination(row, store) for row in state.nominations],
        role_holders=holders.copy(),
    )


def _nomination(row: NominationRecord, store: Store) -> Nomination:
    return Nomination(
        id=row.id,
        nominated_user=_person(row.nominee),
        role="admin" if row.role == "admin" else "moderator",
        nominator=_person(row.nominator),
        ratification_count=len(row.ratified_at),
        required_ratifications=row.required,
        ratifiers=[_person(store.users[user_id]) for user_id in row.ratified_at],
    )


def _person(user: UserRecord) -> PersonRef:
    return PersonRef(user.id, user.name)
