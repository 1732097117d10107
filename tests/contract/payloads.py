"""The smallest payload of each request type, and ways to change one."""

from typing import Any

RIDE: dict[str, Any] = {
    "origin": {"address": "12 Oak Street", "lat": 45.5, "lng": -122.6},
    "destination": {"address": "The clinic", "lat": 45.6, "lng": -122.7},
    "seats_needed": 1,
    "departure_time": "2026-03-04T09:30:00Z",
}
BORROW: dict[str, Any] = {"item_category": "tools", "duration_days": 3}
SERVICE: dict[str, Any] = {"service_category": "repair"}
EVENT: dict[str, Any] = {
    "event_type": "meetup",
    "event_date": "2026-03-07T17:00:00Z",
    "event_duration_hours": 2,
    "location": {"address": "The square"},
    "participants_needed": 8,
}
PAYLOADS: dict[str, dict[str, Any]] = {
    "ride": RIDE,
    "borrow": BORROW,
    "service": SERVICE,
    "event": EVENT,
}


def with_value(payload: dict[str, Any], path: str, value: object) -> dict[str, Any]:
    """A copy of a payload with another value at `outer.inner`."""
    key, _, rest = path.partition(".")
    if rest:
        value = with_value(payload.get(key, {}), rest, value)
    return payload | {key: value}


def without(payload: dict[str, Any], path: str) -> dict[str, Any]:
    """A copy of a payload that lacks what stands at `outer.inner`."""
    key, _, rest = path.partition(".")
    if rest:
        return payload | {key: without(payload[key], rest)}
    return {name: value for name, value in payload.items() if name != key}


def value_at(payload: dict[str, Any], path: str) -> Any:
    """What stands at `outer.inner`; a missing value is None."""
    found: Any = payload
    for key in path.split("."):
        found = found.get(key) if isinstance(found, dict) else None
    return found


def holds(stored: Any, sent: Any) -> bool:
    """Whether everything that was sent was stored, whatever was filled in beside it."""
    if isinstance(sent, dict):
        return all(key in stored and holds(stored[key], value) for key, value in sent.items())
    return bool(stored == sent)
