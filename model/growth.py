"""Growth: newcomers register during the run, and join a community at once."""

from math import floor

from adapters.entities import Account
from agents.actions import ACTIONS
from agents.actions.register import Arrival
from model.clock import HOURS_PER_DAY
from model.society import Society
from model.streams import WorkerStreams
from scenarios.parts import Growth

NAME = "growth"
ADDRESS_TAKEN = "CONFLICT"
MOST_ADDRESSES = 5
"""A run that starts again draws the newcomers of the first one: other digits make them new."""


class GrowthEngine:
    """Draws at regular ticks whether somebody arrives, on its own timer.

    Ticks stand at multiples of 24 h / ticks_per_day, counted from time zero, those of a past before
    it: adding the interval up would lose one tick a day to rounding. The chance of a tick is
    users_per_day / ticks_per_day (old simulator, 2.4). With 5 expected and at most 5 a day, 4.1
    arrive on average, since the cap cuts the days on which more would have come.
    """

    def __init__(
        self,
        society: Society,
        growth: Growth,
        streams: WorkerStreams,
        password: str,
        begins_hours: float = 0.0,
        arrived_today: int = 0,
    ) -> None:
        self._society = society
        self._growth = growth
        self._streams = streams
        self._password = password
        self._arrivals_today = arrived_today
        self._arriving = 0
        self._tick = floor(begins_hours * growth.ticks_per_day / HOURS_PER_DAY)
        self._day = self._tick // growth.ticks_per_day if begins_hours > 0 else 0

    async def run(self) -> None:
        """Go on until the run is over."""
        ticks = self._growth.ticks_per_day
        chance, scheduler = self._growth.users_per_day / ticks, self._society.scheduler
        tick = self._tick
        while True:
            tick += 1
            await scheduler.sleep_until(tick * HOURS_PER_DAY / ticks)
            if self._streams.wake.chance(chance) and self._has_room((tick - 1) // ticks):
                self._arrivals_today += 1
                scheduler.start(self._arrive())

    def _has_room(self, day: int) -> bool:
        """Below the day's cap (fixed windows of 24 hours from time zero) and below the whole's."""
        if day != self._day:
            self._day, self._arrivals_today = day, 0
        people = len(self._society.roster) + self._arriving
        return self._arrivals_today < self._growth.max_per_day and people < self._growth.max_users

    async def _arrive(self) -> None:
        self._arriving += 1
        try:
            account = await self._registered()
        finally:
            self._arriving -= 1
        if account is not None:
            member = self._society.add(account)
            if not self._growth.onboarding:
                return
            join = ACTIONS["join_community"]
            with self._society.acting(member):
                await self._society.act(NAME, member, member.profile, join, self._streams)

    async def _registered(self) -> Account | None:
        """Register a newcomer; where the address is taken, another one is tried."""
        society, content = self._society, self._streams.content
        person = society.words.newcomer(content)
        for _ in range(MOST_ADDRESSES):
            arrival = Arrival(person, self._password)
            who = (NAME, person.email, society.profiles.of(person.email))
            turn, register = society.turn(self._streams, None), ACTIONS["register"].perform
            outcome = await society.perform(who, register, "register", turn, arrival)
            if outcome.reason != ADDRESS_TAKEN:
                return arrival.account
            person = society.words.other_address(content, person)
        return None
