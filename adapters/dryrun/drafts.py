"""Reading the body of `POST /requests`: shape, defaults and the error tree (rules 4.4)."""

from datetime import datetime
from typing import Any

from msgspec import Struct, convert
from pydantic import ValidationError

from adapters.dryrun import columns
from adapters.dryrun.defects import refusal_or_500
from adapters.dryrun.moments import in_utc
from adapters.dryrun.payloads import validated_payload
from adapters.entities import REQUEST_TYPES, RequestType, Urgency
from adapters.errors import Refused

DIRECTED_KEYS = (
    "is_directed",
    "directed_to_user_id",
    "directed_to_community_id",
    "inventory_item_id",
)
ACCEPTED_URGENCIES = ("low", "medium", "high", "critical")
SCOPES = ("community", "trust_network", "platform")
TITLE_MIN_LENGTH = 5
DESCRIPTION_MIN_LENGTH = 10
TITLE_FROM_DESCRIPTION = 80
DEGREES = (1, 3, 6)

Tree = dict[str, Any]


class Draft(Struct, gc=False):
    """A body that passed validation."""

    request_type: RequestType
    title: str
    description: str
    urgency: Urgency
    payload: dict[str, Any]


def read_draft(body: dict[str, Any], defects: frozenset[str]) -> Draft:
    """Validate the body; every problem found is in the refusal's `details` tree."""
    description = body.get("description")
    title = body.get("title") or _title_from(description, defects)
    request_type = body.get("request_type") or "generic"
    urgency = body.get("urgency") or "medium"
    tree: Tree = {}
    if request_type not in REQUEST_TYPES:
        _grow(tree, ("request_type",), "not one of " + ", ".join(REQUEST_TYPES))
    _check_length(tree, "title", title, TITLE_MIN_LENGTH)
    _check_length(tree, "description", description, DESCRIPTION_MIN_LENGTH)
    if urgency not in ACCEPTED_URGENCIES:
        _grow(tree, ("urgency",), "not one of low, medium, high")
    payload = _read_payload(tree, request_type, body.get("payload") or None)
    if tree:
        raise Refused(400, message=_first_problem(tree), shape="tree", details=_rooted(tree))
    if urgency == "critical":
        raise refusal_or_500("critical-500" in defects, "urgency is low, medium or high")
    columns.require_fit(str(description))
    checked = {"request_type": request_type, "urgency": urgency, "payload": payload}
    texts = {"title": _stored_title(title), "description": description}
    return convert(checked | texts, Draft)


def read_scope(body: dict[str, Any]) -> str:
    """The given scope if it is known, else `community` (communities here have no settings row)."""
    scope = body.get("visibility_scope")
    return scope if scope in SCOPES else "community"


def read_degrees(body: dict[str, Any], defects: frozenset[str]) -> int:
    """Clamped to 1 to 6; 0 and absent mean 3; text that is no number is refused."""
    low, default, high = DEGREES
    given = body.get("visibility_max_degrees")
    try:
        return max(low, min(high, int(float(given or default))))
    except (TypeError, ValueError, OverflowError):
        broken = "bad-value-500" in defects
        raise refusal_or_500(broken, "visibility_max_degrees is 1 to 6") from None


def read_moment(body: dict[str, Any], payload: dict[str, Any]) -> datetime | None:
    """`scheduled_for`, else the payload's departure or event date, in UTC."""
    given = body.get("scheduled_for")
    if not isinstance(given, str):
        given = payload.get("departure_time") or payload.get("event_date")
        if given is None:
            return None
    try:
        return in_utc(given)
    except (ValueError, OverflowError):
        raise Refused(400, "INVALID_SCHEDULED_FOR", "scheduled_for is no date") from None


def _title_from(description: object, defects: frozenset[str]) -> str:
    if description is not None and not isinstance(description, str):
        raise refusal_or_500("bad-value-500" in defects, "description is text")
    return (description or "")[:TITLE_FROM_DESCRIPTION].strip()


def _stored_title(title: object) -> str:
    columns.require_fit(str(title), columns.TITLE)
    return str(title)


def _check_length(tree: Tree, key: str, text: object, low: int) -> None:
    if not isinstance(text, str):
        _grow(tree, (key,), "text is needed")
    elif len(text) < low:
        _grow(tree, (key,), f"at least {low} characters are needed")


def _read_payload(tree: Tree, request_type: Any, payload: object) -> dict[str, Any]:
    if request_type not in REQUEST_TYPES:
        return {}
    if request_type != "generic" and payload is None:
        _grow(tree, ("payload",), f"a {request_type} request needs a payload")
        return {}
    try:
        return validated_payload(request_type, payload)
    except ValidationError as problems:
        for problem in problems.errors(include_url=False, include_input=False):
            _grow(tree, ("payload", *map(str, problem["loc"])), problem["msg"])
        return {}


def _grow(tree: Tree, path: tuple[str, ...], problem: str) -> None:
    node = tree
    for key in path:
        node = node.setdefault(key, {"_errors": []})
    node["_errors"].append(problem)


def _rooted(tree: Tree) -> Tree:
    return {"_errors": [], **tree}


def _first_problem(tree: Tree) -> str:
    path, node = [], {"_errors": [], **tree}
    while not node["_errors"]:
        key = next(key for key in node if key != "_errors")
        path.append(key)
        node = node[key]
    return f"{'.'.join(path)}: {node['_errors'][0]}"
