"""With and without `error-shapes`, the live adapter hears of a refusal alike."""

from collections.abc import Callable
from contextlib import closing
from datetime import timedelta

import pytest

from adapters.errors import KarmyqError
from tests.contract.person import Person
from tests.contract.town import MALFORMED, NOBODY, Refusal, Town, draft

Act = Callable[[Town], object]


def _full(town: Town) -> object:
    return town.person().join_community(town.community(max_members=1))


def _ended(town: Town) -> object:
    place = town.community()
    town.retire(place)
    return town.person().join_community(place)


def _twice(town: Town) -> object:
    person = town.person()
    return person.join_community(town.community(members=(person,)))


def _taken(town: Town) -> object:
    town.nobody().register("ada@x")
    return town.nobody().register("ada@x")


def _matched(town: Town, act: Callable[[Person, Person, str], object]) -> object:
    here = town.scene()
    match = town.offer(here.helper, here.request_id)
    return act(here.requester, here.helper, match)


def _expired(town: Town) -> object:
    here = town.scene()
    match = town.offer(here.helper, here.request_id)
    town.advance(timedelta(days=61))
    return here.requester.accept_match(match)


def _accept_twice(town: Town) -> object:
    here = town.scene()
    first = town.offer(here.helper, here.request_id)
    here.requester.accept_match(first)
    return here.requester.accept_match(first)


def _reject_twice(town: Town) -> object:
    here = town.scene()
    match = town.offer(here.helper, here.request_id)
    here.requester.reject_match(match)
    here.requester.reject_match(match)
    return match


def _post(town: Town, **changes: object) -> object:
    poster = town.person()
    return poster.create_request(draft(**({"community_id": town.community(poster)} | changes)))


def _offer_twice(town: Town) -> object:
    here = town.scene()
    town.offer(here.helper, here.request_id)
    return here.helper.offer_help(here.request_id)


REFUSALS: dict[str, tuple[Act, Refusal]] = {
    "nobody": (lambda town: town.nobody().list_requests(), (401, "UNAUTHORIZED")),
    "short password": (
        lambda town: town.nobody().register("a@x", "A", "short"),
        (400, "VALIDATION_ERROR"),
    ),
    "taken e-mail": (_taken, (409, "CONFLICT")),
    "short name": (lambda town: town.person().create_community("ab"), (400, "VALIDATION_ERROR")),
    "negative page": (lambda town: town.person().list_communities(-1), (400, "VALIDATION_ERROR")),
    "malformed id": (
        lambda town: town.person().get_request(MALFORMED),
        (400, "VALIDATION_ERROR"),
    ),
    "unknown community": (
        lambda town: town.person().join_community(NOBODY),
        (404, "NOT_FOUND"),
    ),
    "unknown request": (lambda town: town.person().get_request(NOBODY), (404, "NOT_FOUND")),
    "unknown match": (lambda town: town.person().get_match(NOBODY), (404, "NOT_FOUND")),
    "ended community": (_ended, (400, "COMMUNITY_INACTIVE")),
    "full community": (_full, (400, "COMMUNITY_FULL")),
    "joined twice": (_twice, (409, "CONFLICT")),
    "faulty body": (lambda town: _post(town, title="four"), (400, "VALIDATION_ERROR")),
    "critical": (lambda town: _post(town, urgency="critical"), (400, "VALIDATION_ERROR")),
    "no community": (lambda town: _post(town, community_id=None), (400, "VALIDATION_ERROR")),
    "foreign community": (lambda town: _post(town, community_id=NOBODY), (403, "FORBIDDEN")),
    "no date": (lambda town: _post(town, scheduled_for="soon"), (400, "INVALID_SCHEDULED_FOR")),
    "too long": (lambda town: _post(town, title="t" * 256), (500, "INTERNAL_ERROR")),
    "offer on nothing": (lambda town: town.person().offer_help(""), (400, "VALIDATION_ERROR")),
    "offer twice": (_offer_twice, (409, "ALREADY_OFFERED")),
    "own request": (
        lambda town: _matched(town, lambda a, _b, _m: a.offer_help(a.list_requests()[0].id)),
        (400, "OWN_REQUEST"),
    ),
    "foreign match": (
        lambda town: _matched(town, lambda _a, _b, match: town.person().get_match(match)),
        (404, "NOT_FOUND"),
    ),
    "wrong side": (
        lambda town: _matched(town, lambda _a, b, match: b.accept_match(match)),
        (403, "FORBIDDEN"),
    ),
    "accepted twice": (_accept_twice, (400, "VALIDATION_ERROR")),
    "expired": (_expired, (400, "REQUEST_NOT_OPEN")),
    "rejected twice": (_reject_twice, (409, "MATCH_NOT_PROPOSED")),
    "not accepted": (
        lambda town: _matched(town, lambda a, _b, match: a.complete_match(match)),
        (409, "INVALID_STATE"),
    ),
}


@pytest.mark.parametrize("switches", [(), ("error-shapes",)], ids=["intended", "error-shapes"])
@pytest.mark.parametrize("name", REFUSALS)
def test_a_refusal_has_its_status_and_code_in_either_shape(
    name: str, switches: tuple[str, ...]
) -> None:
    act, expected = REFUSALS[name]
    with closing(Town("live", *switches)) as town, pytest.raises(KarmyqError) as caught:
        act(town)

    assert (caught.value.status, caught.value.code) == expected
