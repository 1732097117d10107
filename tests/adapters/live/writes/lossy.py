"""A town whose answers to some writes are lost, on the way there or on the way back."""

from typing import Literal, NamedTuple

import httpx2

from adapters.live.writes.intent import Intent, Result
from tests.contract.town import Town

Loss = Literal["before", "after", "500 after", "502 before", "unreadable"]


class Plan(NamedTuple):
    """The next request of this method to a path with this end meets a loss."""

    method: str
    ends: str
    loss: Loss


class LossyTransport(httpx2.AsyncBaseTransport):
    """Delivers requests to the sandbox, but for those that are planned to get lost."""

    def __init__(self, inner: httpx2.AsyncBaseTransport) -> None:
        self._inner = inner
        self.plans: list[Plan] = []
        self.sent: list[tuple[str, str]] = []

    async def handle_async_request(self, request: httpx2.Request) -> httpx2.Response:
        self.sent.append((request.method, request.url.path))
        for plan in self.plans:
            if request.method == plan.method and request.url.path.endswith(plan.ends):
                self.plans.remove(plan)
                return await self._lose(request, plan.loss)
        return await self._inner.handle_async_request(request)

    async def _lose(self, request: httpx2.Request, loss: Loss) -> httpx2.Response:
        if loss == "502 before":
            return httpx2.Response(502, content=b"Bad Gateway")
        if loss != "before":
            await self._inner.handle_async_request(request)
        if loss == "500 after":
            return httpx2.Response(500, json={"success": False, "message": "queue down"})
        if loss == "unreadable":
            return httpx2.Response(201, json={"success": True, "data": {"oops": 1}})
        raise httpx2.ReadTimeout("lost")


class Notes:
    """A journal in memory."""

    def __init__(self) -> None:
        self.intents: list[Intent] = []
        self.results: dict[int, Result] = {}

    async def begin(self, intent: Intent, /) -> int:
        self.intents.append(intent)
        return len(self.intents)

    async def end(self, number: int, result: Result, /) -> None:
        self.results[number] = result

    def endings(self) -> list[str]:
        """How the writes ended, `open` where they have not."""
        numbers = range(1, len(self.intents) + 1)
        return [self.results[n].ending if n in self.results else "open" for n in numbers]


class LossyTown(Town):
    """A town behind the live adapter; `lose` plans a loss, and `notes` keep what was written."""

    def __init__(self, *defects: str) -> None:
        super().__init__("live", *defects)
        self.notes = Notes()

    def around(self, transport: httpx2.AsyncBaseTransport) -> httpx2.AsyncBaseTransport:
        self.wire = LossyTransport(transport)
        return self.wire

    def lose(self, method: str, ends: str, loss: Loss) -> None:
        """From here on writes are noted, and the next such request gets lost."""
        assert self._live is not None
        self._live.writes.keep_in(self.notes)
        self.wire.sent.clear()
        self.wire.plans.append(Plan(method, ends, loss))

    def times_sent(self, method: str, ends: str) -> int:
        """How often such a request went out since."""
        return sum(one == method and path.endswith(ends) for one, path in self.wire.sent)
