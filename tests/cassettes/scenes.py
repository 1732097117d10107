"""One happy and one refused call for each service, and what must be there before them.

A scene sets its town up and says who then calls what. The same scene on the same seed gives the
same identifiers everywhere, so that a cassette can be played to it.
"""

from collections.abc import Callable
from datetime import timedelta
from typing import NamedTuple

from adapters.entities import Account, ActivityDraft
from tests.contract.assembly import Assembly, TwoLanes
from tests.contract.council import Council
from tests.contract.person import Person
from tests.contract.town import NOBODY, Town, draft

Act = Callable[[Person], object]


class Scene(NamedTuple):
    """Who calls, the call that karmyq takes, and the one that it refuses."""

    by: Account | None
    happy: Act
    refused: Act


def accounts(town: Town) -> Scene:
    """Somebody registers; an address can be taken only once."""
    town.nobody().register("nadia@test.karmyq.com", "Nadia")
    return Scene(
        None,
        lambda who: who.register("tom@test.karmyq.com", "Tom"),
        lambda who: who.register("nadia@test.karmyq.com", "Nadia"),
    )


def communities(town: Town) -> Scene:
    """Somebody founds a community; a name has three characters."""
    return Scene(
        town.person().account,
        lambda who: who.create_community("Harbour Lane", "Turku"),
        lambda who: who.create_community("ab", "Turku"),
    )


def memberships(town: Town) -> Scene:
    """Somebody joins a community; whoever is in it does not join again."""
    place = town.community()
    return Scene(
        town.person("Tom").account,
        lambda who: who.join_community(place),
        lambda who: who.join_community(place),
    )


def governance(town: Town) -> Scene:
    """Somebody nominates a trusted helper; one who is not trusted is no candidate."""
    council = Council(town)
    return Scene(
        council.others[0].account,
        lambda who: who.nominate_member(council.place, council.helper.id),
        lambda who: who.nominate_member(council.place, council.others[1].id),
    )


def requests(town: Town) -> Scene:
    """Somebody asks for a ladder; nothing is as urgent as `urgent`."""
    poster = town.person("Nadia")
    place = town.community(poster)
    return Scene(
        poster.account,
        lambda who: who.create_request(draft(community_id=place)),
        lambda who: who.create_request(draft(community_id=place, urgency="urgent")),
    )


def matches(town: Town) -> Scene:
    """Somebody offers help; once is enough."""
    here = town.scene()
    return Scene(
        here.helper.account,
        lambda who: who.offer_help(here.request_id),
        lambda who: who.offer_help(here.request_id),
    )


def admin_actions(town: Town) -> Scene:
    """An admin proposes a helper; the same helper once."""
    here = town.scene()
    return Scene(
        here.requester.account,
        lambda who: who.propose_match(here.request_id, here.helper.id),
        lambda who: who.propose_match(here.request_id, here.helper.id),
    )


def dibs(town: Town) -> Scene:
    """Somebody asks a known helper first; a request has one dibs for ever."""
    here = town.scene()
    town.completed(here.requester, here.helper, here.community_id)
    return Scene(
        here.requester.account,
        lambda who: who.call_dibs(here.request_id, here.helper.id),
        lambda who: who.call_dibs(here.request_id, here.helper.id),
    )


def feedback(town: Town) -> Scene:
    """Both sides have completed, one writes; once is enough."""
    here = town.scene()
    match = town.completed(here.requester, here.helper, here.community_id)
    words = {"helpfulness": 5, "responsiveness": 4, "clarity": 5}
    return Scene(
        here.requester.account,
        lambda who: who.submit_feedback(match, **words),
        lambda who: who.submit_feedback(match, **words),
    )


def providers(town: Town) -> Scene:
    """Somebody becomes a provider; of somebody else's profile nobody says who is on duty."""
    return Scene(
        town.person("Tom").account,
        lambda who: who.register_provider("tutor"),
        lambda who: who.set_provider_availability(NOBODY),
    )


def provider_offers(town: Town) -> Scene:
    """A provider offers on a request; once, while the offer is pending."""
    here = town.scene()
    here.helper.register_provider("other")
    return Scene(
        here.helper.account,
        lambda who: who.submit_provider_offer(here.request_id, 20),
        lambda who: who.submit_provider_offer(here.request_id, 20),
    )


def collectives(town: Town) -> Scene:
    """A provider founds a collective; nobody joins one that is not there."""
    tutor = town.person("Tom")
    tutor.register_provider("tutor")
    return Scene(
        tutor.account,
        lambda who: who.create_collective("Harbour Tutors"),
        lambda who: who.join_collective(NOBODY),
    )


def activities(town: Town) -> Scene:
    """Somebody plans a run in a group; what is not there cannot be joined."""
    host = town.person("Nadia")
    place = host.create_community("Runners", "Turku", community_type="group").id
    run = ActivityDraft("Morning run", "group_run", (town.now + timedelta(days=3)).isoformat())
    return Scene(
        host.account,
        lambda who: who.create_activity(place, run),
        lambda who: who.join_activity(place, NOBODY),
    )


def conversations(town: Town) -> Scene:
    """A helper opens the conversation of a match; of no match there is none."""
    here = town.scene()
    match = town.offer(here.helper, here.request_id)
    here.requester.accept_match(match)
    return Scene(
        here.helper.account,
        lambda who: who.open_conversation(match, here.requester.id, here.helper.id),
        lambda who: who.open_conversation(NOBODY, here.requester.id, here.helper.id),
    )


def reputation(town: Town) -> Scene:
    """Somebody rates whom they helped; once for each exchange."""
    here = town.scene()
    match = town.completed(here.requester, here.helper, here.community_id)
    return Scene(
        here.requester.account,
        lambda who: who.rate_exchange(match, here.helper.id, here.community_id),
        lambda who: who.rate_exchange(match, here.helper.id, here.community_id),
    )


def splits(town: Town) -> Scene:
    """An admin proposes a split; a second one waits for the first."""
    lane = Assembly(town)
    return Scene(
        lane.founder.account,
        lambda who: who.propose_split(lane.place),
        lambda who: who.propose_split(lane.place),
    )


def fusions(town: Town) -> Scene:
    """An admin proposes a fusion; a second one waits for the first."""
    lanes = TwoLanes(town)
    return Scene(
        lanes.a.founder.account,
        lambda who: who.propose_fusion(lanes.a.place, lanes.b.place),
        lambda who: who.propose_fusion(lanes.a.place, lanes.b.place),
    )


SCENES: dict[str, Callable[[Town], Scene]] = {
    scene.__name__: scene
    for scene in (
        *(accounts, communities, memberships, governance, requests, matches, admin_actions, dibs),
        *(feedback, providers, provider_offers, collectives, activities, conversations),
        *(reputation, splits, fusions),
    )
}
"""By service, as the port's folder lists them; a cassette has the service's name."""
