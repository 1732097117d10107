"""Provider profiles: offering a kind of service to everybody (rules, section 10)."""

from collections.abc import Iterable, Mapping, Sequence
from itertools import islice
from typing import Any, NamedTuple

from adapters.dryrun import columns
from adapters.dryrun.defects import refusal_or_500
from adapters.dryrun.kernel import Kernel, as_id
from adapters.dryrun.paging import check_page
from adapters.dryrun.records import UserRecord
from adapters.dryrun.shelves.providers import EVERY, ProviderRecord
from adapters.errors import Refused

RIDE = "ride"
LARGEST_INTEGER = 2**31 - 1
"""What an integer column holds."""


class Texts(NamedTuple):
    """What a profile says of itself; a text that is not sent is blanked (rules 10)."""

    bio: str | None
    pricing_notes: str | None
    location_notes: str | None


class Ride(NamedTuple):
    """Checked ride details with their defaults (rules 10)."""

    vehicle_type: str | None
    max_passengers: int
    typical_routes: str | None
    advance_booking_required: bool


class Providers:
    """`/providers`: profiles, their directory and who is on duty."""

    def __init__(self, kernel: Kernel) -> None:
        self._kernel = kernel
        self._store = kernel.store
        self._shelf = kernel.store.providers

    def of_user(self, user: UserRecord) -> Sequence[ProviderRecord]:
        """A person's profiles, oldest first, inactive ones too."""
        return self._shelf.of(user)

    def has_active_on_duty(self, user: UserRecord) -> bool:
        """Whether a profile of this person is active and on duty."""
        return any(row.is_active and row.is_available for row in self._shelf.of(user))

    def has_active_off_duty(self, user: UserRecord) -> bool:
        """Whether this person has an active profile, and none of those is on duty."""
        active = [row for row in self._shelf.of(user) if row.is_active]
        return bool(active) and not any(row.is_available for row in active)

    def page(
        self,
        _reader: UserRecord,
        limit: int,
        offset: int = 0,
        service_type: str | None = None,
        user_id: str | None = None,
    ) -> list[ProviderRecord]:
        """Active profiles, best score first, then newest."""
        check_page(limit, offset, self._kernel.defects)
        self._kernel.check_ids(user_id)
        rows: Iterable[ProviderRecord] = self._shelf.ranked(service_type or EVERY)
        if user_id:
            rows = self._ranked_of(as_id(user_id), service_type)
        return list(islice(rows, offset, offset + limit))

    def get(self, _reader: UserRecord, provider_id: str) -> ProviderRecord:
        """One profile, inactive ones too."""
        row = self._shelf.rows.get(as_id(provider_id))
        if row is None:
            raise self._kernel.missing("provider", provider_id, "bare")
        return row

    def register(self, user: UserRecord, body: Mapping[str, Any]) -> ProviderRecord:
        """Insert or update the caller's profile for one service; a new one is off duty."""
        service_type, name = body.get("service_type"), body.get("display_name")
        if not (service_type and name):
            raise Refused(400, message="service_type and display_name are needed", shape="bare")
        texts = Texts(body.get("bio"), body.get("pricing_notes"), body.get("location_notes"))
        for text in (service_type, name, *texts):
            self._require_text(text)
        ride = self._read_ride(service_type, body.get("ride_details"))
        row = self._put(user, str(service_type), str(name), texts)
        if isinstance(ride, Ride):
            for column, value in ride._asdict().items():
                setattr(row, column, value)
            self._shelf.rewritten(row)
        elif ride is not None:
            raise ride  # today's 500 comes after the profile was stored
        return row

    def set_availability(
        self, user: UserRecord, provider_id: str, is_available: object
    ) -> ProviderRecord:
        """Go on duty or off; unknown and foreign profiles are both forbidden."""
        if not isinstance(is_available, bool):
            raise Refused(400, message="is_available is true or false", shape="bare")
        self._kernel.check_ids(provider_id)
        row = self._shelf.rows.get(as_id(provider_id))
        if row is None or row.user is not user:
            raise Refused(403, message="not one's own profile", shape="bare")
        row.is_available, row.updated_at = is_available, self._kernel.clock()
        self._shelf.rewritten(row)
        return row

    def delete(self, user: UserRecord, provider_id: str) -> None:
        """Delete one's own profile for good; its reviews and memberships go along."""
        row = self.get(user, provider_id)
        if row.user is not user:
            raise Refused(403, message="not one's own profile", shape="bare")
        self._store.drop_provider(row)

    def _put(self, user: UserRecord, service_type: str, name: str, texts: Texts) -> ProviderRecord:
        now, row = self._kernel.clock(), self._shelf.held(user, service_type)
        if row is None:
            new_id = self._kernel.new_id()
            row = ProviderRecord(
                id=new_id,
                user=user,
                service_type=service_type,
                display_name=name,
                bio=texts.bio,
                pricing_notes=texts.pricing_notes,
                location_notes=texts.location_notes,
                created_at=now,
                updated_at=now,
            )
            self._store.add_provider(row)
            return row
        # No operation here ends a profile without deleting it, so that this one is active.
        row.display_name, row.updated_at = name, now
        row.bio, row.pricing_notes, row.location_notes = texts
        self._shelf.rewritten(row)
        return row

    def _ranked_of(self, user_id: str, service_type: str | None) -> list[ProviderRecord]:
        user = self._store.users.get(user_id)
        rows = () if user is None else self._shelf.of(user)
        mine = [row for row in rows if row.is_active and service_type in (None, row.service_type)]
        mine.sort(key=lambda row: (row.trust_score, row.created_at, row.id), reverse=True)
        return mine

    def _require_text(self, value: object) -> None:
        if value is not None and not isinstance(value, str):
            raise Refused(400, message="texts are needed")
        columns.require_fit(value)

    def _read_ride(self, service_type: object, details: object) -> Ride | Exception | None:
        """Ride details count for rides alone; of a wrong kind they are `bad-value-500`."""
        if service_type != RIDE or not details:
            return None
        ride = _ride(details)
        if ride is not None:
            return ride
        today = "bad-value-500" in self._kernel.defects
        broken = refusal_or_500(today, "ride_details do not fit")
        if today:
            return broken
        raise broken


def _ride(details: object) -> Ride | None:
    """The details as the table takes them; None where a value is of a wrong kind."""
    if not isinstance(details, Mapping):
        return None
    given = {key: value for key, value in details.items() if value is not None}
    vehicle, routes = given.get("vehicle_type"), given.get("typical_routes")
    seats, advance = given.get("max_passengers", 1), given.get("advance_booking_required", False)
    fits = (
        (vehicle is None or isinstance(vehicle, str))
        and (routes is None or isinstance(routes, str))
        and isinstance(seats, int)
        and not isinstance(seats, bool)
        and abs(seats) <= LARGEST_INTEGER
        and isinstance(advance, bool)
    )
    return Ride(vehicle, seats, routes, advance) if fits else None
