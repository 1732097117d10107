"""Whether what providers, collectives and hosts do has happened.

provider              the own profile of the type
availability          the own profile's flag
review                a review with the same text and stars
offers                the requester sees them; a helper's list is a 500 today
collectives           one's own, else the listing by name; those linked to a community
activities            the community's plans: title and time; whether one has joined
"""

from adapters.entities import (
    Activity,
    Availability,
    ListedActivity,
    NewCollective,
    ProviderOffer,
    ProviderOfferStatus,
    ProviderProfile,
    ProviderReview,
)
from adapters.live.clock import parse_utc
from adapters.live.writes.intent import fingerprint
from adapters.live.writes.looking import MANY, NEWEST, Found, Look, NotShown


async def provider_registered(look: Look) -> Found | None:
    """The own profile of the type has the name that was sent."""
    wanted = (look.what("service_type"), look.what("display_name"))
    for row in await look.karmyq.my_providers():
        if (row.service_type, row.display_name) == wanted:
            profile = ProviderProfile(
                id=row.id,
                user_id=row.user_id,
                service_type=row.service_type,
                display_name=row.display_name,
                is_active=row.is_active,
                is_available=row.is_available,
                created_at=row.created_at,
            )
            return Found(profile, row.id)
    return None


async def availability_set(look: Look) -> Found | None:
    """The own profile shows the flag that was sent."""
    for row in await look.karmyq.my_providers():
        if row.id == look.what("providerId"):
            same = row.is_available == look.what("is_available")
            return Found(Availability(row.id, row.is_available)) if same else None
    return None


async def provider_deleted(look: Look) -> Found | None:
    """The own profile is gone."""
    rows = await look.karmyq.my_providers()
    return None if any(row.id == look.what("providerId") for row in rows) else Found(None)


async def provider_reviewed(look: Look) -> Found | None:
    """A new review with the same stars and text; who wrote it is not shown."""
    provider_id = look.what("provider_id")
    for row in await look.karmyq.provider_reviews(provider_id, NEWEST):
        same = (row.stars, fingerprint(row.review_text or "")) == (
            look.what("stars"),
            look.what("review_text"),
        )
        if same and look.fresh(row.id, row.created_at):
            words = (look.what("match_id"), row.stars, row.review_text, row.created_at)
            return Found(ProviderReview(row.id, provider_id, look.own, *words), row.id)
    return None


async def offer_made(look: Look) -> Found | None:
    """The own new offer on the request, as its requester sees it."""
    request_id = look.what("request_id")
    for row in await _offers_on(look, request_id):
        if row.provider_user_id == look.own and look.fresh(row.id, row.created_at):
            return Found(row, row.id)
    return None


async def offer_withdrawn(look: Look) -> Found | None:
    """One's own list says so."""
    for row in await look.karmyq.my_provider_offers():
        if row.id == look.what("offerId"):
            return Found(row) if row.status == "withdrawn" else None
    return None


async def offer_accepted(look: Look) -> Found | None:
    """The offer on one's own request says so."""
    return await _answered(look, "accepted")


async def offer_declined(look: Look) -> Found | None:
    """The offer on one's own request says so."""
    return await _answered(look, "declined")


async def collective_created(look: Look) -> Found | None:
    """An own new one with the name; a creator without a profile is not in it, but is listed."""
    name = look.what("name")
    for mine in await look.karmyq.my_collectives():
        if mine.name == name and look.fresh(mine.id, mine.created_at):
            made = NewCollective(mine.id, mine.name, mine.service_types, mine.created_at)
            return Found(made, mine.id)
    for row in await look.karmyq.list_collectives(MANY):
        own = row.name == name and row.created_by == look.own
        if own and look.fresh(row.id, row.created_at):
            made = NewCollective(row.id, row.name, row.service_types, row.created_at)
            return Found(made, row.id)
    return None


async def collective_joined(look: Look) -> Found | None:
    """It is among one's own."""
    return Found(None) if await _is_mine(look) else None


async def collective_left(look: Look) -> Found | None:
    """It is not among one's own."""
    return None if await _is_mine(look) else Found(None)


async def collective_linked(look: Look) -> Found | None:
    """It is listed among those linked to the community; beyond a full page nobody can say."""
    rows = await look.karmyq.list_collectives(MANY, community_id=look.what("community_id"))
    if any(row.id == look.what("collectiveId") for row in rows):
        return Found(None)
    if len(rows) >= MANY:
        raise NotShown(f"the link of collective {look.what('collectiveId')}")
    return None


async def activity_created(look: Look) -> Found | None:
    """A new plan of this member with title and time."""
    at = parse_utc(look.what("scheduled_at"))
    for row in await look.karmyq.list_activities(look.what("communityId")):
        same = (row.title, row.created_by, row.scheduled_at) == (look.what("title"), look.own, at)
        if same and look.is_new(row.id):
            return Found(_activity(look, row), row.id)
    return None


async def activity_joined(look: Look) -> Found | None:
    """The plan says that one has joined."""
    row = await _plan(look)
    return Found(_activity(look, row)) if row is not None and row.is_joined else None


async def activity_left(look: Look) -> Found | None:
    """The plan says that one has not joined."""
    row = await _plan(look)
    return Found(None) if row is not None and not row.is_joined else None


async def _is_mine(look: Look) -> bool:
    mine = await look.karmyq.my_collectives()
    return any(row.id == look.what("collectiveId") for row in mine)


async def _plan(look: Look) -> ListedActivity | None:
    rows = await look.karmyq.list_activities(look.what("communityId"))
    return next((row for row in rows if row.id == look.what("activityId")), None)


async def _offers_on(look: Look, request_id: str) -> list[ProviderOffer]:
    """As the requester, if that is one of ours; else one's own."""
    request = await look.karmyq.get_request(request_id)
    theirs = await look.seen_by(request.requester_id)
    if theirs is not None:
        return list(await theirs.request_offers(request_id))
    return [row for row in await look.karmyq.my_provider_offers() if row.request_id == request_id]


async def _answered(look: Look, status: ProviderOfferStatus) -> Found | None:
    """The offer stands on one of the newest own requests for a service; expired ones are hidden."""
    for request in await look.karmyq.list_requests(NEWEST, requester_id=look.own):
        if request.request_type == "service":
            for row in await look.karmyq.request_offers(request.id):
                if row.id == look.what("offerId"):
                    return Found(row) if row.status == status else None
    raise NotShown(f"the answer to offer {look.what('offerId')}")


def _activity(look: Look, row: ListedActivity) -> Activity:
    return Activity(
        id=row.id,
        community_id=row.community_id,
        created_by=row.created_by,
        title=row.title,
        activity_type=row.activity_type,
        scheduled_at=row.scheduled_at,
        duration_minutes=row.duration_minutes,
        max_participants=row.max_participants,
        current_participants=row.current_participants,
        status=row.status,
        created_at=look.since,
    )
