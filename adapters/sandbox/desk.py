"""Where every request is answered, one at a time.

1. the whole body has come in
2. the clock moves
3. due clean-up jobs run
4. the operation checks the token, asks the rules and writes its rows
5. changed rows reach the database, after a refusal too: a job may have changed some
6. the envelope is closed

From 2 to 6 nothing is awaited, so that no two requests overlap.
"""

import logging
from collections.abc import Callable
from email.utils import format_datetime
from random import Random

import msgspec
from starlette.requests import Request
from starlette.responses import HTMLResponse, Response

from adapters.dryrun.ids import new_id
from adapters.dryrun.platform import DryRunPlatform
from adapters.errors import KarmyqError, Refused, Unavailable
from adapters.faults.switch import FaultSwitch
from adapters.sandbox import pages
from adapters.sandbox.calls import BODY_LIMIT_BYTES, Call, Operation, read_body
from adapters.sandbox.clock import SIMULATED_TIME, SandboxClock
from adapters.sandbox.control import (
    StreamOf,
    begin,
    require_loopback,
    require_no_browser,
    switch_faults,
)
from adapters.sandbox.envelopes import NOT_EMULATED, Answer, Body, Page, Quirk, failed, succeeded
from adapters.sandbox.mirror import Mirror
from adapters.sandbox.tokens import Tokens
from adapters.sandbox.wire import moment
from adapters.sandbox.written import Written, written

LOG = logging.getLogger(__name__)

type Act = Callable[[Call], Answer | Page]


