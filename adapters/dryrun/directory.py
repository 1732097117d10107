"""Who is there, read from the platform's memory: the dry-run's member directory."""

from collections.abc import Sequence

from adapters.dryrun import views
from adapters.dryrun.platform import DryRunPlatform
from adapters.dryrun.proposals_due import due_for
from adapters.dryrun.records import MatchRecord
from adapters.entities import Account, Standing


class DryRunDirectory:
    """The port's directory over a dry-run platform; nobody there is real."""

    def __init__(self, platform: DryRunPlatform) -> None:
        self._store = platform.store

    async def actors(self) -> Sequence[Account]:
        """Everybody, by registration time, then e-mail."""
        users = sorted(self._store.users.values(), key=lambda user: (user.created_at, user.email))
        return [views.account(user) for user in users]

    async def find(self, email: str) -> Account | None:
        """The person with this e-mail, if there is one."""
        user = self._store.users_by_email.get(email)
        return None if user is None else views.account(user)

    async def standing(self, user_id: str) -> Standing:
        """What waits for one person now."""
        store, user = self._store, self._store.users[user_id]
        rows = store.memberships[user_id].values()
        return Standing(
            communities=sum(row.community.status == "active" for row in rows),
            live_requests=len(store.requests_in(user_id, "open"))
            + len(store.requests_in(user_id, "matched")),
            offers_to_accept=store.offers_to_accept[user_id],
            matches_to_complete=sum(
                _own_half_missing(match, user_id) for match in store.matches_of(user, "matched")
            ),
            feedback_to_give=store.feedback.missing[user_id],
            dibs_to_answer=len(store.dibs.pending_for(user_id)),
            proposals_to_answer=store.proposals_to_answer[user_id],
            messages_to_write=store.conversations.to_write[user_id],
            reviews_to_write=store.provider_reviews.due.of[user_id],
            memberships_to_approve=sum(map(store.roster.waiting_for, rows)),
            ratifications_due=sum(map(store.governance.waiting_for, rows)),
            **due_for(rows, store.proposals),
        )


def _own_half_missing(match: MatchRecord, user_id: str) -> bool:
    if match.responder.id == user_id:
        return match.responder_done_at is None
    return match.requester_done_at is None
