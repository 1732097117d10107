"""The operations about providers: profiles, offers, and reviews."""

from typing import Any

from msgspec import Struct

from adapters.errors import Refused
from adapters.sandbox import wire_providers as wire
from adapters.sandbox.calls import Call, Operation
from adapters.sandbox.envelopes import Answer

PAGE = 20
"""The rows of a page where nobody says more, of providers, collectives and reviews."""


class NewProviderOffer(Struct):
    """The body of a provider's offer."""

    request_id: str | None = None
    price: float | str | None = None
    note: str | None = None


class NewReview(Struct):
    """`ProviderReviewBody`; what stars may be is for the rules to say."""

    provider_id: str | None = None
    match_id: str | None = None
    stars: Any = None
    review_text: str | None = None


def list_providers(call: Call) -> Answer:
    """GET /providers."""
    user, (limit, offset) = call.caller(), call.page(PAGE)
    filters = (call.filter("service_type"), call.filter("user_id"))
    rows = call.platform.providers.page(user, limit, offset, *filters)
    places = call.platform.store.memberships
    mine = places[user.id]
    items = [wire.provider_list_item(row, mine, places[row.user.id]) for row in rows]
    return Answer({"data": items}, plain=True)


def register_provider(call: Call) -> Answer:
    """POST /providers."""
    row = call.platform.providers.register(call.caller(), call.body)
    return Answer({"data": wire.provider_row(row), "message": "registered"}, 201, plain=True)


def my_providers(call: Call) -> Answer:
    """GET /providers/my."""
    rows = call.platform.providers.of_user(call.caller())
    return Answer({"data": [wire.my_provider(row) for row in rows]}, plain=True)


def get_provider(call: Call) -> Answer:
    """GET /providers/{providerId}."""
    row = call.platform.providers.get(call.caller(), call.ids["providerId"])
    return Answer({"data": wire.provider_detail(row)}, plain=True)


def delete_provider(call: Call) -> Answer:
    """DELETE /providers/{providerId}."""
    call.platform.providers.delete(call.caller(), call.ids["providerId"])
    return Answer({"message": "deleted"}, plain=True)


def set_availability(call: Call) -> Answer:
    """PATCH /providers/{providerId}/availability."""
    set_it, wanted = call.platform.providers.set_availability, call.body.get("is_available")
    row = set_it(call.caller(), call.ids["providerId"], wanted)
    return Answer({"data": {"id": row.id, "is_available": row.is_available}}, plain=True)


def submit_offer(call: Call) -> Answer:
    """POST /providers/offers."""
    user, new = call.caller(), call.read(NewProviderOffer)
    body = {"request_id": new.request_id, "price": new.price, "note": new.note}
    row = call.platform.provider_offers.submit(user, body)
    return Answer({"data": wire.provider_offer(row)}, 201, plain=True)


def my_offers(call: Call) -> Answer:
    """GET /providers/offers."""
    rows = call.platform.provider_offers.mine(call.caller())
    return Answer({"data": [wire.provider_offer(row) for row in rows]}, plain=True)


def withdraw_offer(call: Call) -> Answer:
    """PUT /providers/offers/{offerId}/withdraw."""
    row = call.platform.provider_offers.withdraw(call.caller(), call.ids["offerId"])
    return Answer({"data": wire.provider_offer(row)}, plain=True)


def request_offers(call: Call) -> Answer:
    """GET /requests/{id}/offers."""
    rows = call.platform.provider_offers.on_request(call.caller(), call.ids["id"])
    items = [wire.provider_offer(row) | {"provider_email": row.user.email} for row in rows]
    return Answer({"data": items}, plain=True)


def accept_offer(call: Call) -> Answer:
    """PUT /requests/offers/{offerId}/accept."""
    row = call.platform.provider_offers.accept(call.caller(), call.ids["offerId"])
    return Answer({"data": wire.answered_offer(row)}, plain=True)


def decline_offer(call: Call) -> Answer:
    """PUT /requests/offers/{offerId}/decline."""
    row = call.platform.provider_offers.decline(call.caller(), call.ids["offerId"])
    return Answer({"data": wire.answered_offer(row)}, plain=True)


def submit_review(call: Call) -> Answer:
    """POST /reputation."""
    user, new = call.caller(), call.read(NewReview)
    body = {
        "provider_id": new.provider_id,
        "match_id": new.match_id,
        "stars": new.stars,
        "review_text": new.review_text,
    }
    row = call.platform.provider_reviews.submit(user, body)
    return Answer({"data": wire.review(row), "message": "submitted"}, 201, plain=True)


def submit_review_documented(call: Call) -> Answer:
    """POST /reputation/provider-reviews, where today nothing is (`provider-review-path`)."""
    if "provider-review-path" in call.platform.kernel.defects:
        call.caller()
        raise Refused(404, details={"path": "/reputation/provider-reviews"})
    return submit_review(call)


def provider_reviews(call: Call) -> Answer:
    """GET /reputation/provider-reviews/{providerId}."""
    user, page = call.caller(), call.page(PAGE)
    rows = call.platform.provider_reviews.page(user, call.ids["providerId"], *page)
    return Answer({"data": [wire.listed_review(row) for row in rows]}, plain=True)


OPERATIONS = (
    Operation("GET", "/providers", list_providers, "raw-500"),
    Operation("POST", "/providers", register_provider, "raw-500"),
    Operation("GET", "/providers/my", my_providers, "raw-500"),
    Operation("GET", "/providers/offers", my_offers, "raw-500"),
    Operation("POST", "/providers/offers", submit_offer, "raw-500"),
    Operation("PUT", "/providers/offers/{offerId}/withdraw", withdraw_offer, "raw-500"),
    Operation("GET", "/providers/{providerId}", get_provider, "raw-500"),
    Operation("DELETE", "/providers/{providerId}", delete_provider, "raw-500"),
    Operation("PATCH", "/providers/{providerId}/availability", set_availability, "raw-500"),
    Operation("GET", "/requests/{id}/offers", request_offers, "raw-500"),
    Operation("PUT", "/requests/offers/{offerId}/accept", accept_offer, "raw-500"),
    Operation("PUT", "/requests/offers/{offerId}/decline", decline_offer, "raw-500"),
    Operation("POST", "/reputation", submit_review),
    Operation("POST", "/reputation/provider-reviews", submit_review_documented),
    Operation("GET", "/reputation/provider-reviews/{providerId}", provider_reviews),
)
"""In the order in which paths are tried; `/providers/offers` comes before the profile's path."""
