"""Lockstep with a sandbox: it begins anew from our seed, at our time.

Only a sandbox has this call. A lockstep run registers people and hurries, so nothing but a sandbox
on this machine may be taken for one: the answer must tell back the time that was set. A run that
follows the wall clock, on the other hand, needs a karmyq whose clock goes on by itself.
"""

from datetime import datetime
from urllib.parse import urlsplit

from msgspec import DecodeError, Struct, ValidationError
from msgspec.json import decode

from adapters.errors import Refused, Unavailable
from adapters.live.clock import utc_text
from adapters.live.http import Http
from adapters.live.means import Means
from adapters.live.transport import Transport, is_loopback

API = "/api"
RESET = "/sandbox/reset"
CLOCK = "/sandbox/clock"
OK = 200


class _Meta(Struct):
    timestamp: str


class _Begun(Struct):
    success: bool
    meta: _Meta


class _Clock(Struct):
    lockstep: bool


class _Told(Struct):
    data: _Clock


async def begin_lockstep(
    api_url: str, seed: int, now: datetime, transport: Transport | None = None
) -> None:
    """Empty a sandbox and set its clock; raises Unavailable where there is none."""
    if not is_loopback(urlsplit(api_url).hostname or ""):
        raise _no_lockstep(api_url, "is not on this machine")
    moment = utc_text(now)
    http = Http(_root(api_url), means=Means(transport=transport))
    try:
        answer = await http.send("POST", RESET, body={"seed": seed, "now": moment})
    finally:
        await http.aclose()
    if answer.status != OK or not _follows(answer.content, moment):
        raise _no_lockstep(api_url, f"answered {answer.status} without following")


async def refuse_lockstep(api_url: str, transport: Transport | None = None) -> None:
    """Raise Refused where a sandbox of this machine waits to be told the time, and sees it stand.

    Whatever else is there, or is not, answers this in other words; what it is, others find out.
    """
    if not is_loopback(urlsplit(api_url).hostname or ""):
        return
    http = Http(_root(api_url), means=Means(transport=transport))
    try:
        answer = await http.send("GET", CLOCK)
        steps = decode(answer.content, type=_Told).data.lockstep
    except (Unavailable, DecodeError, ValidationError):
        return
    finally:
        await http.aclose()
    if steps:
        raise Refused(
            0,
            "LOCKSTEP",
            f"{api_url} is a sandbox in lockstep, whose clock stands still unless a run steps it: "
            "add --lockstep, or start the sandbox without it",
        )


def _root(api_url: str) -> str:
    return api_url.removesuffix("/").removesuffix(API)


def _follows(content: bytes, moment: str) -> bool:
    try:
        begun = decode(content, type=_Begun)
    except (DecodeError, ValidationError):
        return False
    return begun.success and begun.meta.timestamp == moment


def _no_lockstep(api_url: str, what: str) -> Unavailable:
    return Unavailable(
        0,
        "NO_LOCKSTEP",
        "lockstep needs a sandbox on this machine, started with run.py sandbox --lockstep; "
        f"{api_url} {what}",
    )
