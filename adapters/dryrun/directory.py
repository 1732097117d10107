"""Who is there, read from the platform's memory: the dry-run's member directory."""

from collections.abc import Iterable, Sequence

from msgspec.structs import replace

from adapters.dryrun import views
from adapters.dryrun.platform import DryRunPlatform
from adapters.dryrun.proposals_due import due_for
from adapters.dryrun.records import MemberRecord
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
        mine = store.roster.mine(user_id)
        own = Standing(
            len(mine.rows),
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
        if members.isdisjoint(mine.places) and leaders.isdisjoint(mine.led):
            return own
        asked = (members & mine.places) | (leaders & mine.led)
        return self._asked(own, [row for row in mine.rows if row.community.id in asked])

    async def founder_of(self, name: str, location: str) -> str | None:
        """See the port."""
        place = self._store.places.called(name, location)
        return None if place is None else place.creator.id

    def _asked(self, own: Standing, rows: Iterable[MemberRecord]) -> Standing:
        """What these communities ask besides; often the person has answered already."""
        store = self._store
        approve = ratify = 0
        for row in rows:
            approve += store.roster.waiting_for(row)
            ratify += store.governance.waiting_for(row)
        proposed = due_for(rows, store.proposals)
        if not (approve or ratify or proposed):
            return own
        return replace(own, memberships_to_approve=approve, ratifications_due=ratify, **proposed)
