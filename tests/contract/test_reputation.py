"""Trust scores, what one sees of oneself, and the stars that move them."""

from datetime import timedelta

import pytest

from adapters.dryrun.shelves.reputation import Reputation
from adapters.dryrun.trust_score import half_up, tier
from tests.contract.person import Person
from tests.contract.town import MALFORMED, NOBODY, Refusal, Town, TownWith

LAG = timedelta(seconds=1)
DAY = timedelta(days=1)
CLOSED = (409, "CONFLICT")


class Pair:
    """Two people of one community with completed matches."""

    def __init__(self, town: Town, matches: int = 1) -> None:
        self.town = town
        self.requester, self.helper = town.person("Nadia"), town.person("Tom")
        self.place = town.community(self.requester, members=(self.helper,))
        self.matches = [self.complete() for _ in range(matches)]
        town.advance(LAG)

    def complete(self) -> str:
        """One more completed match."""
        return self.town.completed(self.requester, self.helper, self.place)

    def rate(self, rating: int, match: str = "") -> int | None:
        """The requester rates the helper, whose new score comes back."""
        match = match or self.matches[0]
        return self.requester.rate_exchange(match, self.helper.id, self.place, rating)

    def stored(self, person: Person) -> Reputation:
        """The row of a person in the table of scores."""
        return self.town.store.reputation.of(person.id, self.place)


def test_the_first_exchange_gives_both_17(town: Town) -> None:
    pair = Pair(town)

    assert [pair.stored(one).score for one in (pair.helper, pair.requester)] == [17, 17]


@pytest.mark.parametrize(("rating", "score"), [(5, 42), (4, 30), (3, 17), (1, 0)])
def test_stars_move_the_score_of_the_rated_one_alone(town: Town, rating: int, score: int) -> None:
    pair = Pair(town)

    assert pair.rate(rating) == score
    assert pair.stored(pair.requester).score == 17


def test_halves_are_rounded_towards_plus_infinity() -> None:
    assert [half_up(number) for number in (12.5, -12.5, 0.5, -0.5, 2.4)] == [13, -12, 1, 0, 2]


@pytest.mark.parametrize(
    ("matches", "score"),
    # volume 10, 15, 20, 23, 25, 28, 30; depth 2 x 0.6 from the second on; breadth 2; bonus 5
    [(1, 17), (2, 23), (3, 28), (4, 31), (5, 33), (6, 36), (7, 38), (8, 38)],
)
def test_volume_grows_by_the_logarithm_up_to_30(town: Town, matches: int, score: int) -> None:
    pair = Pair(town, matches)
    assert pair.stored(pair.helper).score == score


def test_exchanges_older_than_a_year_leave_the_score_in_the_night(town: Town) -> None:
    pair = Pair(town)
    town.advance(364 * DAY)
    before = pair.stored(pair.helper).score
    town.advance(2 * DAY)

    assert (before, pair.stored(pair.helper).score) == (17, 2)


def test_the_night_brings_in_what_happened_in_other_communities(town: Town) -> None:
    pair = Pair(town)
    other = town.community(pair.requester, members=(pair.helper,))
    town.completed(pair.requester, pair.helper, other)
    town.advance(LAG)
    by_day = pair.stored(pair.helper).score
    town.advance(DAY)

    assert (by_day, pair.stored(pair.helper).score) == (17, 18)


def test_the_refresh_is_at_half_past_three_utc(town: Town) -> None:
    pair = Pair(town)
    town.completed(
        pair.requester, pair.helper, town.community(pair.requester, members=(pair.helper,))
    )
    night = town.now.replace(hour=3, minute=30, second=0, microsecond=0) + DAY
    town.advance(night - town.now - LAG)
    before = pair.stored(pair.helper).score
    town.advance(LAG)

    assert (before, pair.stored(pair.helper).score) == (17, 18)


