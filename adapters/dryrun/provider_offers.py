"""Offers that providers make on requests, beside the ordinary matches (rules, section 10).

(none) --submit--> pending --accept--> accepted, with a matched match
                      |------decline, or a sibling is accepted--> declined
                      '------withdraw--> withdrawn
"""

from collections.abc import Mapping
from math import isfinite
from typing import Any

from adapters.dryrun import columns
from adapters.dryrun.kernel import Kernel, as_id
from adapters.dryrun.records import MatchRecord, RequestRecord, UserRecord
from adapters.dryrun.requests import Requests
from adapters.dryrun.shelves.provider_offers import ProviderOfferRecord
from adapters.errors import Refused, Unavailable

PRICE_BELOW = 10**8
"""The column has ten digits, two of them behind the point."""


class ProviderOffers:
    """`/providers/offers` and the requester's side of them below `/requests`."""

    def __init__(self, kernel: Kernel, requests: Requests) -> None:
        self._kernel = kernel
        self._store = kernel.store
        self._shelf = kernel.store.provider_offers
        self._requests = requests

    def submit(self, user: UserRecord, body: Mapping[str, Any]) -> ProviderOfferRecord:
        """Offer on an open request with one's oldest profile."""
        request_id, note = body.get("request_id"), body.get("note")
        if not request_id:
            raise Refused(400, "MISSING_FIELDS", "request_id is needed", shape="coded")
        self._kernel.check_ids(request_id)
        profiles = self._store.providers.of(user)
        if not profiles:
            raise Refused(403, "NO_PROVIDER_PROFILE", "no provider profile", shape="coded")
        request = self._offerable(user, str(request_id))
        if self._shelf.has_live(user, request):
            raise Refused(409, "DUPLICATE_OFFER", "already offered", shape="coded")
        price = _price(body.get("price"))
        columns.require_fit(note)
        now = self._kernel.clock()
        new_id = self._kernel.new_id()
        row = ProviderOfferRecord(new_id, profiles[0].id, user, request, price, note, now, now)
        self._shelf.add(row)
        if "provider-offer-500" in self._kernel.defects:
            raise Unavailable(500, "INTERNAL_ERROR", "the notification reads a missing column")
        return row

    def mine(self, user: UserRecord) -> list[ProviderOfferRecord]:
        """One's own offers, newest first; today the path is taken for a profile's."""
        if "provider-offers-shadowed" in self._kernel.defects:
            raise Unavailable(500, "INTERNAL_ERROR", "offers: not a UUID")
        return list(self._shelf.of(user))

    def withdraw(self, user: UserRecord, offer_id: str) -> ProviderOfferRecord:
        """Take back one's own pending offer."""
        row = self._pending(offer_id)
        if row.user is not user:
            raise _no_pending_offer()
        self._shelf.set_status(row, "withdrawn", self._kernel.clock())
        return row

    def on_request(self, user: UserRecord, request_id: str) -> list[ProviderOfferRecord]:
        """The offers on one's own request, newest first, without the withdrawn ones."""
        self._require_gate(user)
        self._kernel.check_ids(request_id)
        request = self._store.requests.get(as_id(request_id))
        if request is None or request.requester is not user:
            raise _not_the_owner()
        return [row for row in self._shelf.on(request) if row.status != "withdrawn"]

    def accept(self, user: UserRecord, offer_id: str) -> ProviderOfferRecord:
        """The requester takes an offer: a matched match, and nobody else's chance is left."""
        row = self._own_pending(user, offer_id)
        request, now = row.request, self._kernel.clock()
        whole = "provider-accept-half" not in self._kernel.defects
        if whole:
            _require_open(request)
        self._shelf.set_status(row, "accepted", now)
        if whole:
            self._end_others(request)
        new_id = self._kernel.new_id()
        self._store.add_match(MatchRecord(new_id, request, row.user, now, now, status="matched"))
        if whole:
            self._store.set_request_status(request, "matched")
        return row

    def decline(self, user: UserRecord, offer_id: str) -> ProviderOfferRecord:
        """The requester turns an offer down."""
        row = self._own_pending(user, offer_id)
        self._shelf.set_status(row, "declined", self._kernel.clock())
        return row

    def _offerable(self, user: UserRecord, request_id: str) -> RequestRecord:
        request = self._store.requests.get(as_id(request_id))
        if (
            request is None
            or user is request.requester
            or request.status != "open"
            or request.expired
            or not self._requests.reachable(user, request)
        ):
            raise Refused(404, "REQUEST_NOT_FOUND", "no such request to offer on", shape="coded")
        return request

    def _require_gate(self, user: UserRecord) -> None:
        """Today only admins of some community get through (`requester-offers-gated`)."""
        if "requester-offers-gated" not in self._kernel.defects:
            return
        rows = self._store.memberships[user.id].values()
        if not any(row.role == "admin" for row in rows):
            raise Refused(403, message="admins only", shape="bare")

    def _pending(self, offer_id: str) -> ProviderOfferRecord:
        self._kernel.check_ids(offer_id)
        row = self._shelf.rows.get(as_id(offer_id))
        if row is None or row.status != "pending":
            raise _no_pending_offer()
        return row

    def _own_pending(self, user: UserRecord, offer_id: str) -> ProviderOfferRecord:
        self._require_gate(user)
        row = self._pending(offer_id)
        if row.request.requester is not user:
            raise _not_the_owner()
        return row

    def _end_others(self, request: RequestRecord) -> None:
        now = self._kernel.clock()
        for match in request.matches:
            if match.status == "proposed":
                self._store.set_match_status(match, "rejected", now)
        for sibling in self._shelf.on(request):
            if sibling.status == "pending":
                self._shelf.set_status(sibling, "declined", now)


def _require_open(request: RequestRecord) -> None:
    """The intended checks of `provider-accept-half`: one taker, and only while open."""
    if any(match.status in ("matched", "completed") for match in request.matches):
        raise Refused(409, "ALREADY_MATCHED", "another offer was taken", shape="coded")
    if request.expired or request.status != "open":
        raise Refused(400, "REQUEST_NOT_OPEN", "the request is not open")


def _price(given: object) -> float | None:
    """The price as a number of two decimals; text that is a number counts as one."""
    if given is None:
        return None
    if not isinstance(given, int | float | str) or isinstance(given, bool):
        raise Refused(400, message="price is a number")
    try:
        price = float(given)
    except ValueError:
        raise Refused(400, message="price is a number") from None
    if not isfinite(price) or abs(price) >= PRICE_BELOW:
        raise Unavailable(500, "INTERNAL_ERROR", "the database refuses the price")
    return round(price, 2)


def _no_pending_offer() -> Refused:
    return Refused(404, message="no such pending offer", shape="coded")


def _not_the_owner() -> Refused:
    return Refused(403, message="not the owner of the request", shape="coded")
