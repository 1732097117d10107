"""The calls about collectives; joining and linking answer without data today, so none is read."""

from collections.abc import Sequence

from adapters.entities import Collective, MyCollective, NewCollective
from adapters.live import decode
from adapters.live.calls.base import Calls
from adapters.live.wire import Ask


class CollectiveCalls(Calls):
    """See `adapters.port.collectives`."""

    async def list_collectives(
        self,
        limit: int,
        *,
        offset: int = 0,
        service_type: str | None = None,
        community_id: str | None = None,
    ) -> Sequence[Collective]:
        """See the port."""
        filters = {"service_type": service_type, "community_id": community_id}
        params = {"limit": limit, "offset": offset, **filters}
        return await self._call(
            "list_collectives",
            Ask("GET /collectives", params=params),
            lambda answer: decode.page(answer, Collective),
        )

    async def my_collectives(self) -> Sequence[MyCollective]:
        """See the port."""
        return await self._call(
            "my_collectives",
            Ask("GET /collectives/my"),
            lambda answer: decode.page(answer, MyCollective),
        )

    async def create_collective(
        self, name: str, service_types: Sequence[str], description: str | None = None
    ) -> NewCollective:
        """See the port."""
        body = {"name": name, "service_types": list(service_types), "description": description}
        return await self._call(
            "create_collective",
            Ask("POST /collectives", body=body),
            lambda answer: decode.one(answer, NewCollective),
            made=lambda collective: collective.id,
        )

    async def join_collective(self, collective_id: str) -> None:
        """See the port."""
        ask = Ask("POST /collectives/{collectiveId}/members", (collective_id,))
        await self._call("join_collective", ask, lambda _: None, about=collective_id)

    async def leave_collective(self, collective_id: str, provider_id: str) -> None:
        """See the port."""
        endpoint = "DELETE /collectives/{collectiveId}/members/{providerId}"
        ask = Ask(endpoint, (collective_id, provider_id))
        await self._call("leave_collective", ask, lambda _: None, about=collective_id)

    async def link_collective(self, collective_id: str, community_id: str) -> None:
        """See the port."""
        endpoint = "POST /collectives/{collectiveId}/communities"
        ask = Ask(endpoint, (collective_id,), body={"community_id": community_id})
        await self._call("link_collective", ask, lambda _: None, about=collective_id)
