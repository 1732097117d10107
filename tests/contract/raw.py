"""Bodies as they are, which the port cannot send: to the rules, or over HTTP to the sandbox.

rules   body -> service in memory
http    body -> httpx2.ASGITransport -> sandbox app -> service in memory
"""

import asyncio
from collections.abc import Callable
from datetime import UTC, datetime
from random import Random
from typing import Any, Literal, NamedTuple

import httpx2

from adapters.dryrun.platform import DryRunPlatform
from adapters.dryrun.records import CommunityRecord, RequestRecord, UserRecord
from adapters.errors import KarmyqError
from adapters.sandbox.app import create_app
from adapters.sandbox.clock import SandboxClock
from adapters.sandbox.tokens import Tokens
from tests.contract.books import snapshot

Door = Literal["rules", "http"]
DOORS: tuple[Door, ...] = ("rules", "http")
Body = dict[str, Any]
Rule = Callable[[DryRunPlatform, UserRecord, Body], object]
RuleOfOne = Callable[[DryRunPlatform, UserRecord, str, Body], object]

NOW = datetime(2026, 3, 2, 16, tzinfo=UTC)
SECRET = "a secret of more than thirty-two bytes, as advised"
RULES: dict[str, Rule] = {
    "/communities": lambda rules, by, body: rules.communities.create(by, **body),
    "/providers": lambda rules, by, body: rules.providers.register(by, body),
    "/collectives": lambda rules, by, body: rules.collectives.create(by, body),
    "/reputation": lambda rules, by, body: rules.provider_reviews.submit(by, body),
    "/requests": lambda rules, by, body: rules.requests.create(by, body),
}
RULES_OF_ONE: dict[tuple[str, ...], RuleOfOne] = {
    ("PUT",): lambda rules, by, key, body: rules.request_changes.update(by, key, body),
    ("POST", "feedback"): lambda rules, by, key, body: rules.feedback.submit(by, key, body),
}
"""By method and what follows the id in the path."""


class Said(NamedTuple):
    """What came back: 2xx without a code, or a refusal with one, and the raw data."""

    status: int
    code: str
    data: Any = None


class Raw:
    """One platform, and a way to send it anything."""

    def __init__(self, door: Door, *defects: str) -> None:
        self._door = door
        clock = SandboxClock(wall=lambda: NOW)
        self.rules = DryRunPlatform(clock.now, Random(7), frozenset(defects))
        self._tokens = Tokens(SECRET, clock.now, Random(8))
        self._app = create_app(self.rules, secret=SECRET, clock=clock)
        self.someone = self.person("ada")
        self.place: CommunityRecord = self.rules.communities.create(self.someone, "Lane").community

    def person(self, name: str) -> UserRecord:
        """Somebody new."""
        return self.rules.accounts.register(f"{name}@x", name.title(), "quiet-orchard-7")

    def post(self, path: str, body: Body, by: UserRecord | None = None) -> Said:
        """Send a body; a refused one has changed nothing."""
        return self.send("POST", path, body, by)

    def send(self, method: str, path: str, body: Body, by: UserRecord | None = None) -> Said:
        """Send a body in whatever way; a refused one has changed nothing."""
        before = snapshot(self.rules.store)
        by = by or self.someone
        if self._door == "rules":
            said = self._to_rules(method, path, body, by)
        else:
            said = self.http(path, body, by, method=method)
        if said.code:
            assert snapshot(self.rules.store) == before
        return said

    def posted(self, **changes: Any) -> RequestRecord:
        """The row of a request that was taken."""
        assert self.post("/requests", self.request(**changes)).status == 201
        return list(self.rules.store.requests.values())[-1]

    def request(self, **changes: Any) -> Body:
        """A body that is taken."""
        texts = {"title": "A ladder for Sunday", "description": "Two metres would be enough"}
        return texts | {"community_id": self.place.id} | changes

    def http(self, path: str, body: Body | None, by: UserRecord, *, method: str = "POST") -> Said:
        """One request over HTTP, whatever the door."""

        async def send() -> httpx2.Response:
            transport = httpx2.ASGITransport(self._app)
            base, token = "http://sandbox/api", self._tokens.for_newcomer(by)
            async with httpx2.AsyncClient(transport=transport, base_url=base) as client:
                headers = {"Authorization": f"Bearer {token}"}
                return await client.request(method, base + path, json=body, headers=headers)

        answer = asyncio.run(send())
        sent = answer.json()
        return Said(answer.status_code, sent.get("error", ""), sent.get("data"))

    def _to_rules(self, method: str, path: str, body: Body, by: UserRecord) -> Said:
        try:
            if path in RULES:
                RULES[path](self.rules, by, body)
            else:
                _, _, key, *rest = path.split("/")
                RULES_OF_ONE[method, *rest](self.rules, by, key, body)
        except KarmyqError as error:
            return Said(error.status, error.code)
        return Said(201 if path in RULES else 200, "")
