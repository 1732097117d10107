"""A karmyq in the same process: calls go straight to its application, and no socket is opened."""

from collections.abc import Awaitable, Callable, MutableMapping
from typing import Any

import httpx2

type _Message = MutableMapping[str, Any]
type _Receive = Callable[[], Awaitable[_Message]]
type _Send = Callable[[_Message], Awaitable[None]]
type App = Callable[[_Message, _Receive, _Send], Awaitable[None]]


class InProcess(httpx2.ASGITransport):
    """A transport for `LivePlatform`; a connection that the application drops is lost as usual."""

    def __init__(self, app: App) -> None:
        super().__init__(app)

    async def handle_async_request(self, request: httpx2.Request) -> httpx2.Response:
        """Send one request; raises ReadError where the connection ends without an answer."""
        try:
            return await super().handle_async_request(request)
        except ConnectionResetError:
            raise httpx2.ReadError("the connection was dropped", request=request) from None
