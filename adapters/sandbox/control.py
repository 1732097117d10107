"""The sandbox's own calls, outside karmyq's paths: begin anew, switch faults, tell what there is.

`POST /sandbox/reset {"seed": 7, "now": "2026-03-02T16:00:00.000Z", "defects": ["error-shapes"]}`
empties platform and tables. `now` needs a sandbox that was started for lockstep.

`POST /sandbox/faults {"plan": "rough", "faults": {"late_answer": {"probability": 0.1}}, "seed": 7}`
lets things go wrong from the next call on; `{}` lets nothing go wrong any more. The answer, and
that of `GET /sandbox/faults`, tells what is on and how often each fault has happened.

`GET /sandbox/writes` tells what has been carried out since the platform began, `GET /sandbox/clock`
whether a client tells the time. These paths themselves are never faulty.
"""

from collections.abc import Callable
from datetime import datetime
from ipaddress import ip_address
from random import Random
from typing import Any, NamedTuple

import msgspec

from adapters.dryrun.platform import DryRunPlatform
from adapters.errors import Refused
from adapters.faults.plans import PLANS, FaultError, described, read_plan
from adapters.faults.switch import FaultSwitch
from adapters.sandbox.clock import SandboxClock, read_moment

StreamOf = Callable[[int], Random]
"""The identifier stream of a seed: the model's, so that a dry run makes the same identifiers."""

RESET = "/sandbox/reset"
FAULTS = "/sandbox/faults"
WRITES = "/sandbox/writes"
CLOCK = "/sandbox/clock"


class Reset(msgspec.Struct, forbid_unknown_fields=True):
    """The body of a reset."""

    seed: int
    now: str | None = None
    defects: tuple[str, ...] = ()


class FaultWish(msgspec.Struct, forbid_unknown_fields=True):
    """The body of a switch of faults: a ready-made plan, single kinds on top of it, and a seed."""

    plan: str | None = None
    faults: dict[str, Any] = {}
    seed: int | None = None


class Beginning(NamedTuple):
    """A platform without anybody, and the moment at which it begins (None: now)."""

    platform: DryRunPlatform
    seed: int
    moment: datetime | None


def begin(body: dict[str, object], clock: SandboxClock, stream_of: StreamOf) -> Beginning:
    """What a reset asks for; raises Refused (400) and changes nothing."""
    try:
        wish = msgspec.convert(body, Reset)
    except msgspec.ValidationError as error:
        raise Refused(400, message=f"the body does not fit: {error}") from None
    if wish.now is not None and not clock.lockstep:
        raise Refused(400, message="the sandbox follows its own clock: start it for lockstep")
    moment = None if wish.now is None else read_moment(wish.now)
    try:
        platform = DryRunPlatform(clock.now, stream_of(wish.seed), frozenset(wish.defects))
    except ValueError as error:
        raise Refused(400, message=str(error)) from None
    return Beginning(platform, wish.seed, moment)


def switch_faults(switch: FaultSwitch, body: dict[str, object] | None) -> dict[str, object]:
    """Change what goes wrong, unless there is no body; what is on, and what has happened.

    Raises Refused (400) and changes nothing.
    """
    if body is not None:
        try:
            wish = msgspec.convert(body, FaultWish)
            if wish.plan is not None and wish.plan not in PLANS:
                raise FaultError(f"plan is {' or '.join(PLANS)}")
            plan = read_plan(PLANS.get(wish.plan or "", {}) | wish.faults)
        except (msgspec.ValidationError, FaultError) as error:
            raise Refused(400, message=f"the body does not fit: {error}") from None
        switch.set(plan, wish.seed)
    counts = dict(sorted(switch.counts.items()))
    return {"faults": described(switch.plan), "seed": switch.seed, "happened": counts}


def require_loopback(host: str | None) -> None:
    """Only this machine may begin anew; raises Refused (403)."""
    try:
        near = ip_address(host or "").is_loopback
    except ValueError:
        near = False
    if not near:
        raise Refused(403, message="only this machine may control the sandbox")


def require_no_browser(origin: str | None) -> None:
    """No web page has a part in a sandbox: an `Origin` is a foreign one; raises Refused (403)."""
    if origin is not None:
        raise Refused(403, message="calls from web pages are refused")
