"""The calls about collectives."""

from collections.abc import Sequence

from adapters.dryrun import provider_views as views
from adapters.dryrun.calls.base import CREATED, Calls
from adapters.entities import Collective, MyCollective, NewCollective
from adapters.port import Call


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
        page, filters = self._platform.collectives.page, (service_type, community_id)
        rows = await self._call("list_collectives", "", page, limit, offset, *filters)
        return [views.collective(row) for row in rows]

    async def my_collectives(self) -> Sequence[MyCollective]:
        """See the port."""
        rows = await self._call("my_collectives", "", self._platform.collectives.mine)
        return [views.my_collective(row) for row in rows]

    async def create_collective(
        self, name: str, service_types: Sequence[str], description: str | None = None
    ) -> NewCollective:
        """See the port."""
        await self._caller.before_call()
        create = self._platform.collectives.create
        body = {"name": name, "service_types": list(service_types), "description": description}
        row = self._ruled("create_collective", "", lambda: create(self._signed_in(), body))
        self._caller.called(Call("create_collective", row.id, CREATED))
        return views.new_collective(row)

    async def join_collective(self, collective_id: str) -> None:
        """See the port."""
        await self._caller.before_call()
        join = self._platform.collectives.join
        self._ruled(
            "join_collective", collective_id, lambda: join(self._signed_in(), collective_id)
        )
        self._caller.called(Call("join_collective", collective_id, CREATED))

    async def leave_collective(self, collective_id: str, provider_id: str) -> None:
        """See the port."""
        leave, values = self._platform.collectives.leave, (collective_id, provider_id)
        await self._call("leave_collective", collective_id, leave, *values)

    async def link_collective(self, collective_id: str, community_id: str) -> None:
        """See the port."""
        await self._caller.before_call()
        link, values = self._platform.collectives.link, (collective_id, community_id)
        self._ruled("link_collective", collective_id, lambda: link(self._signed_in(), *values))
        self._caller.called(Call("link_collective", collective_id, CREATED))
