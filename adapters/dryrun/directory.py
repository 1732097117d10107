"""Who is there, read from the platform's memory: the dry-run's member directory."""

from collections.abc import Sequence

from msgspec.structs import replace

from adapters.dryrun import views
from adapters.dryrun.platform import DryRunPlatform
from adapters.dryrun.proposals_due import due_for
from adapters.dryrun.records import MemberRecord
from adapters.entities import Account, Standing

NOTHING = Standing(0, 0, 0, 0)


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
        """What waits for one person now: counts that follow each change; nothing for a stranger."""
        store = self._store
        user = store.users.get(user_id)
        if user is None:
            return NOTHING
        waits, asking = user.waits, store.asking
        rows, places, led = store.roster.mine(user_id)
        ratify = 0
        if not asking.ratifying.isdisjoint(places):
            ratify = store.governance.waiting_for(user, asking.ratifying & places)
        own = Standing(
            len(rows),
            waits.live_requests,
            waits.offers_to_accept,
            waits.matches_to_complete,
            waits.feedback_to_give,
            waits.dibs_to_answer,
            waits.proposals_to_answer,
            waits.messages_to_write,
            waits.reviews_to_write,
            0,
            ratify,
        )
        if asking.deciding.isdisjoint(places) and asking.leaders.isdisjoint(led):
            return own
        asked = (asking.deciding & places) | (asking.leaders & led)
        return self._asked(own, [row for row in rows if row.community.id in asked])

    async def founder_of(self, name: str, location: str) -> str | None:
        """See the port."""
        place = self._store.places.called(name, location)
        return None if place is None else place.creator.id

    def _asked(self, own: Standing, rows: Sequence[MemberRecord]) -> Standing:
        """What proposals and applicants there ask besides; often the person has answered."""
        store = self._store
        approve = sum(map(store.roster.waiting_for, rows))
        proposed = due_for(rows, store.proposals)
        if not (approve or proposed):
            return own
        return replace(own, memberships_to_approve=approve, **proposed)
