"""Offer a kind of service to everybody, and perhaps go on duty at once.

Who:       active helpers, community builders and social users, rarely
When:      the member has fewer than `most` of the four kinds of service
Calls:     my_providers, register_provider; then perhaps set_provider_availability
Chances:   one of the city's templates for a service not held, each equally likely (old simulator,
           3.11); duty_chance 0.7 to go on duty, ours: karmyq starts everybody off duty
Takes:     10 to 30 s to write (old simulator, 3.11), 3 to 10 s before going on duty (ours)
Leaves:    ProviderRegistered; ProviderOnDuty
Outcomes:  skipped enough_profiles; no refusal is normal
"""

from dataclasses import dataclass

from adapters.port import Karmyq
from agents.action import Action
from agents.facts import ProviderOnDuty, ProviderRegistered
from agents.me import Me
from agents.outcome import DONE, Outcome, skipped


@dataclass(frozen=True, slots=True)
class Settings:
    """The numbers of this action; times in virtual seconds."""

    most: int = 4
    duty_chance: float = 0.7
    write_s: tuple[float, float] = (10.0, 30.0)
    duty_s: tuple[float, float] = (3.0, 10.0)


async def register_provider(me: Me, karmyq: Karmyq, settings: Settings) -> Outcome:
    """Register for one more service; registering twice would overwrite the first profile."""
    held = {profile.service_type for profile in await karmyq.my_providers()}
    if len(held) >= settings.most:
        return skipped("enough_profiles")
    first_name = me.account.name.split()[0]
    draft = me.words.services.provider(me.content, first_name, held)
    if draft is None:
        return skipped("enough_profiles")

    await me.think(*settings.write_s)
    profile = await karmyq.register_provider(draft)
    me.leave(ProviderRegistered(profile.id, profile.service_type))
    if me.draw.chance(settings.duty_chance):
        await me.think(*settings.duty_s)
        await karmyq.set_provider_availability(profile.id, True)
        me.leave(ProviderOnDuty(profile.id))
    return DONE


ACTION = Action("register_provider", register_provider, Settings)
