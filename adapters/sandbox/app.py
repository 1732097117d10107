"""The sandbox as a web application: karmyq's paths, each bound to its operation."""

from collections.abc import Awaitable, Callable
from random import Random

from starlette.applications import Starlette
from starlette.middleware import Middleware
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from adapters.dryrun.platform import DryRunPlatform
from adapters.faults.middleware import FaultyNetwork
from adapters.faults.switch import FaultSwitch
from adapters.sandbox import (
    activity_operations,
    collective_operations,
    community_operations,
    conversation_operations,
    exchange_operations,
    member_operations,
    proposal_operations,
    provider_operations,
    reputation_operations,
    request_operations,
)
from adapters.sandbox.absent import ABSENT
from adapters.sandbox.calls import Operation
from adapters.sandbox.clock import SandboxClock
from adapters.sandbox.control import CLOCK, FAULTS, RESET, WRITES, StreamOf
from adapters.sandbox.desk import Desk
from adapters.sandbox.mirror import Mirror
from adapters.sandbox.rate_limits import RateLimits

OPERATIONS: tuple[Operation, ...] = (
    *community_operations.OPERATIONS,
    *member_operations.OPERATIONS,
    *exchange_operations.OPERATIONS,
    *request_operations.OPERATIONS,
    *proposal_operations.OPERATIONS,
    *conversation_operations.OPERATIONS,
    *reputation_operations.OPERATIONS,
    *provider_operations.OPERATIONS,
    *collective_operations.OPERATIONS,
    *activity_operations.OPERATIONS,
)
"""Everything of karmyq that is served here."""

METHODS = ["DELETE", "GET", "PATCH", "POST", "PUT"]


def create_app(
    platform: DryRunPlatform,
    *,
    secret: str,
    clock: SandboxClock,
    mirror: Mirror | None = None,
    stream_of: StreamOf = Random,
    rate_limit: int | None = None,
    faults: FaultSwitch | None = None,
) -> Starlette:
    """Serve a platform whose clock is `clock.now`, and whose store is still empty.

    `secret` signs and checks tokens, `mirror` keeps the tables, `stream_of` makes the identifier
    stream of a reset's seed. Without a mirror nothing outside this process is needed. `rate_limit`
    is the standard limit a minute, none without it; `faults` says what goes wrong on the way.
    """
    switch = FaultSwitch() if faults is None else faults
    desk = Desk(platform, secret, clock, mirror, stream_of, switch)
    layers = [Middleware(FaultyNetwork, switch)]
    if rate_limit is not None:
        layers.append(Middleware(RateLimits, clock, rate_limit, desk.defects))
    return Starlette(
        middleware=layers,
        routes=[
            *_routes(desk),
            # An express service answers a path it has with another method as one it has not.
            _every("/api/{path:path}", desk.nothing_here),
            Route("/health", desk.health),
            Route(RESET, desk.reset, methods=["POST"]),
            Route(FAULTS, desk.faults, methods=["GET", "POST"]),
            Route(WRITES, desk.writes, methods=["GET"]),
            Route(CLOCK, desk.clock, methods=["GET"]),
            _every("/{path:path}", desk.frontend),
        ],
    )


def _routes(desk: Desk) -> list[Route]:
    """Every path that karmyq has; a word in a path is tried before a name for any."""
    routes = [_route(desk, operation) for operation in OPERATIONS]
    routes += [Route(f"/api{path}", desk.absent, methods=[method]) for method, path in ABSENT]
    return sorted(routes, key=lambda route: ["{" in part for part in route.path.split("/")])


def _route(desk: Desk, operation: Operation) -> Route:
    async def endpoint(request: Request) -> Response:
        return await desk.operate(request, operation)

    return Route(f"/api{operation.path}", endpoint, methods=[operation.method])


def _every(path: str, endpoint: Callable[[Request], Awaitable[Response]]) -> Route:
    return Route(path, endpoint, methods=METHODS)