def test_ratings_here_weigh_seven_tenths_and_all_ratings_three(town: Town) -> None:
    pair = Pair(town)
    elsewhere = town.community(pair.requester, members=(pair.helper,))
    match = town.completed(pair.requester, pair.helper, elsewhere)
    town.advance(LAG)
    pair.requester.rate_exchange(match, pair.helper.id, elsewhere, 2)
    pair.rate(5)

    seen = pair.helper.trust_in_community(pair.place)
    assert seen.avg_feedback_score == pytest.approx(0.7 * 5 + 0.3 * 3.5)


def test_old_ratings_weigh_less_but_never_less_than_a_tenth(town: Town) -> None:
    pair = Pair(town, matches=2)
    pair.rate(1, pair.matches[0])
    town.advance(180 * DAY)
    pair.rate(4, pair.matches[1])
    half = pair.helper.trust_in_community(pair.place).avg_feedback_score
    town.advance(2000 * DAY)

    assert half == pytest.approx((1 * 0.5 + 4) / 1.5)
    even = pair.helper.trust_in_community(pair.place).avg_feedback_score
    assert even == pytest.approx(2.5)


def test_a_newcomer_brings_two_fifths_of_his_best_score_along(town: Town) -> None:
    pair = Pair(town, matches=7)
    pair.rate(5)
    best = pair.stored(pair.helper).score
    new = town.community(members=(pair.helper,))

    assert pair.helper.my_community_summary(new).score == int(0.4 * best)
    assert pair.helper.trust_in_community(new).score == int(0.4 * best)
    assert town.store.reputation.find(pair.helper.id, new) is None


def test_the_own_summary_tells_score_tier_karma_and_activity(town: Town) -> None:
    pair = Pair(town)
    summary = pair.helper.my_community_summary(pair.place)

    assert (summary.score, summary.tier, summary.karma, summary.trend) == (17, "new", 75, "growing")
    assert (summary.recent_helps, summary.recent_requests) == (1, 0)


@pytest.mark.parametrize(
    ("score", "word"),
    [(0, "new"), (19, "new"), (20, "active"), (50, "trusted"), (75, "highly_trusted")],
)
def test_tiers_begin_at_20_50_and_75(score: int, word: str) -> None:
    assert tier(score) == word


@pytest.mark.parametrize("community_id", ["", MALFORMED])
def test_a_summary_needs_a_community_of_good_form(town: Town, community_id: str) -> None:
    person = town.person()

    refusal = town.refusal(lambda: person.my_community_summary(community_id))
    assert refusal == (400, "INVALID_COMMUNITY_ID")


def test_a_summary_is_for_active_members(town: Town) -> None:
    person, place = town.person(), town.community()

    refusal = town.refusal(lambda: person.my_community_summary(place))
    assert refusal == (404, "REPUTATION_NOT_FOUND")


def test_counts_of_given_and_received_help_come_with_the_trust(town: Town) -> None:
    pair = Pair(town, matches=2)
    seen = pair.helper.trust_in_community(pair.place)

    assert (seen.offers_accepted, seen.requests_completed, seen.avg_feedback_score) == (2, 0, None)


def test_each_party_rates_once(town: Town) -> None:
    pair = Pair(town)
    pair.rate(5)

    assert pair.helper.rate_exchange(pair.matches[0], pair.requester.id, pair.place, 5) == 42
    assert town.refusal(lambda: pair.rate(5)) == CLOSED


@pytest.mark.parametrize("rating", [0, 6, -1])
def test_a_rating_has_one_to_five_stars(town: Town, rating: int) -> None:
    pair = Pair(town)

    assert town.refusal(lambda: pair.rate(rating)) == (400, "VALIDATION_ERROR")


