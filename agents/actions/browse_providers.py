"""Look around in the directory of providers.

Who:       active helpers and browsers
When:      always
Calls:     list_providers (all, or those for one of the four services)
Chances:   filter_chance 0.5, each service equally likely (old simulator, 3.13)
Takes:     5 to 20 s to read, if anybody is listed (old simulator, 3.13)
Leaves:    nothing
Outcomes:  skipped no_provider; no refusal is normal
"""

from dataclasses import dataclass
from typing import get_args

from adapters.entities import ServiceType
from adapters.port import Karmyq
from agents.action import Action
from agents.me import Me
from agents.outcome import DONE, Outcome, skipped

SERVICES: tuple[ServiceType, ...] = get_args(ServiceType)


@dataclass(frozen=True, slots=True)
class Settings:
    """The numbers of this action; times in virtual seconds."""

    window: int = 20
    filter_chance: float = 0.5
    read_s: tuple[float, float] = (5.0, 20.0)


async def browse_providers(me: Me, karmyq: Karmyq, settings: Settings) -> Outcome:
    """Read one page of the directory."""
    service = me.draw.pick(SERVICES) if me.draw.chance(settings.filter_chance) else None
    listed = await karmyq.list_providers(settings.window, service_type=service)
    if not listed:
        return skipped("no_provider")
    await me.think(*settings.read_s)
    return DONE


ACTION = Action("browse_providers", browse_providers, Settings)
