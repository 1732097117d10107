"""What a completed match earns: karma, a second later and by the rules alone."""

from datetime import timedelta

import pytest

from adapters.dryrun.allocation import allocate
from tests.contract.person import Person
from tests.contract.town import MALFORMED, NOBODY, Town, TownWith

LAG = timedelta(seconds=1)
DAY = timedelta(days=1)


def two_of(town: Town) -> tuple[Person, Person, str]:
    """A requester, a helper and their community."""
    requester, helper = town.person("Nadia"), town.person("Tom")
    return requester, helper, town.community(requester, members=(helper,))


def entries(person: Person, community_id: str | None = None) -> list[tuple[int, str]]:
    """Points and reasons, oldest first."""
    rows = person.karma_history(community_id=community_id)
    return [(row.points, row.reason) for row in reversed(rows)]


def test_karma_comes_a_second_after_the_second_half_never_within_the_answer(town: Town) -> None:
    requester, helper, place = two_of(town)
    town.completed(requester, helper, place)

    assert entries(helper) == []
    town.advance(LAG)
    assert sorted(entries(helper)) == [(15, "First help in community"), (60, "Provided help")]
    assert entries(requester) == [(40, "Received help")]


def test_a_half_earns_nothing(town: Town) -> None:
    here = town.scene()
    match = town.offer(here.helper, here.request_id)
    here.requester.accept_match(match)
    here.helper.complete_match(match)
    town.advance(LAG)

    assert entries(here.helper) == []


def test_karma_is_dated_by_the_completion(town: Town) -> None:
    requester, helper, place = two_of(town)
    done_at = town.now
    town.completed(requester, helper, place)
    town.advance(timedelta(hours=5))

    assert {row.created_at for row in helper.karma_history()} == {done_at}


def test_completing_again_earns_nothing_more(town: Town) -> None:
    requester, helper, place = two_of(town)
    match = town.completed(requester, helper, place)
    helper.complete_match(match)
    town.advance(LAG)

    assert requester.karma_totals().total_karma == 40


@pytest.mark.parametrize(
    ("splits", "points"),
    [
        ([(60, 40)], [(60, 40)]),
        ([(60, 40)] * 2, [(30, 20)] * 2),
        ([(60, 40)] * 3, [(20, 14), (20, 13), (20, 13)]),
        ([(80, 20)] * 3, [(27, 7), (27, 6), (27, 6)]),
        ([(60, 40), (80, 20), (50, 50)], [(20, 13), (27, 7), (17, 16)]),
    ],
)
def test_the_pool_of_100_follows_the_largest_remainders_of_raw_doubles(
    splits: list[tuple[float, float]], points: list[tuple[int, int]]
) -> None:
    assert allocate(splits) == points


def test_a_multiplier_changes_the_sum() -> None:
    assert allocate([(60, 40), (60, 40)], [2.0, 1.0]) == [(60, 40), (30, 20)]


def test_karma_goes_to_the_three_shared_communities_that_the_helper_earned_most_in(
    town: Town,
) -> None:
    requester, helper = town.person("Nadia"), town.person("Tom")
    places = [town.community(requester, members=(helper,)) for _ in range(4)]
    for place in places[1:3]:
        town.completed(requester, helper, place)
    town.advance(LAG)
    before = len(helper.karma_history())
    town.completed(requester, helper, "", post_to_all_communities=True)
    town.advance(LAG)

    newest = helper.karma_history(limit=len(helper.karma_history()) - before)
    earned = {row.community_id for row in newest}
    third = min(places[0], places[3])
    assert earned == {*places[1:3], third}
    assert sum(row.points for row in newest if row.reason == "Provided help") == 60


def test_only_communities_of_both_count(town: Town) -> None:
    requester, helper, shared = two_of(town)
    town.community(requester)
    town.completed(requester, helper, "", post_to_all_communities=True)
    town.advance(LAG)

    assert {row.community_id for row in requester.karma_history()} == {shared}


def test_without_a_common_community_the_lowest_id_alone_gets_the_karma(town: Town) -> None:
    requester, helper, place = two_of(town)
    match = town.offer(helper, town.request(requester, place))
    requester.accept_match(match)
    town.leave(helper, place)
    helper.complete_match(match)
    requester.complete_match(match)
    town.advance(LAG)

    assert sorted(entries(helper, place)) == [
        (15, "First help in community"),
        (60, "Provided help"),
    ]