@pytest.mark.parametrize(
    ("who", "match", "to", "place", "refusal"),
    [
        ("requester", NOBODY, "helper", "place", (404, "MATCH_NOT_FOUND")),
        ("requester", MALFORMED, "helper", "place", (400, "VALIDATION_ERROR")),
        ("stranger", "match", "helper", "place", (403, "NOT_A_PARTICIPANT")),
        ("requester", "match", "requester", "place", (400, "INVALID_RATEE")),
        ("requester", "match", "stranger", "place", (400, "INVALID_RATEE")),
        ("requester", "open", "helper", "place", (409, "MATCH_NOT_COMPLETED")),
        ("requester", "match", "helper", NOBODY, (400, "INVALID_COMMUNITY")),
        ("requester", "", "helper", "place", (400, "VALIDATION_ERROR")),
    ],
)
def test_only_a_party_of_a_completed_match_rates_the_other(
    town: Town, who: str, match: str, to: str, place: str, refusal: Refusal
) -> None:
    pair, stranger = Pair(town), town.person("Eve")
    open_match = town.offer(pair.helper, town.request(pair.requester, pair.place))
    people = {"requester": pair.requester, "helper": pair.helper, "stranger": stranger}
    known = {"match": pair.matches[0], "open": open_match, "place": pair.place}
    ids = (known.get(match, match), people[to].id, known.get(place, place))

    assert town.refusal(lambda: people[who].rate_exchange(*ids, 5)) == refusal


@pytest.mark.parametrize(
    ("switches", "means"), [((), (4.5, 2.0, 0.0)), (("feedback-means-stuck",), (0.0, 0.0, 0.0))]
)
def test_feedback_on_a_match_moves_the_means_and_never_the_score(
    town_with: TownWith, switches: tuple[str, ...], means: tuple[float, float, float]
) -> None:
    town = town_with(*switches)
    pair = Pair(town, matches=2)
    score = pair.stored(pair.helper).score
    pair.requester.submit_feedback(pair.matches[0], helpfulness=4)
    pair.requester.submit_feedback(pair.matches[1], helpfulness=5, responsiveness=4)
    town.advance(LAG)

    row = pair.stored(pair.helper)
    assert (row.helpfulness, row.responsiveness, row.clarity) == means
    assert row.score == score


def test_a_split_copies_karma_and_the_parent_keeps_its_own(town: Town) -> None:
    pair = Pair(town, matches=2)
    child = town.community(members=(pair.helper, pair.requester))
    town.rules.karma.copy_within(pair.place, child, [pair.helper.id])

    assert pair.helper.karma_totals(child).total_karma == 2 * 60 + 15
    assert pair.helper.karma_totals().total_karma == 2 * (2 * 60 + 15)
    assert pair.requester.karma_totals(child).total_karma == 0
    town.advance(DAY)
    assert town.store.reputation.of(pair.helper.id, child).score > 0


def test_a_fusion_sums_the_rows_of_one_person_reason_and_match(town: Town) -> None:
    pair = Pair(town, matches=0)
    other = town.community(pair.requester, members=(pair.helper,))
    town.completed(pair.requester, pair.helper, "", post_to_all_communities=True)
    town.advance(LAG)
    merged = town.community()
    town.rules.karma.carry([pair.place, other], merged)

    rows = pair.helper.karma_history(community_id=merged)
    assert sorted((row.points, row.reason) for row in rows) == [
        (30, "First help in community"),
        (60, "Provided help"),
    ]


def test_anybody_reads_a_profile(town: Town) -> None:
    someone = town.person("Ada")
    seen = town.nobody().get_user(someone.id)

    assert (seen.id, seen.name, seen.bio) == (someone.id, "Ada", None)


@pytest.mark.safe_on_a_real_platform
@pytest.mark.parametrize(
    ("user_id", "refusal"),
    [(NOBODY, (404, "NOT_FOUND")), (MALFORMED, (400, "VALIDATION_ERROR"))],
)
def test_an_unknown_profile_is_refused(town: Town, user_id: str, refusal: Refusal) -> None:
    person = town.person()

    assert town.refusal(lambda: person.get_user(user_id)) == refusal
