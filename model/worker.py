"""A worker: a slot of concurrency that wakes one member after another."""

from adapters.errors import KarmyqError
from agents.action import Action
from agents.choice import Choice
from agents.member import Member
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
        society, hours, wake = self._society, self._hours, self._streams.wake
        sleep, busy = society.scheduler.sleep, society.busy
        shortest_s, longest_s = self._pauses.delay_s
        while True:
            await sleep(wake.between(shortest_s, longest_s))
            closed_s = hours.until_open_s()
            if closed_s > 0:
                await sleep(closed_s)
                continue  # another rest, or all workers would begin the day at once
            member = society.draw_idle(wake)
            if member is None:
                society.missed(self.name, NOBODY_IDLE)
                continue
            profile = society.profiles.for_this_turn(member.profile, self._streams.profile)
            who = member.account.id
            busy.add(who)  # as `acting` does, which costs a little
            try:
                chosen = await self._chosen(member, profile)
                if isinstance(chosen, Action):
                    act = society.act(self.name, member, profile, chosen, self._streams)
                    outcome = await act
                else:
                    outcome = chosen
                    society.missed(self.name, outcome)
            finally:
                busy.discard(who)
            if outcome.kind == "failed":
                await sleep(self._pauses.error_backoff_s)

    async def _chosen(self, member: Member, profile: str) -> Action | Outcome:
        """What the member does now, or why nothing."""
        try:
            standing = await self._society.directory.standing(member.account.id)
        except KarmyqError as error:
            return ended(error)
        action = self._choice.choose(profile, standing, self._streams.choice)
        return NOTHING_TO_DO if action is None else action
