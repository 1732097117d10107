"""The steps of a walk about providers, their collectives, and activities."""

from collections.abc import Callable
from datetime import timedelta

from hypothesis import strategies as st
from hypothesis.stateful import rule

from adapters.entities import ActivityDraft
from tests.contract.person import Person
from tests.contract.town import NOBODY
from tests.contract.walk_steps import PICK, Stage, Steps

SERVICES = st.sampled_from(("ride", "tutor", "tutor", "other", ""))
STARS = st.sampled_from((5, 5, 4, 3, 1, 0, 6))


class TradeSteps(Steps):
    """What providers do, and what people do with them."""

    @rule(by=PICK, kind=SERVICES, duty=st.booleans())
    def register_provider(self, by: int, kind: str, duty: bool) -> None:
        """Somebody offers a service, and perhaps goes on duty."""
        self.do(lambda stage: stage.person(by).register_provider(kind))
        if duty:
            self.do(
                lambda stage: _owner(stage, by).set_provider_availability(
                    stage.known("providers", by)
                )
            )

    @rule(by=PICK, profile=PICK)
    def delete_provider(self, by: int, profile: int) -> None:
        """Somebody deletes a profile, rightly or not."""
        if by % 3 == 0:
            self.do(
                lambda stage: _owner(stage, profile).delete_provider(
                    stage.known("providers", profile)
                )
            )

    @rule(by=PICK, profile=PICK, match=PICK, stars=STARS)
    def review_provider(self, by: int, profile: int, match: int, stars: int) -> None:
        """Somebody reviews somebody, as its requester more often than not."""

        def act(stage: Stage) -> object:
            found = stage.known("matches", match)
            if by % 4:
                person = stage.side(found, "requester", by)
                row = stage.town.store.matches.get(found)
                own = stage.town.store.providers.of(row.responder) if row else ()
                provider = own[0].id if own else stage.known("providers", profile)
            else:
                person, provider = stage.person(by), stage.known("providers", profile)
            return person.review_provider(provider, found, stars)

        self.do(act)

    @rule(by=PICK, request=PICK, then=st.sampled_from(("", "accept", "accept", "decline", "back")))
    def trade(self, by: int, request: int, then: str) -> None:
        """A provider offers, and the offer is answered or taken back."""

        def offer(stage: Stage) -> object:
            found = stage.wanted(request)
            return stage.reader(found, by).submit_provider_offer(found)

        self.do(offer)
        if then:
            self.do(lambda stage: _answered(stage, then, by))

    @rule(by=PICK, offer=PICK, reads=st.booleans())
    def answer_later(self, by: int, offer: int, reads: bool) -> None:
        """Somebody looks at the offers on a request, or answers an older one."""

        def act(stage: Stage) -> object:
            found = stage.known("provider_offers", offer)
            row = stage.town.store.provider_offers.rows.get(found)
            person = stage.person(by) if row is None else stage.requester(row.request.id, by)
            if reads:
                return person.request_offers(NOBODY if row is None else row.request.id)
            return person.accept_provider_offer(found)

        self.do(act)

    @rule(by=PICK, pick=PICK, what=st.sampled_from(("found", "join", "leave", "link")))
    def gather(self, by: int, pick: int, what: str) -> None:
        """Somebody founds a collective, joins one, leaves it, or links it."""

        def act(stage: Stage) -> object:
            person, found = stage.person(by), stage.known("collectives", pick)
            acts: dict[str, Callable[[], object]] = {
                "found": lambda: person.create_collective(f"C{by}", ("tutor",)),
                "join": lambda: person.join_collective(found),
                "leave": lambda: person.leave_collective(found, stage.known("providers", pick)),
                "link": lambda: person.link_collective(found, stage.known("communities", pick)),
            }
            return acts[what]()

        self.do(act)

    @rule(by=PICK, place=PICK, days=st.integers(-1, 3), room=st.integers(0, 2))
    def plan(self, by: int, place: int, days: int, room: int) -> None:
        """Somebody plans an activity."""

        def act(stage: Stage) -> object:
            person = stage.person(by)
            at = (stage.town.now + timedelta(days=days)).isoformat()
            draft = ActivityDraft("Easy loop", "group_run", at, max_participants=room)
            return person.create_activity(stage.own_place(person, place), draft)

        self.do(act)

    @rule(by=PICK, activity=PICK, leaves=st.booleans())
    def take_part(self, by: int, activity: int, leaves: bool) -> None:
        """Somebody joins an activity, or leaves it."""

        def act(stage: Stage) -> object:
            person, found = stage.person(by), stage.known("activities", activity)
            row = stage.town.store.activities.rows.get(found)
            place = stage.own_place(person, activity) if row is None else row.community.id
            if not leaves:
                return person.join_activity(place, found)
            person.leave_activity(place, found)
            return None

        self.do(act)

    @rule(by=PICK, pick=PICK)
    def look_at_trades(self, by: int, pick: int) -> None:
        """Somebody reads what there is of providers, collectives and activities."""
        self.do(lambda stage: list(stage.person(by).list_providers(3, pick % 2)))
        self.do(lambda stage: list(stage.person(by).my_providers()))
        self.do(lambda stage: stage.person(by).get_provider(stage.known("providers", pick)))
        self.do(lambda stage: stage.person(by).provider_reviews(stage.known("providers", pick)))
        self.do(lambda stage: list(stage.person(by).my_provider_offers()))
        self.do(lambda stage: list(stage.person(by).list_collectives(service_type="tutor")))
        self.do(lambda stage: list(stage.person(by).my_collectives()))
        self.do(lambda stage: stage.person(by).get_community(stage.known("communities", pick)))

        def plans(stage: Stage) -> object:
            person = stage.person(by)
            return list(person.list_activities(stage.own_place(person, pick)))

        self.do(plans)


def _owner(stage: Stage, pick: int) -> Person:
    """Whose profile it is; now and then anybody."""
    row = stage.town.store.providers.rows.get(stage.known("providers", pick))
    if row is None or pick % 4 == 0:
        return stage.person(pick)
    return next(person for person in stage.people if person.id == row.user.id)


def _answered(stage: Stage, how: str, pick: int) -> object:
    """The newest offer, answered by the requester or taken back by its provider."""
    row = next(reversed(stage.town.store.provider_offers.rows.values()), None)
    if row is None:
        return stage.person(pick).accept_provider_offer(NOBODY)
    requester = stage.requester(row.request.id, pick)
    provider = next(person for person in stage.people if person.id == row.user.id)
    acts: dict[str, Callable[[str], object]] = {
        "accept": requester.accept_provider_offer,
        "decline": requester.decline_provider_offer,
        "back": provider.withdraw_provider_offer,
    }
    return acts[how](row.id)
