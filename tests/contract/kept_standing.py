"""What holds of karma, trust, ratings and conversations: I9, I10, I14, and I11 for ratings."""

from collections import Counter, defaultdict
from datetime import timedelta

from hypothesis.stateful import invariant

from adapters.dryrun.directory import DryRunDirectory
from adapters.dryrun.records import MatchRecord
from adapters.dryrun.shelves.reputation import EXCHANGES, KarmaRow
from adapters.dryrun.shelves.trust import ordered
from tests.contract import books
from tests.contract.standings import standings
from tests.contract.walk_steps import Steps

HEARD_AFTER = timedelta(seconds=1)


class StandingIndexes(Steps):
    """The counters of conversations and of trust say what a count of all rows says."""

    @invariant()
    def messages_to_write_says_what_a_count_says(self) -> None:
        store = self.stages[0].town.store
        found = {user.id: user.waits.messages_to_write for user in store.users.values()}

        assert found == books.messages_to_write(store)

    @invariant()
    def a_standing_says_what_a_count_says(self) -> None:
        town = self.stages[0].town
        directory = DryRunDirectory(town.rules)
        found = {user: town.run(directory.standing(user)) for user in town.store.users}

        assert found == standings(town.store)

    @invariant()
    def raw_sums_say_what_a_count_says(self) -> None:
        store = self.stages[0].town.store
        for place in store.communities:
            expected: defaultdict[str, float] = defaultdict(float)
            for edge in store.trust.edges_of(place):
                for user in edge.pair:
                    expected[user] += edge.raw_weight
            for user in store.users:
                assert abs(store.trust.raw_sum(place, user) - expected[user]) < 1e-6

    @invariant()
    def averages_say_what_a_count_says(self) -> None:
        store = self.stages[0].town.store
        for place in store.communities:
            weights = [
                edge.raw_weight
                for edge in store.trust.edges_of(place)
                if all(place in store.memberships.get(user, {}) for user in edge.pair)
            ]
            expected = sum(weights) / len(weights) if weights else 0.0
            assert abs(store.trust.average(place) - expected) < 1e-6


class KeptStanding(StandingIndexes):
    """The invariants; which completions were heard of is remembered, since rows may go."""

    def __init__(self) -> None:
        super().__init__()
        self.heard: dict[str, MatchRecord] = {}

    def _listen(self) -> None:
        town = self.stages[0].town
        for match in town.store.matches.values():
            done_at = match.completed_at
            if done_at is not None and done_at + HEARD_AFTER <= town.now:
                self.heard[match.id] = match

    @invariant()
    def i9_a_completed_match_has_its_karma_once_and_nothing_else_has_any(self) -> None:
        self._listen()
        town = self.stages[0].town
        rows: defaultdict[str, list[KarmaRow]] = defaultdict(list)
        for row in books.karma_rows(town.store):
            rows[row.match_id].append(row)

        assert rows.keys() == self.heard.keys()
        for found in rows.values():
            places = Counter(row.community_id for row in found if row.reason in EXCHANGES)
            bonuses = Counter(row.community_id for row in found if row.reason not in EXCHANGES)
            assert 1 <= len(places) <= 3
            assert set(places.values()) == {2}
            assert max(bonuses.values(), default=0) <= 1
            assert sum(row.points for row in found if row.reason in EXCHANGES) == 100

    @invariant()
    def i10_each_completed_match_is_one_interaction_in_each_of_its_communities(self) -> None:
        self._listen()
        store = self.stages[0].town.store
        expected: Counter[tuple[str, tuple[str, str]]] = Counter()
        for match in self.heard.values():
            pair = ordered(match.responder.id, match.request.requester.id)
            expected.update((place.id, pair) for place in match.request.communities)

        found = {
            (place, edge.pair): edge.matches
            for place in store.communities
            for edge in store.trust.edges_of(place)
            if edge.matches
        }
        assert found == expected

    @invariant()
    def i11_one_rating_per_author_on_a_completed_match_about_the_other(self) -> None:
        store = self.stages[0].town.store
        rows = books.rating_rows(store)

        assert len({(row.match_id, row.from_id) for row in rows}) == len(rows)
        for row in rows:
            match = self.heard.get(row.match_id) or store.matches[row.match_id]
            assert match.completed_at is not None
            assert {row.from_id, row.to_id} == {match.responder.id, match.request.requester.id}

    @invariant()
    def i14_a_match_has_one_conversation_of_its_two_parties(self) -> None:
        rows = list(self.stages[0].town.store.conversations.rows.values())

        assert len({row.match.id for row in rows}) == len(rows)
        for row in rows:
            assert set(row.participants) == {row.match.responder, row.match.request.requester}
            assert len(row.participants) == 2
