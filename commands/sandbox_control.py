"""What a rehearsal asks of its sandbox beside karmyq's own paths: faults, and what was carried out.

These calls belong to no run: they are counted nowhere, and meet no faults.
"""

from typing import Any

import msgspec

from adapters.live.http import Http
from adapters.live.means import Means
from adapters.live.transport import Transport
from adapters.sandbox.control import FAULTS, WRITES
from adapters.sandbox.written import Written
from commands.complaints import FAILED, Complaint

OK = 200


class _Writes(msgspec.Struct):
    writes: list[dict[str, Any]]


class _Faults(msgspec.Struct):
    happened: dict[str, int]


class _Answer[T](msgspec.Struct):
    data: T


class SandboxControl:
    """One sandbox, by the address of its root."""

    def __init__(self, root_url: str, transport: Transport | None = None) -> None:
        self._root_url = root_url
        self._transport = transport

    async def carried_out(self) -> list[Written]:
        """Every write that the sandbox has carried out, in order."""
        content = await self._ask("GET", WRITES)
        answer = msgspec.json.decode(content, type=_Answer[_Writes])
        return [Written(**row) for row in answer.data.writes]

    async def switch_faults(self, wish: dict[str, Any]) -> None:
        """Let these things go wrong from now on; an empty wish lets nothing go wrong."""
        await self._ask("POST", FAULTS, wish)

    async def happened(self) -> dict[str, int]:
        """How often each fault has happened until now."""
        content = await self._ask("GET", FAULTS)
        return msgspec.json.decode(content, type=_Answer[_Faults]).data.happened

    async def _ask(self, method: str, path: str, body: dict[str, Any] | None = None) -> bytes:
        http = Http(self._root_url, means=Means(transport=self._transport))
        try:
            answer = await http.send(method, path, body=body)
        finally:
            await http.aclose()
        if answer.status != OK:
            raise Complaint(f"the sandbox answers {answer.status} to {method} {path}", FAILED)
        return answer.content
