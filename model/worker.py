"""A worker: a slot of concurrency that wakes one member after another."""

from adapters.errors import KarmyqError
from agents.choice import Choice
from agents.outcome import Outcome, ended, skipped
from model.hours import BusinessHours
from model.society import Society
from model.streams import WorkerStreams
from scenarios.parts import Workers

NOBODY_IDLE = skipped("nobody_idle")
NOTHING_TO_DO = skipped("nothing_to_do")


class Worker:
    """Sleeps, wakes a member, lets it choose and act; backs off after a failure."""

    def __init__(
        self,
        name: str,
        society: Society,
        choice: Choice,
        streams: WorkerStreams,
        pauses: Workers,
        hours: BusinessHours,
    ) -> None:
        self.name = name
        self._hours = hours
        self._society = society
        self._choice = choice
        self._streams = streams
        self._pauses = pauses

    async def run(self) -> None:
        """Go on until the run is over; the first rest spreads the workers out."""
        sleep = self._society.scheduler.sleep
        while True:
            await sleep(self._streams.wake.between(*self._pauses.delay_s))
            closed_s = self._hours.until_open_s()
            if closed_s > 0:
                await sleep(closed_s)
                continue  # another rest, or all workers would begin the day at once
            outcome = await self._wake()
            if outcome.kind == "failed":
                await sleep(self._pauses.error_backoff_s)

    async def _wake(self) -> Outcome:
        member = self._society.draw_idle(self._streams.wake)
        if member is None:
            return self._missed(NOBODY_IDLE)
        profile = self._society.profiles.for_this_turn(member.profile, self._streams.profile)
        with self._society.acting(member):
            try:
                standing = await self._society.directory.standing(member.account.id)
            except KarmyqError as error:
                return self._missed(ended(error))
            action = self._choice.choose(profile, standing, self._streams.choice)
            if action is None:
                return self._missed(NOTHING_TO_DO)
            return await self._society.act(self.name, member, profile, action, self._streams)

    def _missed(self, outcome: Outcome) -> Outcome:
        self._society.missed(self.name, outcome)
        return outcome
