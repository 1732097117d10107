"""What the sandbox has carried out: every call that changes something and was answered with yes.

A rehearsal lays this beside what its client believes to have written. It is noted where the rules
have said yes, so whatever befalls the answer on its way back takes nothing from it.
"""

from collections.abc import Mapping
from hashlib import sha256
from typing import Any, NamedTuple

import msgspec

from adapters.errors import Refused
from adapters.sandbox.calls import Call, Operation
from adapters.sandbox.envelopes import Answer


class Written(NamedTuple):
    """One call that was carried out: where, by whom ("" for nobody), about what, and what it made.

    `made` is the id in the answer, "" where it has none; `body` is a fingerprint of what was sent.
    """

    endpoint: str
    who: str
    ids: Mapping[str, str]
    made: str
    body: str


def written(operation: Operation, call: Call, answer: Answer) -> Written | None:
    """The call as it is noted; None where it only reads."""
    if operation.method == "GET":
        return None
    sent = msgspec.json.encode(call.body, order="sorted")
    return Written(
        f"{operation.method} {operation.path}",
        _who(call),
        dict(call.ids),
        _made(answer.body.get("data")),
        sha256(sent).hexdigest(),
    )


def _who(call: Call) -> str:
    if call.authorization is None:
        return ""
    try:
        return call.caller().id
    except Refused:  # some calls go without a token, and then a wrong one says nothing
        return ""


def _made(data: Any) -> str:
    """The row's own id, or that of the one row which is named in it."""
    if not isinstance(data, Mapping):
        return ""
    rows = [data, *(row for row in data.values() if isinstance(row, Mapping))]
    return next((str(row["id"]) for row in rows if "id" in row), "")