class Desk:
    """One platform, served."""

    def __init__(
        self,
        platform: DryRunPlatform,
        secret: str,
        clock: SandboxClock,
        mirror: Mirror | None,
        stream_of: StreamOf,
        faults: FaultSwitch,
    ) -> None:
        self._secret = secret
        self._clock = clock
        self._mirror = mirror
        self._stream_of = stream_of
        self._faults = faults
        self._take(platform)

    async def operate(self, request: Request, operation: Operation) -> Response:
        """Answer one of karmyq's operations."""

        def act(call: Call) -> Answer | Page:
            operation.require_known(call)
            answer = operation.answer(call)
            if (noted := written(operation, call, answer)) is not None:
                self._written.append(noted)
            return answer

        return await self._respond(request, act, operation.quirk)

    def defects(self) -> frozenset[str]:
        """The defects of today's karmyq that are switched on now."""
        return self._platform.kernel.defects

    async def absent(self, request: Request) -> Response:
        """Answer for an operation that karmyq has and the sandbox has not."""
        path = request.url.path.removeprefix("/api")
        message = f"the sandbox does not serve {request.method} {path}, karmyq does"

        def act(_: Call) -> Answer:
            raise Unavailable(501, NOT_EMULATED, message)

        return await self._respond(request, act)

    async def nothing_here(self, request: Request) -> Response:
        """Answer below /api where no operation is."""
        path = request.url.path.removeprefix("/api")
        return await self._respond(request, lambda call: _nowhere(call, request.method, path))

    async def frontend(self, request: Request) -> Response:
        """Answer outside /api, where karmyq's web pages are."""
        return await self._respond(request, lambda _: Page(pages.FRONTEND_PAGE, 200))

    async def health(self, request: Request) -> Response:
        """Say that somebody is here."""
        return await self._respond(request, lambda _: Answer({"data": {"status": "healthy"}}))

    async def reset(self, request: Request) -> Response:
        """Begin anew (see `control`)."""
        host = request.client.host if request.client else None
        return await self._respond(request, lambda call: self._reset(call, host))

    async def faults(self, request: Request) -> Response:
        """Say what goes wrong on the way, or change it (see `control`)."""
        host = request.client.host if request.client else None

        def act(call: Call) -> Answer:
            require_loopback(host)
            wish = call.body if request.method == "POST" else None
            return Answer({"data": switch_faults(self._faults, wish)})

        return await self._respond(request, act)

    async def writes(self, request: Request) -> Response:
        """Tell what has been carried out since the platform began (see `written`)."""
        host = request.client.host if request.client else None

        def act(_: Call) -> Answer:
            require_loopback(host)
            return Answer({"data": {"writes": [row._asdict() for row in self._written]}})

        return await self._respond(request, act)

    async def clock(self, request: Request) -> Response:
        """Tell whether a client tells the time."""
        host = request.client.host if request.client else None

        def act(_: Call) -> Answer:
            require_loopback(host)
            return Answer({"data": {"lockstep": self._clock.lockstep}})

        return await self._respond(request, act)

    async def _respond(self, request: Request, act: Act, quirk: Quirk = "") -> Response:
        content = await _content(request)
        request_id = new_id(self._request_ids)
        try:
            self._clock.tick(request.headers.get(SIMULATED_TIME))
            answer = self._ruled(request, content, act)
        except KarmyqError as error:
            today = "error-shapes" in self._platform.kernel.defects
            meta = self._meta(request_id)
            body = failed(error, meta, today=today, quirk=quirk)
            return self._response(_json(body, error.status), request_id)
        if isinstance(answer, Page):
            return self._response(HTMLResponse(answer.html, answer.status), request_id)
        body = succeeded(answer, self._meta(request_id))
        return self._response(_json(body, answer.status), request_id)

    def _ruled(self, request: Request, content: bytes, act: Act) -> Answer | Page:
        try:
            body = self._body(request, content)
            self._platform.run_due()
            try:
                return act(self._call(request, body))
            finally:
                if self._mirror is not None:
                    self._mirror.flush()
        except KarmyqError:
            raise
        except Exception as error:
            # The client hears of a 500 and no more; whoever runs the sandbox sees the cause.
            LOG.exception("%s %s failed", request.method, request.url.path)
            raise Unavailable(500, "INTERNAL_ERROR", repr(error)) from error

    def _body(self, request: Request, content: bytes) -> Body:
        try:
            require_no_browser(request.headers.get("origin"))
            return read_body(content, request.headers.get("content-type", ""))
        except Refused as error:
            if "malformed-body-500" in self.defects() and request.url.path.startswith("/api/"):
                raise Unavailable(500, "INTERNAL_ERROR", error.message) from None
            raise

    def _call(self, request: Request, body: Body) -> Call:
        return Call(
            self._platform,
            self._tokens,
            request.path_params,
            request.query_params,
            body,
            request.headers.get("authorization"),
        )

    def _reset(self, call: Call, host: str | None) -> Answer:
        require_loopback(host)
        platform, seed, now = begin(call.body, self._clock, self._stream_of)
        if self._mirror is not None:
            self._mirror.clear()
        self._clock.restart(now)
        self._take(platform)
        defects = sorted(platform.kernel.defects)
        return Answer(
            {"data": {"seed": seed, "now": moment(self._clock.now()), "defects": defects}}
        )

    def _take(self, platform: DryRunPlatform) -> None:
        self._platform = platform
        self._written: list[Written] = []
        platform.store.journal = self._mirror
        # Apart from the platform's identifiers, which must not depend on how often it is read.
        self._request_ids = Random("request ids")
        self._tokens = Tokens(self._secret, self._clock.now, Random("refresh tokens"))

    def _meta(self, request_id: str) -> Body:
        return {"timestamp": moment(self._clock.now()), "requestId": request_id}

    def _response(self, response: Response, request_id: str) -> Response:
        response.headers["X-Request-Id"] = request_id
        response.headers["Date"] = format_datetime(self._clock.now(), usegmt=True)
        return response


async def _content(request: Request) -> bytes:
    """The body as sent; of one that is too long no more than is needed to see that."""
    kept = bytearray()
    async for chunk in request.stream():
        if len(kept) <= BODY_LIMIT_BYTES:
            kept += chunk
    return bytes(kept)


def _json(body: Body, status: int) -> Response:
    content = msgspec.json.encode(body)
    return Response(content, status, media_type="application/json; charset=utf-8")


def _nowhere(call: Call, method: str, path: str) -> Page:
    owner = pages.owner_of(path)
    if owner == "frontend":
        return Page(pages.FRONTEND_PAGE, 200)
    if owner == "framework":
        return Page(pages.framework_page(method, path), 404)
    if pages.is_guarded(path):
        user, admins = call.caller(), call.platform.admin_actions
        if pages.is_gated(path) and admins.shuts_out(user):
            raise Refused(403, message="admins only", shape="bare")
    raise Refused(404, message="no such path", details={"path": path})
