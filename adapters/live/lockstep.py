"""Lockstep with a sandbox: it begins anew from our seed, at our time.

Only a sandbox has this call. A lockstep run registers people and hurries, so nothing but a sandbox
on this machine may be taken for one: the answer must tell back the time that was set.
"""

from datetime import datetime
from urllib.parse import urlsplit

from msgspec import DecodeError, Struct, ValidationError
from msgspec.json import decode

from adapters.errors import Unavailable
from adapters.live.clock import utc_text
from adapters.live.http import Http
from adapters.live.transport import Transport, is_loopback

API = "/api"
RESET = "/sandbox/reset"
OK = 200


class _Meta(Struct):
    timestamp: str


class _Begun(Struct):
    success: bool
    meta: _Meta


async def begin_lockstep(
    api_url: str, seed: int, now: datetime, transport: Transport | None = None
) -> None:
    """Empty a sandbox and set its clock; raises Unavailable where there is none."""
    if not is_loopback(urlsplit(api_url).hostname or ""):
        raise _no_lockstep(api_url, "is not on this machine")
    moment = utc_text(now)
    http = Http(api_url.removesuffix("/").removesuffix(API), transport=transport)
    try:
        answer = await http.send("POST", RESET, body={"seed": seed, "now": moment})
    finally:
        await http.aclose()
    if answer.status != OK or not _follows(answer.content, moment):
        raise _no_lockstep(api_url, f"answered {answer.status} without following")


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
