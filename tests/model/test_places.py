"""Founding where strangers have founded already: another of the city's communities is taken."""

from adapters.dryrun.directory import DryRunDirectory
from tests.model.world import ASLEEP, NO_GROWTH, World

THREE = "founding={communities: 3, within_hours: 24}"
STRANGER = "somebody else's id"


class Settled(DryRunDirectory):
    """Strangers have founded the city's first community."""

    async def founder_of(self, name: str, location: str) -> str | None:
        [first] = WORDS.communities(0, 1)
        return STRANGER if name == first.name else await super().founder_of(name, location)


class Full(DryRunDirectory):
    """Strangers have founded all of them."""

    async def founder_of(self, name: str, location: str) -> str | None:
        return STRANGER


WORDS = World(ASLEEP, NO_GROWTH).simulation.society.words
FIRST_THREE = [place.name for place in WORDS.communities(0, 3)]


def names(world: World) -> set[str]:
    return {place.name for place in world.platform.store.communities.values()}


def test_where_nobody_else_has_founded_the_first_ones_are_founded() -> None:
    world = World(ASLEEP, NO_GROWTH, THREE).open(populate=False).run(25)

    assert names(world) == set(FIRST_THREE)


def test_a_spare_community_takes_the_place_of_one_that_strangers_have() -> None:
    world = World(ASLEEP, NO_GROWTH, THREE, directory=Settled).open(populate=False).run(25)

    [instead] = names(world) - set(FIRST_THREE)
    assert names(world) == {instead, *FIRST_THREE[1:]}


def test_where_strangers_have_all_of_them_founding_is_skipped() -> None:
    world = World(ASLEEP, NO_GROWTH, THREE, directory=Full).open(populate=False).run(25)

    assert names(world) == set()
    rows = [event for event in world.events if event.action == "create_community"]
    assert {(row.outcome, row.reason) for row in rows} == {("skipped", "no_name_left")}
    assert len(rows) == 3
