"""What a connection works with; tests bring their own, and need no sockets, waiting or chance."""

import asyncio
import random
from dataclasses import dataclass
from time import monotonic

from adapters.live.patience import Now, Wait
from adapters.live.transport import Transport


@dataclass(frozen=True, slots=True)
class Means:
    """Wire, waiting, the clock that waiting is measured by, and the chance in retries."""

    transport: Transport | None = None
    wait: Wait = asyncio.sleep
    now: Now = monotonic
    jitter: random.Random | None = None


USUAL = Means()
