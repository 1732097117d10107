"""A sandbox without sockets and without a database, and people who use it."""

import asyncio
from collections.abc import Iterable, Mapping
from datetime import UTC, datetime
from random import Random
from typing import Any, NamedTuple

import httpx2

from adapters.dryrun.platform import DryRunPlatform
from adapters.faults.switch import FaultSwitch
from adapters.sandbox.app import create_app
from adapters.sandbox.clock import SandboxClock
from adapters.sandbox.mirror import Mirror

SECRET = "a secret of more than thirty-two bytes"
NOW = datetime(2026, 3, 2, 16, 0, tzinfo=UTC)
PASSWORD = "quiet-orchard-7"
RIDE = {
    "origin": {"address": "12 Oak Street", "lat": 45.5, "lng": -122.6},
    "destination": {"address": "The clinic", "lat": 45.6, "lng": -122.7},
    "seats_needed": 1,
    "departure_time": "2026-03-04T09:30:00.000Z",
}


class Person(NamedTuple):
    """Somebody with a token."""

    id: str
    email: str
    token: str


class Served:
    """One app, called in process; `wall` is the time on its wall."""

    def __init__(
        self,
        *defects: str,
        lockstep: bool = False,
        client_host: str = "127.0.0.1",
        mirror: Mirror | None = None,
        clock_factor: float = 1,
        rate_limit: int | None = None,
        faults: FaultSwitch | None = None,
    ) -> None:
        self.wall = NOW
        self.clock = SandboxClock(lockstep=lockstep, wall=lambda: self.wall, factor=clock_factor)
        self.platform = DryRunPlatform(self.clock.now, Random(1), frozenset(defects))
        app = create_app(
            self.platform,
            secret=SECRET,
            clock=self.clock,
            mirror=mirror,
            rate_limit=rate_limit,
            faults=faults,
        )
        self.transport = httpx2.ASGITransport(app, client=(client_host, 1))

    def call(
        self,
        method: str,
        path: str,
        body: object = None,
        *,
        by: Person | None = None,
        headers: Mapping[str, str] | None = None,
        content: bytes | Iterable[bytes] | None = None,
        query: Mapping[str, Any] | None = None,
    ) -> httpx2.Response:
        """One request, with a JSON body or with raw content."""

        async def send() -> httpx2.Response:
            base = "http://sandbox"
            async with httpx2.AsyncClient(transport=self.transport, base_url=base) as client:
                return await client.request(
                    method, path, json=body, content=content, headers=sent, params=query or None
                )

        sent = dict(headers or {})
        if by is not None:
            sent["Authorization"] = f"Bearer {by.token}"
        return asyncio.run(send())

    def person(self, name: str) -> Person:
        """Somebody new."""
        body = {"email": f"{name}@example.org", "name": name.title(), "password": PASSWORD}
        data = _data(self.call("POST", "/api/auth/register", body))
        return Person(data["user"]["id"], body["email"], data["token"])

    def community(self, by: Person, name: str = "Harbour Lane", **more: object) -> str:
        """The id of a new community."""
        body = {"name": name, "location": "Turku", **more}
        answer = self.call("POST", "/api/communities", body, by=by)
        return str(_data(answer)["community"]["id"])

    def join(self, by: Person, community_id: str) -> None:
        """Become a member."""
        _data(self.call("POST", f"/api/communities/{community_id}/join", by=by))

    def request(self, by: Person, community_id: str, **more: object) -> str:
        """The id of a new request."""
        body = {
            "community_id": community_id,
            "title": "A ride to the clinic",
            "description": "On Wednesday morning, one way",
            **more,
        }
        return str(_data(self.call("POST", "/api/requests", body, by=by))["id"])

    def offer(self, by: Person, request_id: str) -> str:
        """The id of a new match."""
        return str(
            _data(self.call("POST", "/api/matches", {"request_id": request_id}, by=by))["id"]
        )

    def act(self, by: Person, match_id: str, what: str) -> httpx2.Response:
        """Accept, reject or complete a match."""
        return self.call("PUT", f"/api/matches/{match_id}/{what}", by=by)


class Scene(NamedTuple):
    """A requester, a helper of the same community, and an open request."""

    served: Served
    requester: Person
    helper: Person
    community_id: str
    request_id: str


def scene(*defects: str, **more: object) -> Scene:
    """The usual beginning."""
    served = Served(*defects)
    requester, helper = served.person("nadia"), served.person("tom")
    community_id = served.community(requester)
    served.join(helper, community_id)
    request_id = served.request(requester, community_id, **more)
    return Scene(served, requester, helper, community_id, request_id)


def _data(answer: httpx2.Response) -> Any:
    assert answer.is_success, answer.text
    return answer.json()["data"]