@pytest.mark.parametrize(("switches", "bonuses"), [((), 15), (("first-help-again",), 30)])
def test_the_first_help_bonus_comes_once_even_without_a_common_community(
    town_with: TownWith, switches: tuple[str, ...], bonuses: int
) -> None:
    town = town_with(*switches)
    requester, helper, place = two_of(town)
    matches = [town.offer(helper, town.request(requester, place)) for _ in range(2)]
    town.leave(helper, place)
    for match in matches:
        requester.accept_match(match)
        requester.complete_match(match)
        helper.complete_match(match)
        town.advance(LAG)

    assert helper.karma_totals().bonuses == bonuses


def test_the_tenth_help_in_a_community_earns_a_bonus(town: Town) -> None:
    requester, helper, place = two_of(town)
    for _ in range(11):
        town.completed(requester, helper, place)
    town.advance(LAG)

    bonuses = [row.reason for row in helper.karma_history() if "help" not in row.reason]
    assert bonuses == ["10 exchanges milestone"]
    assert helper.karma_totals().bonuses == 15 + 25


def test_a_match_deleted_with_its_request_before_the_event_is_heard_earns_nothing(
    town: Town,
) -> None:
    requester, helper, place = two_of(town)
    match = town.completed(requester, helper, place)
    town.store.drop_request(town.match_row(match).request)
    town.advance(LAG)

    assert entries(helper) == []


def test_karma_halves_in_180_days_and_totals_do_not(town: Town) -> None:
    requester, helper, place = two_of(town)
    town.completed(requester, helper, place)
    town.advance(timedelta(days=180))

    assert requester.my_karma(place).karma == 20
    assert requester.karma_totals().total_karma == 40


def test_the_trend_compares_with_a_week_ago(town: Town) -> None:
    requester, helper, place = two_of(town)
    town.completed(requester, helper, place)
    town.advance(DAY)
    fresh = helper.my_karma(place)
    town.advance(7 * DAY)

    assert (fresh.karma, fresh.trend, fresh.recent_helps, fresh.recent_requests) == (
        75,
        "growing",
        1,
        0,
    )
    assert helper.my_karma(place).trend == "stable"


def test_the_counts_are_of_the_last_30_days(town: Town) -> None:
    requester, helper, place = two_of(town)
    town.completed(requester, helper, place)
    town.advance(30 * DAY)

    assert requester.my_karma(place).recent_requests == 0


def test_a_community_without_karma_reads_as_nothing(town: Town) -> None:
    nothing = town.person().my_karma(NOBODY)

    assert (nothing.karma, nothing.trend) == (0, "stable")


def test_totals_tell_giving_receiving_and_bonuses_apart(town: Town) -> None:
    requester, helper, place = two_of(town)
    town.completed(requester, helper, place)
    town.completed(helper, requester, place)
    town.advance(LAG)

    totals = helper.karma_totals(place)
    assert (totals.karma_from_giving, totals.karma_from_receiving, totals.bonuses) == (60, 40, 15)


def test_the_history_is_paged_newest_first(town: Town) -> None:
    requester, helper, place = two_of(town)
    other = town.community(requester, members=(helper,))
    for where in (place, other, place):
        town.completed(requester, helper, where)
        town.advance(LAG)

    assert [row.community_id for row in requester.karma_history()] == [place, other, place]
    assert [row.community_id for row in requester.karma_history(1, offset=1)] == [other]
    assert len(requester.karma_history(community_id=place)) == 2


def test_a_malformed_community_is_refused(town: Town) -> None:
    person = town.person()

    assert town.refusal(lambda: person.my_karma(MALFORMED)) == (400, "VALIDATION_ERROR")
    assert town.refusal(lambda: person.karma_totals(MALFORMED)) == (400, "VALIDATION_ERROR")


def test_nobody_signed_in_reads_nothing(town: Town) -> None:
    assert town.refusal(lambda: town.nobody().my_karma(NOBODY)) == (401, "UNAUTHORIZED")


@pytest.mark.parametrize(
    ("switches", "karma", "edges"),
    [((), [40, 40, 40], [1, 1, 1]), (("one-consumer-per-event",), [40, 0, 40], [0, 1, 0])],
)
def test_every_service_hears_of_a_completion(
    town_with: TownWith, switches: tuple[str, ...], karma: list[int], edges: list[int]
) -> None:
    town = town_with(*switches)
    heard = []
    for _ in range(3):
        requester, helper, place = two_of(town)
        town.completed(requester, helper, place)
        town.advance(LAG)
        heard.append((requester.karma_totals().total_karma, len(town.rules.trust.edges_of(place))))

    assert heard == list(zip(karma, edges, strict=True))
