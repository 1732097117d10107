"""Lockstep with a sandbox: it begins anew from our seed, at our time.

Only a sandbox knows this call; a real karmyq answers 404, and nothing has happened to it.
"""

from datetime import datetime

from adapters.errors import Unavailable
from adapters.live.clock import utc_text
from adapters.live.http import Http, Transport

API = "/api"
RESET = "/sandbox/reset"


async def begin_lockstep(
    api_url: str, seed: int, now: datetime, transport: Transport | None = None
) -> None:
    """Empty a sandbox and set its clock; raises Unavailable where this cannot be done."""
    http = Http(api_url.removesuffix("/").removesuffix(API), transport=transport)
    try:
        answer = await http.send("POST", RESET, body={"seed": seed, "now": utc_text(now)})
    finally:
        await http.aclose()
    if answer.status != 200:
        raise Unavailable(
            answer.status,
            "NO_LOCKSTEP",
            f"lockstep needs a sandbox that was started for it (run.py sandbox --lockstep); "
            f"{api_url} answered {answer.status}",
        )
