"""People in a sandbox on whose behalf live calls are measured."""

from datetime import datetime
from typing import Any, NamedTuple

import httpx

from adapters.entities import Account
from adapters.live.settings import LiveSettings
from adapters.sandbox.server import RunningSandbox

DOMAIN = "test.karmyq.com"
BOARD_ROWS = 20
"""As many requests as members look at, and as stand on the board."""

MY_COMMUNITIES = "/communities/my/communities"
REQUESTS = "/requests"


class Neighbour(NamedTuple):
    """Somebody with an account, karmyq's token for it, and a community."""

    account: Account
    token: str
    community_id: str

    def asks(self) -> tuple[tuple[str, dict[str, str | int]], ...]:
        """Path and query of what a member looks at before it offers help."""
        board: dict[str, str | int] = {"limit": BOARD_ROWS, "offset": 0, "status": "open"}
        return (
            (MY_COMMUNITIES, {"user_id": self.account.id}),
            (REQUESTS, {**board, "community_id": self.community_id}),
        )


class Caller:
    """A neighbour as the port's caller: never thinks, and keeps no calls."""

    thinks = False

    def __init__(self, neighbour: Neighbour) -> None:
        self.account = neighbour.account

    async def before_call(self) -> None:
        """Go on at once."""

    def called(self, _call: object) -> None:
        """Forget the call."""


def settle(sandbox: RunningSandbox, count: int) -> list[Neighbour]:
    """Register people, let them share a community, and fill its board with requests."""
    with httpx.Client(base_url=sandbox.api_url, trust_env=False) as client:
        people = [_register(client, f"neighbour.{number}@{DOMAIN}") for number in range(count)]
        founder = people[0][1]
        place = {"name": "Bench End", "location": "Portland", "community_type": "mutual_aid"}
        community_id = _post(client, "/communities", founder, place)["community"]["id"]
        for _, token in people[1:]:
            _post(client, f"/communities/{community_id}/join", token, {})
        for number in range(BOARD_ROWS):
            ask = {"title": f"Carry plank {number}", "description": "A bench is to be moved."}
            _post(client, REQUESTS, founder, {**ask, "community_id": community_id})
    return [Neighbour(account, token, community_id) for account, token in people]


def recorded(api_url: str, neighbour: Neighbour) -> dict[str, bytes]:
    """What the sandbox answers to the neighbour's asks, by path."""
    headers = {"Authorization": f"Bearer {neighbour.token}"}
    with httpx.Client(headers=headers, trust_env=False) as client:
        return {
            path: client.get(api_url + path, params=query).raise_for_status().content
            for path, query in neighbour.asks()
        }


def settings_for(sandbox: RunningSandbox, api_url: str) -> LiveSettings:
    """Live mode's settings: this API, and the sandbox's database."""
    return LiveSettings(
        api_url=api_url,
        database_url=sandbox.database_url,
        jwt_secret=sandbox.jwt_secret,
        password=sandbox.password,
        email_domain=DOMAIN,
    )


def _register(client: httpx.Client, email: str) -> tuple[Account, str]:
    body = {"email": email, "name": "A Neighbour", "password": "quiet-orchard-7"}
    said = _data(client.post("/auth/register", json=body))
    user = said["user"]
    created_at = datetime.fromisoformat(user["createdAt"])
    return Account(user["id"], user["email"], user["name"], created_at), said["token"]


def _post(client: httpx.Client, path: str, token: str, body: dict[str, Any]) -> Any:
    return _data(client.post(path, json=body, headers={"Authorization": f"Bearer {token}"}))


def _data(response: httpx.Response) -> Any:
    return response.raise_for_status().json()["data"]
