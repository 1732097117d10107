"""What the journal believes against the tables: lost, doubled, unexplained."""

from datetime import UTC, datetime

from adapters.live.writes.compare import Comparison, compare
from adapters.live.writes.intent import Ending, Intent, Result
from adapters.live.writes.journal import Kept
from tests.adapters.live.town import Town

AT = datetime(2025, 3, 3, 8, tzinfo=UTC)
NOWHERE = "3f0c1a52-8d0e-4d7b-9a55-1f3f6b0c7e11"


def kept(operation: str, made: str, ending: Ending | None = "done", number: int = 1) -> Kept:
    result = None if ending is None else Result(ending, 201, made)
    return Kept(number, Intent(operation, "u1", {}, AT), result)


def people(town: Town) -> tuple[str, str]:
    return town.user("ada@test.karmyq.com"), town.user("bo@test.karmyq.com")


def registered(*ids: str) -> list[Kept]:
    return [kept("register", one) for one in ids]


def test_what_was_made_once_is_whole(town: Town) -> None:
    ada, bo = people(town)
    request = town.request(ada)
    made = [*registered(ada, bo), kept("create_request", request, "found")]

    whole = compare(made, town.connection)

    assert whole == Comparison(compared=3)
    assert whole.is_whole


def test_what_is_not_there_is_lost(town: Town) -> None:
    found = compare([kept("create_request", NOWHERE)], town.connection)

    assert found.lost == [f"help_requests {NOWHERE}"]
    assert not found.is_whole


def test_what_stands_there_twice_is_doubled(town: Town) -> None:
    ada, bo = people(town)
    first, second = town.request(ada), town.request(ada)

    found = compare([*registered(ada, bo), kept("create_request", first)], town.connection)

    assert found.doubled == [f"help_requests {second}"]


def test_what_nobody_wrote_is_unexplained_unless_it_was_there_before(town: Town) -> None:
    ada, bo = people(town)
    old = town.request(ada)

    found = compare(registered(ada, bo), town.connection)
    since = compare(registered(ada, bo), town.connection, before=[old])

    assert found.unexplained == [f"help_requests {old}"]
    assert since.is_whole


def test_what_was_refused_or_absent_is_not_expected(town: Town) -> None:
    ada, bo = people(town)
    refused = [kept("create_request", "", "refused"), kept("create_request", "", "absent")]

    assert compare([*registered(ada, bo), *refused], town.connection).is_whole


def test_an_open_write_is_named(town: Town) -> None:
    found = compare([kept("offer_help", "", None, number=4)], town.connection)

    assert found.open == ["offer_help 4"]
    assert not found.is_whole
