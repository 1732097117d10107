"""From an answer to its data: two success envelopes, four error shapes, and what is neither.

Success   {success: true, data?, message?, meta?}
Error     canonical   {success: false, message, error: CODE, details?, meta}
          coded       {success: false, message, error: CODE}
          bare        {success: false, message} or {success: false, error: text}
          tree        {success: false, message, errors: {…}}
Neither   a web page or other text: `NOT_JSON`; a redirect: `REDIRECTED`
"""

import re
from datetime import datetime
from typing import Any, NamedTuple

import msgspec

from adapters.errors import (
    ContractDrift,
    ErrorShape,
    KarmyqError,
    Refused,
    Unavailable,
    general_code,
)
from adapters.live.clock import parse_utc
from adapters.live.transport import Answer

CODE = re.compile(r"[A-Z][A-Z0-9_]+")
MESSAGE_LIMIT = 300  # a raw exception text can be as long as a query
IS_IT_THE_BASE = "is KARMYQ_API_URL the API's base, ending in /api?"


class Success(NamedTuple):
    """An answer that says yes; `data` is still raw."""

    endpoint: str
    status: int
    data: Any


class Envelope(NamedTuple):
    """A read answer: its outcome, and the platform's time where it tells it."""

    outcome: Success | KarmyqError
    stamp: datetime | None


def open_envelope(endpoint: str, answer: Answer) -> Envelope:
    """Read an answer; nothing is raised, so that its time is known even when it is a refusal."""
    if 300 <= answer.status < 400:
        where = answer.location or "nowhere"
        found = f"{endpoint} is redirected to {where}: {IS_IT_THE_BASE}"
        return Envelope(Unavailable(answer.status, "REDIRECTED", found), None)
    try:
        body = msgspec.json.decode(answer.content)
    except msgspec.DecodeError:
        return Envelope(_no_json(endpoint, answer), None)
    if not isinstance(body, dict):
        found = f"expected an object, found {type(body).__name__}"
        return Envelope(ContractDrift(answer.status, endpoint, "answer", found), None)
    return Envelope(_outcome(endpoint, answer.status, body), _stamp(body))


def _outcome(endpoint: str, status: int, body: dict[str, Any]) -> Success | KarmyqError:
    if status >= 400:
        return _failure(status, body)
    if body.get("success") is not True:
        found = f"expected true, found {body['success']!r}" if "success" in body else "missing"
        return ContractDrift(status, endpoint, "success", found[:MESSAGE_LIMIT])
    return Success(endpoint, status, body.get("data"))


def _failure(status: int, body: dict[str, Any]) -> KarmyqError:
    error, message = body.get("error"), body.get("message")
    code = error if isinstance(error, str) and CODE.fullmatch(error) else ""
    texts = [text for text in (message, error) if isinstance(text, str) and text and text != code]
    text = texts[0][:MESSAGE_LIMIT] if texts else ""
    if status >= 500:
        code = code or general_code(status)
        return Unavailable(status, code, text or code.replace("_", " ").lower())
    details = body.get("errors", body.get("details"))
    return Refused(status, code, text, shape=_shape(code, body), details=details)


def _shape(code: str, body: dict[str, Any]) -> ErrorShape:
    if "errors" in body:
        return "tree"
    if not code:
        return "bare"
    return "canonical" if "meta" in body else "coded"


def _no_json(endpoint: str, answer: Answer) -> KarmyqError:
    if answer.status == 429:
        # A gateway's own limiter writes no envelope, and means the same.
        return Refused(429, message="the gateway asks for fewer calls")
    if answer.status >= 500:
        found = f"{endpoint}: the gateway answers {answer.status} for karmyq"
        return Unavailable(answer.status, general_code(answer.status), found)
    what = "a web page" if "html" in answer.content_type else "something else"
    found = f"{endpoint}: {what} came instead of JSON: {IS_IT_THE_BASE}"
    # Behind a 2xx that nobody can read, a write may stand all the same.
    happened = answer.status < 300
    return Unavailable(answer.status, "NOT_JSON", found, may_have_happened=happened)


def _stamp(body: dict[str, Any]) -> datetime | None:
    meta = body.get("meta")
    if not isinstance(meta, dict):
        return None
    try:
        return parse_utc(meta.get("timestamp"))
    except ValueError:
        return None
