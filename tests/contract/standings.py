"""What waits for one person, counted again from the rows alone."""

from adapters.dryrun.proposals_due import due_for
from adapters.dryrun.records import MatchRecord
from adapters.dryrun.store import Store
from adapters.entities import Standing
from tests.contract import books


def standings(store: Store) -> dict[str, Standing]:
    """Everybody's standing, but for reviews of providers, which have a count of their own."""
    return {user_id: _standing(store, user_id) for user_id in store.users}


def _standing(store: Store, user_id: str) -> Standing:
    rows = [
        row
        for row in store.members.values()
        if row.user.id == user_id and row.status == "active" and row.community.status == "active"
    ]
    requests = [row for row in store.requests.values() if row.requester.id == user_id]
    return Standing(
        communities=len(rows),
        live_requests=sum(row.status in ("open", "matched") for row in requests),
        offers_to_accept=books.offers_to_accept(store)[user_id],
        matches_to_complete=sum(_waits(row, user_id) for row in store.matches.values()),
        feedback_to_give=books.feedback_to_give(store)[user_id],
        dibs_to_answer=len(books.pending_dibs(store)[user_id]),
        proposals_to_answer=books.proposals_to_answer(store)[user_id],
        messages_to_write=books.messages_to_write(store)[user_id],
        reviews_to_write=store.users[user_id].waits.reviews_to_write,
        memberships_to_approve=sum(map(store.roster.waiting_for, rows)),
        ratifications_due=books.ratifications_due(store, user_id),
        **due_for(rows, store.proposals),
    )


def _waits(row: MatchRecord, user_id: str) -> bool:
    if row.status != "matched":
        return False
    if row.responder.id == user_id:
        return row.responder_done_at is None
    return row.request.requester.id == user_id and row.requester_done_at is None
