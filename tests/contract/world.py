"""A karmyq to test: the dry-run platform, or the live adapter before a sandbox or a real karmyq.

dryrun   caller -> DryRunKarmyq -> rules
live     caller -> LiveKarmyq -> httpx2.ASGITransport -> sandbox app -> rules
real     caller -> LiveKarmyq -> network -> whatever KARMYQ_API_URL names; only where asked for

The first two draw their identifiers from the same seed and read the same clock, which a test moves,
and a test may look at the rows behind them. A real karmyq has nothing but its port.
"""

import asyncio
from collections.abc import Callable, Coroutine, Sequence
from datetime import UTC, datetime, timedelta
from random import Random
from typing import Any, Literal

import httpx2

from adapters.dryrun.platform import DryRunPlatform
from adapters.dryrun.store import Store
from adapters.live.means import Means
from adapters.live.platform import LivePlatform
from adapters.live.settings import LiveSettings
from adapters.live.tokens import CommunityRef
from adapters.live.traffic import LOOKING
from adapters.port import Platform
from adapters.sandbox.app import create_app
from adapters.sandbox.clock import SandboxClock
from tests.contract import real

Adapter = Literal["dryrun", "live", "real"]
ADAPTERS: tuple[Adapter, ...] = ("dryrun", "live")
REAL: Adapter = "real"

START = datetime(2026, 3, 2, 16, 7, 41, 500_000, tzinfo=UTC)
SEED = 7
SECRET = "a secret of more than thirty-two bytes, as advised"
SETTINGS = LiveSettings(
    api_url="https://karmyq.example/api",
    database_url="postgresql://localhost/karmyq",
    jwt_secret=SECRET,
    password="quiet-orchard-7",
    email_domain="test.karmyq.com",
)


Around = Callable[[httpx2.AsyncBaseTransport], httpx2.AsyncBaseTransport]


async def no_wait(_seconds: float) -> None:
    """Tests do not wait."""


class Watch:
    """The time, which stands still until a test moves it."""

    def __init__(self) -> None:
        self._now = START

    def now(self) -> datetime:
        return self._now

    def advance(self, step: timedelta) -> None:
        self._now += step


class StoreMemberships:
    """What live mode reads from the member table, read from the rules' own memory."""

    def __init__(self, store: Store) -> None:
        self._store = store

    async def memberships(self, user_id: str) -> Sequence[CommunityRef]:
        rows = self._store.memberships.get(user_id, {}).values()
        newest = sorted(rows, key=lambda row: (row.joined_at, row.id), reverse=True)
        return [CommunityRef(row.community.id, row.role, row.community.name) for row in newest]


class World:
    """One platform behind one adapter; `rules` is what decides behind either.

    `around` may put something between the live adapter and the sandbox.
    """

    def __init__(self, adapter: Adapter, *defects: str) -> None:
        self.watch = Watch()
        self._runner = asyncio.Runner()
        self._live: LivePlatform | None = None
        self._rules: DryRunPlatform | None = None
        if adapter == "dryrun":
            self._rules = DryRunPlatform(self.watch.now, Random(SEED), frozenset(defects))
            self.platform: Platform = self._rules
        elif adapter == "live":
            self._rules, self._live = _served(self.watch, frozenset(defects), self.around)
            self.platform = self._live
        else:
            self.platform = self._live = real.connect()

    @property
    def is_real(self) -> bool:
        """Whether nobody can look behind the platform."""
        return self._rules is None

    @property
    def rules(self) -> DryRunPlatform:
        """What decides behind the platform."""
        assert self._rules is not None, "a case that looks behind the port is not safe elsewhere"
        return self._rules

    def around(self, transport: httpx2.AsyncBaseTransport) -> httpx2.AsyncBaseTransport:
        """Nothing stands in between."""
        return transport

    @property
    def store(self) -> Store:
        """The rows behind the platform."""
        return self.rules.store

    def run[R](self, call: Coroutine[Any, Any, R]) -> R:
        """Wait for one call."""
        return self._runner.run(call)

    def close(self) -> None:
        """Close connections and loop."""
        if self._live is not None:
            self.run(self._live.aclose())
        self._runner.close()


def _served(
    watch: Watch, defects: frozenset[str], around: Around
) -> tuple[DryRunPlatform, LivePlatform]:
    clock = SandboxClock(lockstep=True, wall=watch.now)
    rules = DryRunPlatform(clock.now, Random(SEED), defects)
    app = create_app(rules, secret=SECRET, clock=clock)
    live = LivePlatform(
        SETTINGS,
        StoreMemberships(rules.store),
        clock=watch.now,
        traffic=LOOKING,
        means=Means(around(httpx2.ASGITransport(app)), wait=no_wait),
    )
    return rules, live
