"""Somebody who was asked first, and who was known before: the beginnings of tests of dibs."""

from tests.contract.person import Person
from tests.contract.town import Scene, Town


def known(town: Town, **changes: object) -> Scene:
    """A requester, a helper who has helped before, and an open request."""
    here = town.scene(**changes)
    town.completed(here.requester, here.helper, here.community_id)
    return here


def asked(town: Town, **changes: object) -> tuple[Scene, str]:
    """The same, and the helper is asked first: with the id of the dibs."""
    here = known(town, **changes)
    return here, here.requester.call_dibs(here.request_id, here.helper.id).id


def call(here: Scene, user_id: str = "") -> object:
    return here.requester.call_dibs(here.request_id, user_id or here.helper.id)


def on_duty(town: Town, person: Person, *, available: bool = True) -> None:
    """The person offers services, on duty or off."""
    user = town.store.users[person.id]
    body = {"service_type": "tradesperson", "display_name": "Tom's tools"}
    row = town.rules.providers.register(user, body)
    town.rules.providers.set_availability(user, row.id, available)
