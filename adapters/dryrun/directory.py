"""Who is there, read from the platform's memory: the dry-run's member directory."""

from collections.abc import Iterable, Sequence

from msgspec.structs import replace

from adapters.dryrun import views
from adapters.dryrun.platform import DryRunPlatform
from adapters.dryrun.proposals_due import due_for
from adapters.dryrun.records import MemberRecord
from adapters.dryrun.shelves.members import MEMBER
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
        """What waits for one person now: counters that follow each change, one look-up each."""
        store = self._store
        rows = store.roster.mine(user_id)
        own = Standing(
            len(rows),
            store.under_way.requests[user_id],
            store.offers_to_accept[user_id],
            store.under_way.halves[user_id],
            store.feedback.missing[user_id],
            store.dibs.to_answer[user_id],
            store.proposals_to_answer[user_id],
            store.conversations.to_write[user_id],
            store.provider_reviews.due.of[user_id],
        )
        members, leaders = store.asking.members, store.asking.leaders
        asked = [
            row
            for row in rows
            if row.community.id in members or (row.role != MEMBER and row.community.id in leaders)
        ]
        return self._asked(own, asked) if asked else own

    def _asked(self, own: Standing, rows: Iterable[MemberRecord]) -> Standing:
        """What these communities ask besides."""
        store = self._store
        return replace(
            own,
            memberships_to_approve=sum(map(store.roster.waiting_for, rows)),
            ratifications_due=sum(map(store.governance.waiting_for, rows)),
            **due_for(rows, store.proposals),
        )
