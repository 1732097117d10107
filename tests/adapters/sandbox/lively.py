"""A town in which there is one of everything, and the identifiers that lead to it."""

from datetime import timedelta
from typing import Any

from adapters.dryrun.store import Store
from adapters.sandbox.mirror import Mirror
from tests.adapters.sandbox.governance_rows import govern
from tests.adapters.sandbox.provider_rows import trade
from tests.adapters.sandbox.served import NOW, Person, Served

TO_COME = "2027-03-05T18:00:00.000Z"


class Lively:
    """A served platform with people, places, exchanges, services and proposals."""

    def __init__(self, *defects: str, mirror: Mirror | None = None) -> None:
        self.served = Served(*defects, mirror=mirror)
        self.nadia, self.tom, self.ada = (self.served.person(n) for n in ("nadia", "tom", "ada"))
        self.lane = self.served.community(self.nadia)
        self.mill = self.served.community(self.tom, "Mill Lane")
        for person in (self.tom, self.ada):
            self.served.join(person, self.lane)
        self.served.join(self.nadia, self.mill)
        self._exchange()
        self._together()
        self._propose()

    @property
    def store(self) -> Store:
        """The rows."""
        return self.served.platform.store

    def people(self) -> tuple[Person, ...]:
        """Everybody with a token."""
        return (self.nadia, self.tom, self.ada)

    def ids(self) -> dict[str, list[str]]:
        """Known identifiers by what a path or a body calls them."""
        store = self.store
        requests, matches = list(store.requests), list(store.matches)
        users, places = list(store.users), list(store.communities)
        return {
            "id": requests,
            "request_id": requests,
            "matchId": matches,
            "match_id": matches,
            "userId": users,
            "to_user_id": users,
            "provider_user_id": users,
            "user_id": users,
            "communityId": places,
            "community_id": places,
            "target_community_id": places,
            "providerId": list(store.providers.rows),
            "provider_id": list(store.providers.rows),
            "offerId": list(store.provider_offers.rows),
            "collectiveId": list(store.collectives.rows),
            "conversationId": list(store.conversations.rows),
            "dibsId": list(store.dibs.rows),
            "activityId": list(store.activities.rows),
            "nominationId": list(store.governance.rows),
            "splitId": list(store.proposals.splits),
            "fusionId": list(store.proposals.fusions),
            "proposalId": [*store.proposals.splits, *store.proposals.fusions],
        }

    def post(self, path: str, body: object, by: Person) -> Any:
        """The data of a call that succeeds."""
        answer = self.served.call("POST", f"/api{path}", body, by=by)
        assert answer.is_success, answer.text
        return answer.json()["data"]

    def live_on(self) -> None:
        """A minute later: karma is paid, the lane is split, and the proposals have votes."""
        self.served.wall = NOW + timedelta(minutes=1)
        (split,), (fusion,) = self.store.proposals.splits, self.store.proposals.fusions
        ride = {
            "service_type": "ride",
            "display_name": "Tom drives",
            "ride_details": {"vehicle_type": "car"},
        }
        self.post("/providers", ride, self.tom)
        merging = f"/communities/{self.lane}/fusions/{fusion}"
        self.post(f"{merging}/accept", {}, self.nadia)
        self.post(f"{merging}/start-vote", {}, self.nadia)
        self.post(f"{merging}/vote", {"vote": "no"}, self.ada)
        halving = f"/communities/{self.lane}/splits/{split}"
        self.post(f"{halving}/start-vote", {}, self.nadia)
        for person in self.people():
            if self.store.proposals.splits[split].status == "voting":
                self.post(f"{halving}/vote", {"vote": "yes"}, person)
        self.post(f"{halving}/execute", {}, self.nadia)

    def _exchange(self) -> None:
        served, nadia, tom = self.served, self.nadia, self.tom
        done, open_one = served.request(nadia, self.lane), served.request(nadia, self.lane)
        match = served.offer(tom, done)
        served.act(nadia, match, "accept")
        for person in (tom, nadia):
            served.act(person, match, "complete")
        served.offer(self.ada, open_one)
        served.call("POST", f"/api/matches/{match}/feedback", {"helpfulness": 4}, by=nadia)
        talk = {"match_id": match, "participant_ids": [tom.id, nadia.id]}
        talked = self.post("/conversations", talk, tom)["id"]
        self.post(f"/conversations/{talked}/messages", {"content": "Thanks"}, nadia)
        asked = served.request(nadia, self.lane)
        self.post(f"/requests/{asked}/dibs", {"provider_user_id": tom.id}, nadia)
        trade(served, tom, nadia, match)
        stars = {"match_id": match, "to_user_id": tom.id, "community_id": self.lane, "rating": 5}
        served.call("POST", "/api/reputation/feedback", stars, by=nadia)

    def _together(self) -> None:
        wanted = self.served.request(self.nadia, self.lane)
        self.post("/providers/offers", {"request_id": wanted, "price": 12.5}, self.tom)
        union = self.post("/collectives", {"name": "The crew"}, self.tom)["id"]
        self.served.call(
            "POST",
            f"/api/collectives/{union}/communities",
            {"community_id": self.lane},
            by=self.tom,
        )
        plan = {"title": "A walk", "activity_type": "social", "scheduled_at": TO_COME}
        walk = self.post(f"/communities/{self.lane}/activities", plan, self.nadia)["activity"]["id"]
        self.post(f"/communities/{self.lane}/activities/{walk}/join", {}, self.ada)

    def _propose(self) -> None:
        govern(self.served, self.nadia, self.tom, self.lane)
        halves = {"group_a_name": "Upper Lane", "group_b_name": "Lower Lane"}
        self.post(f"/communities/{self.lane}/splits", halves, self.nadia)
        merger = {"target_community_id": self.lane, "merged_community_name": "One Lane"}
        self.post(f"/communities/{self.mill}/fusions", merger, self.tom)
