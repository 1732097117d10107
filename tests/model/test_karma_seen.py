"""Karma that people see of themselves, where it comes and where the platform gives none."""

from dataclasses import dataclass
from functools import cache
from typing import Any, cast

from msgspec.structs import replace

from adapters.dryrun.platform import DryRunPlatform
from adapters.entities import CommunitySummary
from adapters.port import Caller, Karmyq, Platform
from tests.model.world import World

BUSY = ("population.initial=40", "population.joins=[2, 3]", "workers.count=6")


class WithoutKarma:
    """What somebody sees of a platform whose reputation service hears of nothing."""

    def __init__(self, session: Karmyq) -> None:
        self._session = session

    def __getattr__(self, operation: str) -> Any:
        return getattr(self._session, operation)

    async def my_community_summary(self, community_id: str) -> CommunitySummary:
        """One's standing, as it is, without karma."""
        seen = await self._session.my_community_summary(community_id)
        return replace(seen, karma=0)


@dataclass
class Deaf:
    """The dry run's platform behind such sessions."""

    platform: DryRunPlatform

    def now(self) -> Any:
        """The platform's time."""
        return self.platform.now()

    def session(self, caller: Caller) -> Karmyq:
        """Who acts now."""
        return cast(Karmyq, WithoutKarma(self.platform.session(caller)))


def deaf(platform: DryRunPlatform) -> Platform:
    return Deaf(platform)


@cache
def seen(*, karma: bool) -> float | None:
    """The rate after eight busy days."""
    around: Any = {} if karma else {"around": deaf}
    world = World(*BUSY, base="everything", **around).open().run(24 * 8)
    rate: float | None = world.simulation.latest["karma_seen_rate"]
    return rate


def test_who_helped_sees_karma_more_often_than_not() -> None:
    assert (seen(karma=True) or 0) > 0.5


def test_where_karma_never_comes_nobody_sees_any() -> None:
    assert seen(karma=False) == 0
