"""Communities that are led, for the tests of members."""

from tests.contract.person import Person
from tests.contract.town import Town


def waiting(town: Town, max_members: int = 150) -> tuple[Person, str, Person]:
    """The founder of a private community, its id, and somebody who asked to join."""
    founder, asking = town.person("Nadia"), town.person("Tom")
    place = town.community(founder, access_type="private", max_members=max_members)
    asking.join_community(place)
    return founder, place, asking


def led(town: Town) -> tuple[Person, str, Person, Person]:
    """A founder, a community, its moderator and an ordinary member."""
    founder = town.person("Nadia")
    place = town.community(founder)
    moderator, member = town.neighbour(place, "Mo"), town.neighbour(place, "Tom")
    founder.update_member(place, moderator.id, role="moderator")
    return founder, place, moderator, member


def counted(town: Town, place: str) -> int:
    return town.store.communities[place].current_members


def members(reader: Person, place: str, status: str = "active") -> list[str]:
    return [row.user_id for row in reader.list_members(place, status)]
