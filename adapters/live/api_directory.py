"""Who may act and what waits for them, without karmyq's database: our own accounts, over the API.

Who is there is what the runs know: the accounts that they have opened, kept in a file of this
machine. What waits for somebody is read with three calls a turn, as that person:

    my_communities   communities
    list_requests    live_requests
    list_matches     offers_to_accept, matches_to_complete, proposals_to_answer

The rest of a standing would take a call for each match or community, and karmyq allows sixty a
minute: it counts as 0, and members do those things by their profile's weights alone.
"""

from collections.abc import Awaitable, Callable, Sequence
from typing import Protocol

from adapters.entities import Account, HelpRequest, MyMatch, Standing
from adapters.live.settings import LiveSettings, SettingsError
from adapters.live.state import StateFolder
from adapters.live.tokens import CommunityRef
from adapters.port import Call, Karmyq

REQUESTS_READ = 20
MATCHES_READ = 50
COMMUNITIES_READ, MOST_PAGES = 100, 10
LIVE = ("open", "matched")


class Sessions(Protocol):
    """The part of the platform that a directory needs."""

    def session(self, caller: "Reader") -> Karmyq:
        """karmyq as this person reaches it."""

    async def find(self, email: str) -> Account | None:
        """Whoever signs in with this e-mail and the simulator's password."""


class Reader:
    """Somebody whose calls are made to look, and belong to no turn."""

    thinks = False

    def __init__(self, account: Account) -> None:
        self.account: Account | None = account

    def before_call(self) -> Awaitable[None]:
        """Nothing was thought."""
        return _at_once()

    def called(self, call: Call) -> None:
        """No turn keeps it."""


class ApiDirectory:
    """The port's directory over the API; `sessions` gives the platform once there is one."""

    def __init__(
        self, settings: LiveSettings, folder: StateFolder, sessions: Callable[[], Sessions]
    ) -> None:
        self._settings = settings
        self._folder = folder
        self._sessions = sessions
        self._people: dict[str, Account] = {}
        self._kept = True

    async def check(self) -> None:
        """Read who is known; raises SettingsError where that cannot be read or kept."""
        self._people = {account.id: account for account in self._folder.people()}

    async def actors(self) -> Sequence[Account]:
        """See the port."""
        people = [one for one in self._people.values() if self._settings.may_act(one.email)]
        return sorted(people, key=lambda account: (account.created_at, account.email))

    async def find(self, email: str) -> Account | None:
        """See the port; somebody who is not known here may sign in, and is known from then on."""
        if not self._settings.may_act(email):
            return None
        return self._known(email) or await self.recognise(email)

    async def recognise(self, email: str) -> Account | None:
        """Somebody who is not known here and signs in with our password: ours, from a lost file."""
        if self._known(email) is not None or not self._settings.may_act(email):
            return None
        account = await self._sessions().find(email)
        if account is not None:
            self.registered(account)
        return account

    def registered(self, account: Account) -> None:
        """Keep an account that was opened; a failure is made good by the next one or the end."""
        self._people[account.id] = account
        try:
            self._keep()
        except SettingsError:  # a full disk ends no run; `aclose` raises it unless it has passed
            self._kept = False

    async def standing(self, user_id: str) -> Standing:
        """See the port; what cannot be seen is 0."""
        karmyq = self._as(user_id)
        places = await karmyq.my_communities()
        requests = await karmyq.list_requests(REQUESTS_READ, requester_id=user_id)
        matches = [row for row in await karmyq.list_matches(MATCHES_READ) if self._deals_in(row)]
        return standing_from(user_id, len(places), requests, matches)

    async def founder_of(self, name: str, location: str) -> str | None:
        """See the port; read page by page as whoever has been here longest."""
        people = await self.actors()
        if not people:
            return None
        karmyq, wanted = self._as(people[0].id), _identity(name, location)
        for page in range(MOST_PAGES):
            places = await karmyq.list_communities(COMMUNITIES_READ, page * COMMUNITIES_READ)
            for place in places:
                if _identity(place.name, place.location) == wanted:
                    return place.creator_id
            if len(places) < COMMUNITIES_READ:
                break
        return None

    async def memberships(self, user_id: str) -> Sequence[CommunityRef]:
        """The active memberships in active communities, newest first; karmyq shows no others."""
        places = await self._as(user_id).my_communities()
        return [CommunityRef(place.id, place.role, place.name) for place in places]

    async def aclose(self) -> None:
        """See that everybody is kept; raises SettingsError where that is not possible."""
        if not self._kept:
            self._keep()

    def _keep(self) -> None:
        self._folder.make()
        self._folder.keep(list(self._people.values()))
        self._kept = True

    def _deals_in(self, row: MyMatch) -> bool:
        """What anybody else offers or asks waits for nobody, since members leave it alone."""
        return self._settings.everyone or all(
            side in self._people and self._settings.may_act(self._people[side].email)
            for side in (row.responder_id, row.requester_id)
            if side is not None
        )

    def _known(self, email: str) -> Account | None:
        return next((one for one in self._people.values() if one.email == email), None)

    def _as(self, user_id: str) -> Karmyq:
        return self._sessions().session(Reader(self._people[user_id]))


def standing_from(
    user_id: str, places: int, requests: Sequence[HelpRequest], matches: Sequence[MyMatch]
) -> Standing:
    """A standing from what one person can read of oneself."""
    own = [row for row in requests if row.requester_id == user_id]
    open_ids = {row.id for row in own if row.status == "open"}
    proposed = [row for row in matches if row.status == "proposed"]
    return Standing(
        communities=places,
        live_requests=sum(row.status in LIVE for row in own),
        offers_to_accept=sum(
            row.request_id in open_ids and not row.admin_proposed for row in proposed
        ),
        matches_to_complete=sum(_own_half_missing(user_id, row) for row in matches),
        proposals_to_answer=sum(
            row.admin_proposed and row.responder_id == user_id for row in proposed
        ),
    )


def _own_half_missing(user_id: str, row: MyMatch) -> bool:
    """Whoever is both sides counts as the responder."""
    if row.status != "matched":
        return False
    done_at = row.responder_done_at if row.responder_id == user_id else row.requester_done_at
    return done_at is None


def _identity(name: str, location: str | None) -> tuple[str, str]:
    """What karmyq knows a community by."""
    return name.strip().lower(), (location or "").strip().lower()


async def _at_once() -> None:
    """Nothing was thought."""
