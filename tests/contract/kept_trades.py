"""What holds of providers, collectives and activities: indexes say what a count of rows says."""

from hypothesis.stateful import invariant

from adapters.dryrun.store import Store
from tests.contract.walk_steps import Steps


class TradeIndexes(Steps):
    """The rankings, the reviews that wait, and the counters."""

    @property
    def _kept(self) -> Store:
        return self.stages[0].town.store

    @invariant()
    def providers_are_ranked_by_score_then_age(self) -> None:
        rows = [row for row in self._kept.providers.rows.values() if row.is_active]
        rows.sort(key=lambda row: (row.trust_score, row.created_at, row.id), reverse=True)

        for kind in ("", "ride", "tutor", "other"):
            expected = [row.id for row in rows if kind in ("", row.service_type)]
            assert [row.id for row in self._kept.providers.ranked(kind)] == expected

    @invariant()
    def profiles_are_their_owners_and_count_their_reviews(self) -> None:
        store = self._kept
        for row in store.providers.rows.values():
            reviews = [one for one in store.provider_reviews.rows.values() if one.provider is row]
            assert row in store.providers.of(row.user)
            assert (row.total_reviews, row.stars) == (
                len(reviews),
                sum(one.stars for one in reviews),
            )
            assert {one.id for one in store.provider_reviews.of(row)} == {o.id for o in reviews}
            assert 0 <= row.trust_score <= 100

    @invariant()
    def reviews_that_wait_are_those_a_count_finds(self) -> None:
        store = self._kept
        expected = dict.fromkeys(store.users, 0)
        said = {
            (one.match.id, one.reviewer.id)
            for one in store.provider_reviews.rows.values()
            if one.match is not None
        }
        for match in store.matches.values():
            asker = match.request.requester
            if (
                match.status == "completed"
                and match.request.request_type == "service"
                and any(row.is_active for row in store.providers.of(match.responder))
                and (match.id, asker.id) not in said
            ):
                expected[asker.id] += 1

        found = {user.id: user.waits.reviews_to_write for user in store.users.values()}
        assert found == expected

    @invariant()
    def one_live_provider_offer_per_person_and_request(self) -> None:
        live = [
            (row.user.id, row.request.id)
            for row in self._kept.provider_offers.rows.values()
            if row.status in ("pending", "accepted")
        ]

        assert len(live) == len(set(live))

    @invariant()
    def collectives_are_ranked_by_average_then_age(self) -> None:
        store = self._kept
        rows = list(store.collectives.rows.values())
        assert all(row.average == row.member_average() for row in rows)
        rows.sort(
            key=lambda row: (
                -1 if row.average is None else row.average,
                row.created_at,
                row.id,
            ),
            reverse=True,
        )

        assert [row.id for row in store.collectives.ranked("")] == [row.id for row in rows]
        for user in store.users.values():
            mine = {
                row.id
                for row in rows
                if any(one.provider.user is user for one in row.members.values())
            }
            assert {row.id for row in store.collectives.of(user)} == mine

    @invariant()
    def participants_are_counted_and_have_room(self) -> None:
        for row in self._kept.activities.rows.values():
            assert row.current_participants == len(row.participants)
            assert row.max_participants is None or row.current_participants <= max(
                0, row.max_participants
            )
