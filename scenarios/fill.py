"""Fills a request template with drawn numbers and dates: what a member would type into the form.

The draws of a template come in the order of its payload's fields in `scenarios/templates.py`,
each from one `draw.random()`, whose values no Python version changes.
"""

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from random import Random
from typing import Any

from scenarios.request_words import RequestType, Urgency
from scenarios.templates import (
    BorrowRanges,
    BorrowTemplate,
    EventRanges,
    EventTemplate,
    Place,
    RequestTemplate,
    RideRanges,
    RideTemplate,
    ServiceRanges,
    ServiceTemplate,
)

QUARTER_HOUR = timedelta(minutes=15)
_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)


@dataclass(frozen=True, slots=True)
class FilledRequest:
    """A request ready to be posted; the payload is in karmyq's own field names."""

    request_type: RequestType
    title: str
    description: str
    urgency: Urgency
    payload: dict[str, Any]


def fill_request(template: RequestTemplate, draw: Random, now: datetime) -> FilledRequest:
    """Draw a request from its template; karmyq accepts every payload this returns.

    `now` is the platform's clock and must know its time zone. Dates are whole quarter hours in
    UTC and lie within the template's range of hours after `now`.
    """
    return FilledRequest(
        request_type=template.request_type,
        title=template.title,
        description=template.description,
        urgency=template.urgency,
        payload=_payload(template, draw, now),
    )


def _payload(template: RequestTemplate, draw: Random, now: datetime) -> dict[str, Any]:
    match template:
        case RideTemplate(payload=ranges):
            return _ride(ranges, draw, now)
        case BorrowTemplate(payload=ranges):
            return _borrow(ranges, draw)
        case ServiceTemplate(payload=ranges):
            return _service(ranges, draw)
        case EventTemplate(payload=ranges):
            return _event(ranges, draw, now)
        case _:
            return {}


def _ride(ranges: RideRanges, draw: Random, now: datetime) -> dict[str, Any]:
    payload: dict[str, Any] = {
        "origin": _place(ranges.origin),
        "destination": _place(ranges.destination),
        "departure_time": _moment(draw, ranges.departure_in_hours, now),
        "seats_needed": _whole(draw, ranges.seats_needed),
    }
    if ranges.preferences is not None:
        payload["preferences"] = {key: True for key, wanted in ranges.preferences if wanted}
    return payload


def _borrow(ranges: BorrowRanges, draw: Random) -> dict[str, Any]:
    payload: dict[str, Any] = {
        "item_category": ranges.item_category,
        "duration_days": _whole(draw, ranges.duration_days),
    }
    if ranges.condition_min is not None:
        payload["condition_min"] = ranges.condition_min
    return payload


def _service(ranges: ServiceRanges, draw: Random) -> dict[str, Any]:
    payload: dict[str, Any] = {
        "service_category": ranges.service_category,
        "estimated_duration_hours": _half_hours(draw, ranges.estimated_duration_hours),
        "location_type": ranges.location_type,
    }
    if ranges.skill_level_required is not None:
        payload["skill_level_required"] = ranges.skill_level_required
    if ranges.time_of_day is not None:
        payload["preferred_schedule"] = {"time_of_day": ranges.time_of_day}
    return payload


def _event(ranges: EventRanges, draw: Random, now: datetime) -> dict[str, Any]:
    payload: dict[str, Any] = {
        "event_type": ranges.event_type,
        "event_date": _moment(draw, ranges.event_in_hours, now),
        "event_duration_hours": _half_hours(draw, ranges.event_duration_hours),
        "location": _place(ranges.location),
        "participants_needed": _whole(draw, ranges.participants_needed),
    }
    if ranges.roles is not None:
        payload["roles"] = [
            {"role_name": role.role_name, "count": role.count} for role in ranges.roles
        ]
    return payload


def _place(place: Place) -> dict[str, Any]:
    return {"address": place.address, "lat": place.lat, "lng": place.lng}


def _whole(draw: Random, span: tuple[int, int]) -> int:
    """A whole number of the range, each as likely."""
    low, high = span
    # Added after cutting: low + 2.9999999999999996 may round up, beyond the high end.
    return low + int(draw.random() * (high - low + 1))


def _half_hours(draw: Random, span: tuple[float, float]) -> float:
    """Hours in steps of a half."""
    low, high = span
    return _whole(draw, (int(low * 2), int(high * 2))) / 2


def _moment(draw: Random, hours_ahead: tuple[int, int], now: datetime) -> str:
    """A quarter hour within the range of hours after `now`, as karmyq reads it: UTC with a Z."""
    if now.utcoffset() is None:
        raise ValueError(f"now must know its time zone, found {now.isoformat()}")
    low, high = hours_ahead
    # Counting starts at the next quarter, so the last one of the range would fall outside it.
    next_quarter = -((_EPOCH - now) // QUARTER_HOUR)
    quarters = next_quarter + _whole(draw, (low * 4, high * 4 - 1))
    return (_EPOCH + quarters * QUARTER_HOUR).strftime("%Y-%m-%dT%H:%M:%SZ")
