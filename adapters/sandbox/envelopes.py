"""The bodies around an answer: two for a success, and for a refusal what the defects ask for.

Success   canonical   {success: true, data, meta}
          plain       {success: true, data?, message?}
Refusal   canonical   {success: false, message, error: CODE, details?, meta}
          coded       {success: false, message, error: CODE}
          bare        {success: false, message}
          tree        {success: false, message, errors}
          raw         {success: false, message, error: text of the exception}

Only the canonical refusal is intended (ADR-074); the others appear with `error-shapes`.
"""

from typing import Any, Literal, NamedTuple

from adapters.errors import KarmyqError, Refused

Body = dict[str, Any]

Quirk = Literal["", "raw-500", "bare-500", "id-in-details"]
"""What `error-shapes` does to some handlers beside the shape that a refusal carries.

raw-500        a 500 tells the exception's text instead of a code
bare-500       a 500 tells no code
id-in-details  a 400 has the request id under `details` instead of `meta`
"""

BROKEN = "an unexpected error occurred"

NOT_EMULATED = "NOT_EMULATED"
"""The sandbox's own code, with 501: karmyq knows what was asked, the rules in memory do not."""


class Answer(NamedTuple):
    """What an operation answers; `plain` leaves out the meta."""

    body: Body
    status: int = 200
    plain: bool = False


class Page(NamedTuple):
    """A web page, where karmyq answers with one."""

    html: str
    status: int


def succeeded(answer: Answer, meta: Body) -> Body:
    """The envelope of a success."""
    body = {"success": True, **answer.body}
    return body if answer.plain else {**body, "meta": meta}


def failed(error: KarmyqError, meta: Body, *, today: bool = False, quirk: Quirk = "") -> Body:
    """The envelope of a refusal or a 500: as intended, or as it is `today`."""
    if not isinstance(error, Refused):
        return _broken(error, meta, quirk if today else "")
    if not today or error.shape == "canonical":
        if today and quirk == "id-in-details" and error.status == 400:
            stamp, details = {"timestamp": meta["timestamp"]}, {"requestId": meta["requestId"]}
            return _canonical(error.message, error.code, details, stamp)
        return _canonical(error.message, error.code, error.details, meta)
    body: Body = {"success": False, "message": error.message}
    if error.shape == "coded":
        body["error"] = error.code
    elif error.shape == "tree":
        body["errors"] = error.details
    return body


def _broken(error: KarmyqError, meta: Body, quirk: Quirk) -> Body:
    if error.code == NOT_EMULATED:
        return _canonical(error.message, error.code, None, meta)
    if quirk == "raw-500":
        return {"success": False, "message": BROKEN, "error": error.message}
    if quirk == "bare-500":
        return {"success": False, "message": BROKEN}
    return _canonical(BROKEN, "INTERNAL_ERROR", None, meta)


def _canonical(message: str, code: str, details: object, meta: Body) -> Body:
    body: Body = {"success": False, "message": message, "error": code}
    if details is not None:
        body["details"] = details
    return {**body, "meta": meta}
