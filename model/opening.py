"""The opening: who and what is there before time zero.

1. Everybody whom the directory knows is taken in.
2. The city's founders register, unless they are there.
3. With `populate`, and unless population.initial is 0: communities are founded by the founders in
   turn, residents register until population.initial people are there, and each of them joins some
   of these communities.

Nobody thinks during the opening, and no virtual time passes; it is logged like everything else.
"""

from collections.abc import Callable

from adapters.port import Karmyq
from agents.action import Perform
from agents.actions import ACTIONS
from agents.actions.register import Arrival
from agents.facts import CommunityJoined
from agents.me import Me
from agents.member import Member
from agents.outcome import DONE, Outcome
from agents.words import Person
from model.before import NOTHING, Before
from model.places import founding_of
from model.society import Society
from model.streams import WorkerStreams
from scenarios import Scenario

SETUP = "setup"
FOUNDERS = "founders"
MOST_MISSES = 10
"""After so many registrations in a row without an account, the residents there are must do."""

Progress = Callable[[int, int], None]


class Opening:
    """Fills the platform up to time zero."""

    def __init__(
        self,
        society: Society,
        scenario: Scenario,
        streams: WorkerStreams,
        password: str,
        before: Before = NOTHING,
    ) -> None:
        self._before = before
        self._society = society
        self._population = scenario.population
        self._founding = scenario.founding
        self._streams = streams
        self._password = password

    async def run(self, *, populate: bool, progress: Progress) -> list[Member]:
        """Open the platform; returns the founders. `progress` hears people ready and people due."""
        people = self._society.words.founders()
        emails = {person.email for person in people}
        for account in await self._society.directory.actors():
            self._society.add(account, founder=account.email in emails)
        there = {member.account.email: member for member in self._society.roster}
        arrived = [await self._register(FOUNDERS, p) for p in people if p.email not in there]
        new = [member for member in arrived if member is not None]
        founders = [there[person.email] for person in people if person.email in there] + new
        if populate and founders and self._population.initial:
            places = await self._found_communities(founders)
            new += [one for email, one in there.items() if email in self._before.unsettled]
            new += await self._residents(progress)
            for member in new:
                await self._settle(member, places)
        return founders

    async def _found_communities(self, founders: list[Member]) -> list[str]:
        """Let the founders in turn start the first communities; returns their ids."""
        places: list[str] = list(self._before.places)
        # The city's first communities are the founders' own, started during the run.
        wanted = self._society.words.communities(
            self._founding.communities, self._population.communities
        )
        for number, place in enumerate(wanted):
            if number < self._before.places_tried:
                continue
            founder = founders[number % len(founders)]
            founding = founding_of(place, places, self._society.sites)
            await self._perform(founder, "create_community", founding)
        return places

    async def _residents(self, progress: Progress) -> list[Member]:
        residents: list[Member] = []
        due, misses = self._population.initial, 0
        while len(self._society.roster) < due and misses < MOST_MISSES:
            person = self._society.words.newcomer(self._streams.content)
            member = await self._register(SETUP, person)
            misses = misses + 1 if member is None else 0
            if member is not None:
                residents.append(member)
            progress(len(self._society.roster), due)
        return residents

    async def _settle(self, member: Member, places: list[str]) -> None:
        """Join as many communities as the population's `joins` says, drawn from the first ones."""
        count = self._streams.decision.whole(*self._population.joins)
        chosen = self._streams.decision.some(places, count)
        await self._perform(member, "join_community", _joining(chosen))

    async def _register(self, worker: str, person: Person) -> Member | None:
        founder = worker == FOUNDERS
        profiles = self._society.profiles
        profile = profiles.of_founder(person.email) if founder else profiles.of(person.email)
        arrival = Arrival(person, self._password)
        turn = self._society.turn(self._streams, None)
        who = (worker, person.email, profile)
        await self._society.perform(who, ACTIONS["register"].perform, "register", turn, arrival)
        account = arrival.account
        return None if account is None else self._society.add(account, founder=founder)

    async def _perform(self, member: Member, action: str, perform: Perform) -> Outcome:
        turn = self._society.turn(self._streams, member.account)
        who = (SETUP, member.account.email, member.profile)
        return await self._society.perform(who, perform, action, turn, None)


def _joining(chosen: list[str]) -> Perform:
    """Join these communities; being a member already, as founders are, is passed over."""

    async def join(me: Me, karmyq: Karmyq, _: object) -> Outcome:
        own = {place.id for place in await karmyq.my_communities()}
        for community_id in chosen:
            if community_id not in own:
                membership = await karmyq.join_community(community_id)
                me.leave(CommunityJoined(community_id, membership.status or ""))
        return DONE

    return join
