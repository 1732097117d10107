"""How karmyq writes members and governance."""

from adapters.dryrun.governance import QUORUM, TEMPLATE, State
from adapters.dryrun.records import MemberRecord, UserRecord
from adapters.dryrun.shelves.governance import NominationRecord
from adapters.dryrun.shelves.trust import THRESHOLD
from adapters.dryrun.store import Store
from adapters.sandbox.wire import Row, moment


def community_refs(rows: list[MemberRecord]) -> list[Row]:
    """The communities of a person, as a login lists them (`CommunityRef`)."""
    return [{"id": row.community.id, "role": row.role, "name": row.community.name} for row in rows]


def member_list_item(row: MemberRecord, layer: str) -> Row:
    """`MemberListItem`."""
    return {
        "id": row.id,
        "user_id": row.user.id,
        "role": row.role,
        "status": row.status,
        "joined_at": moment(row.joined_at),
        "invited_by": None,
        "user_name": row.user.name,
        "user_email": row.user.email,
        "invited_by_name": None,
        "layer": layer,
    }


def governance_state(state: State, store: Store) -> Row:
    """`GovernanceState`."""
    return {
        "settings": {
            "eligibility_threshold": THRESHOLD,
            "quorum_size": QUORUM,
            "template": TEMPLATE,
        },
        "maturity": {
            "status": state.maturity,
            "avg_trust_score": state.average,
            "threshold": THRESHOLD,
        },
        "eligible_members": [
            _person(user)
            | {"eligible": True, "eligibility_reason": "established_community_relationships"}
            for user in state.eligible
        ],
        "nominations": [_nomination(row, store) for row in state.nominations],
        "role_holders": [_person(row.user) | {"role": row.role} for row in state.role_holders],
    }


def _nomination(row: NominationRecord, store: Store) -> Row:
    return {
        "id": row.id,
        "nominated_user": _person(row.nominee),
        "role": row.role,
        "nominator": _person(row.nominator),
        "ratification_count": len(row.ratified_at),
        "required_ratifications": row.required,
        "status": row.status,
        "ratifiers": [_person(store.users[user_id]) for user_id in row.ratified_at],
    }


def _person(user: UserRecord) -> Row:
    return {"user_id": user.id, "name": user.name}
