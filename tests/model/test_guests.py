"""Ours beside real-looking people on one platform: whatever those do, ours leave them alone.

The others are a second simulation whose people have another domain and deal with everybody. Both
live hour by hour in turn on one platform in memory, and its rows say who dealt with whom.
"""

from collections.abc import Iterator, Sequence
from datetime import datetime

import pytest

from adapters.dryrun.directory import DryRunDirectory
from adapters.dryrun.platform import DryRunPlatform
from adapters.dryrun.records import UserRecord
from adapters.dryrun.store import Store
from adapters.entities import Account
from commands.words import VOCABULARY
from model.clock import VirtualClock, start_of
from model.event import Event
from model.pace import complete
from model.simulation import Simulation
from model.streams import PLATFORM_IDS, stream
from scenarios import Scenario, load

OURS, THEIRS = "test.karmyq.com", "neighbours.example"
HOURS = 8 * 24
FASTER = ("workers.delay_s=[20, 60]", "population.initial=30", "growth.users_per_day=1")

Deed = tuple[str, str, str]
"""Who, what, towards whom."""


class Guests(DryRunDirectory):
    """The directory as live mode has it: the people of one domain."""

    def __init__(self, platform: DryRunPlatform, domain: str) -> None:
        super().__init__(platform)
        self._domain = domain

    async def actors(self) -> Sequence[Account]:
        everybody = await super().actors()
        return [account for account in everybody if account.email.endswith(f"@{self._domain}")]


class Both:
    """Two simulations on one platform; the platform's clock follows whoever acts."""

    def __init__(self, interact_with: str) -> None:
        self._clocks: list[VirtualClock] = []
        self.events: list[Event] = []
        self.platform = DryRunPlatform(self._now, stream(1, PLATFORM_IDS))
        # Theirs begin, so that every name of the city is taken before ours come.
        theirs = self._simulation(_scenario(2, THEIRS, "everyone"), THEIRS, [])
        ours = self._simulation(_scenario(3, OURS, interact_with), OURS, self.events)
        self.simulations = [theirs, ours]

    @property
    def store(self) -> Store:
        return self.platform.store

    def live(self, hours: int) -> None:
        for simulation in self.simulations:
            complete(simulation.open(populate=True, progress=lambda _ready, _due: None))
        for hour in range(1, hours + 1):
            for simulation in self.simulations:
                simulation.scheduler.run_until(hour)
        for simulation in self.simulations:
            simulation.scheduler.close()

    def _now(self) -> datetime:
        return max((clock() for clock in self._clocks), default=START)

    def _simulation(self, scenario: Scenario, domain: str, events: list[Event]) -> Simulation:
        clock = VirtualClock(start_of(scenario.time))
        self._clocks.append(clock)
        return Simulation(
            scenario,
            platform=self.platform,
            directory=Guests(self.platform, domain),
            clock=clock,
            password="not a secret",
            record=events.append,
            record_measures=lambda _hour, _measures: None,
        )


def _scenario(seed: int, domain: str, interact_with: str) -> Scenario:
    whom = f"live.interact_with={interact_with}"
    changes = (*FASTER, f"seed={seed}", f"growth.email_domain={domain}", whom)
    return load("everything", changes=changes, vocabulary=VOCABULARY).scenario


START = start_of(_scenario(1, OURS, "simulated").time)


def is_ours(user: UserRecord) -> bool:
    return user.email.endswith(f"@{OURS}")


def towards_strangers(store: Store) -> list[Deed]:
    """Everything that one of ours did towards somebody else, as the platform's rows tell it."""
    pairs = [*_help(store), *_words(store), *_services(store), *_decisions(store)]
    return [
        (actor.email, what, other.email)
        for actor, what, other in pairs
        if is_ours(actor) and not is_ours(other)
    ]


type Pair = tuple[UserRecord, str, UserRecord]


def _help(store: Store) -> Iterator[Pair]:
    for match in store.matches.values():
        requester, helper = match.request.requester, match.responder
        agreed = match.status in ("matched", "completed")
        if not match.admin_proposed:
            yield helper, "offered", requester
        if agreed and match.admin_proposed:
            yield helper, "agreed to help", requester
        elif agreed:
            yield requester, "accepted", helper
        if match.requester_done_at:
            yield requester, "completed", helper
        if match.responder_done_at:
            yield helper, "completed", requester


def _words(store: Store) -> Iterator[Pair]:
    for row in store.conversations.rows.values():
        for message in row.messages:
            for person in row.participants:
                yield message.sender, "wrote", person
    for feedback in store.feedback.rows.values():
        yield feedback.author, "rated", feedback.rated


def _services(store: Store) -> Iterator[Pair]:
    for dibs in store.dibs.rows.values():
        yield dibs.request.requester, "called dibs on", dibs.provider_user
        if dibs.status in ("accepted", "declined"):
            yield dibs.provider_user, "answered", dibs.request.requester
    for review in store.provider_reviews.rows.values():
        yield review.reviewer, "reviewed", review.provider.user
    for collective in store.collectives.rows.values():
        for member in collective.members.values():
            yield member.provider.user, "joined the collective of", collective.creator
    for activity in store.activities.rows.values():
        for user_id in activity.participants:
            yield store.users[user_id], "joined the activity of", activity.creator


def _decisions(store: Store) -> Iterator[Pair]:
    for nomination in store.governance.rows.values():
        yield nomination.nominator, "nominated", nomination.nominee
        for user_id in nomination.ratified_at:
            yield store.users[user_id], "ratified", nomination.nominee
    for split in store.proposals.splits.values():
        for user_id in split.votes:
            yield store.users[user_id], "voted on a split of", split.proposed_by
    for fusion in store.proposals.fusions.values():
        for user_id in fusion.votes:
            yield store.users[user_id], "voted on a fusion of", fusion.proposed_by


def alone_among_strangers(store: Store) -> list[tuple[str, str]]:
    """Memberships of ours in communities that strangers founded and where nobody of ours was."""
    return [
        (row.user.email, row.community.name)
        for row in store.members.values()
        if is_ours(row.user)
        and not is_ours(row.community.creator)
        and not any(
            is_ours(other.user) and other.joined_at < row.joined_at
            for other in store.members.values()
            if other.community is row.community
        )
    ]


@pytest.fixture(scope="module")
def polite() -> Both:
    both = Both("simulated")
    both.live(HOURS)
    return both


def test_ours_do_nothing_towards_strangers(polite: Both) -> None:
    assert towards_strangers(polite.store) == []


def test_ours_use_no_community_that_has_none_of_ours(polite: Both) -> None:
    assert alone_among_strangers(polite.store) == []


def test_ours_live_among_themselves_all_the_same(polite: Both) -> None:
    done = {event.action for event in polite.events if event.outcome == "done"}

    assert done >= {
        "accept_offer",
        "answer_dibs",
        "complete_match",
        "create_community",
        "join_community",
        "nominate_member",
        "offer_help",
        "review_provider",
        "send_message",
        "submit_feedback",
    }


def test_strangers_do_deal_with_ours(polite: Both) -> None:
    matches = polite.store.matches.values()
    offered = [row for row in matches if is_ours(row.request.requester)]

    assert any(not is_ours(row.responder) for row in offered)


def test_whoever_says_everyone_gets_everyone() -> None:
    both = Both("everyone")
    both.live(24)

    deeds = {what for _, what, _ in towards_strangers(both.store)}
    assert deeds >= {"offered", "accepted", "completed", "wrote", "rated"}
