"""The opening: who and what is there before time zero."""

from adapters.dryrun.platform import DryRunPlatform
from adapters.dryrun.session import DryRunKarmyq
from adapters.entities import Account
from adapters.errors import Refused
from adapters.port import Caller, Karmyq
from agents.facts import CommunityCreated, CommunityJoined
from model.pace import complete
from tests.model.world import ASLEEP, NO_GROWTH, World

QUIET = (ASLEEP, NO_GROWTH)


def founders(world: World) -> list[str]:
    return [person.email for person in world.society.words.founders()]


def with_somebody(email: str) -> World:
    """A world whose platform knows somebody already."""
    world = World(*QUIET)
    world.platform.accounts.register(email, "Somebody", "not a secret")
    return world


def test_founders_register_first_in_the_order_of_the_content() -> None:
    world = World(*QUIET).open()

    first = world.done("register")[: len(founders(world))]

    assert [row.member for row in first] == founders(world)
    assert {row.worker for row in first} == {"founders"}


def test_founders_are_community_builders() -> None:
    world = World(*QUIET).open()

    rows = world.done("register")[: len(founders(world))]

    assert {row.profile for row in rows} == {"community_builder"}


def test_residents_register_until_the_initial_population_is_there() -> None:
    world = World(*QUIET).open()

    residents = world.done("register")[len(founders(world)) :]

    assert len(world.members()) == 20
    assert {row.worker for row in residents} == {"setup"}


def test_the_first_communities_are_founded_by_the_founders_in_turn() -> None:
    world = World(*QUIET, "population.communities=6").open()

    rows = world.done("create_community")

    people = founders(world)
    names = [place.name for place in world.platform.store.communities.values()]
    assert [row.member for row in rows] == [people[n % len(people)] for n in range(6)]
    assert names == [place.name for place in world.society.words.communities(0, 6)]
    assert all(isinstance(row.facts[0], CommunityCreated) for row in rows)


def test_everybody_joins_as_many_communities_as_the_scenario_says() -> None:
    world = World(*QUIET, "population={communities: 5, joins: [2, 2]}").open()
    people = set(founders(world))

    joined = {
        row.member: len(row.facts)
        for row in world.done("join_community")
        if row.member not in people
    }

    assert set(joined.values()) == {2}
    assert len(joined) == 20 - len(people)


def test_founders_do_not_join_what_they_founded_again() -> None:
    world = World(*QUIET, "population={communities: 3, joins: [3, 3]}").open()

    rows = world.done("join_community")

    assert {row.outcome for row in rows} == {"done"}
    assert {len(store) for store in world.platform.store.memberships.values()} == {3}


def test_with_populate_off_only_founders_register() -> None:
    world = World(*QUIET).open(populate=False)

    assert [row.member for row in world.events] == founders(world)
    assert {row.action for row in world.events} == {"register"}


def test_who_is_there_already_is_taken_in_and_not_registered_again() -> None:
    world = with_somebody("old.hand@test.karmyq.com").open()

    registered = [row.member for row in world.done("register")]

    assert "old.hand@test.karmyq.com" not in registered
    assert "old.hand@test.karmyq.com" in {one.account.email for one in world.members()}
    assert len(world.members()) == 20


def test_a_founder_who_is_there_already_founds_and_stays_a_builder() -> None:
    email = founders(World())[1]
    world = with_somebody(email).open()

    [member] = [one for one in world.members() if one.account.email == email]

    assert email not in {row.member for row in world.done("register")}
    assert member.profile == "community_builder"
    assert email in {row.member for row in world.done("create_community")}


def test_an_existing_community_is_stepped_into() -> None:
    world = with_somebody("old.hand@test.karmyq.com")
    place = world.society.words.communities(0, 1)[0]
    [hand] = world.platform.store.users.values()
    world.platform.communities.create(hand, place.name, location=place.location)

    world.open()

    first = world.done("create_community")[0]
    [community_id, *_] = world.platform.store.communities
    assert first.facts == (CommunityJoined(community_id, "active"),)


def test_nobody_thinks_and_no_virtual_time_passes() -> None:
    world = World(*QUIET).open()

    assert {row.time_ms for row in world.events} == {0}
    assert world.scheduler.hours == 0.0


def test_progress_counts_people_up_to_the_population() -> None:
    world, heard = World(*QUIET), list[tuple[int, int]]()

    complete(world.simulation.open(populate=True, progress=lambda *now: heard.append(now)))

    assert heard[-1] == (20, 20)
    assert {due for _, due in heard} == {20}


def test_the_opening_is_the_same_for_the_same_seed() -> None:
    assert World(*QUIET).open().digest() == World(*QUIET).open().digest()


def test_the_opening_goes_on_with_whom_it_has_when_nobody_can_register_any_more() -> None:
    world = World(*QUIET, around=lambda platform: Crowded(platform, places=7)).open()

    rows = world.done("register")

    assert len(world.members()) == 7
    assert [row.outcome for row in rows].count("refused") == 10
    assert len(world.done("join_community")) == 7


class Crowded:
    """A platform with a limited number of places."""

    def __init__(self, platform: DryRunPlatform, places: int) -> None:
        self.asked = 0
        self._platform = platform
        self._places = places
        self.now = platform.now

    def session(self, caller: Caller) -> Karmyq:
        if len(self._platform.store.users) < self._places:
            return self._platform.session(caller)
        self.asked += 1
        assert self.asked < 1000, "the opening asks again and again"
        return NoRegistration(self._platform, caller)


class NoRegistration(DryRunKarmyq):
    """karmyq as everybody reaches it who has an account."""

    async def register(self, email: str, name: str, password: str) -> Account:
        raise Refused(429)
