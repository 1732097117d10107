"""One call as its operation sees it: who asks, for what, with which values.

Here JSON and query texts become plain values. What they mean is decided by the rules.
"""

import re
from collections.abc import Callable, Mapping
from typing import Any, NamedTuple

import msgspec

from adapters.dryrun.defects import refusal_or_500
from adapters.dryrun.platform import DryRunPlatform
from adapters.dryrun.records import UserRecord
from adapters.errors import Refused, Unavailable
from adapters.sandbox.envelopes import NOT_EMULATED, Answer, Quirk
from adapters.sandbox.tokens import Tokens

BODY_LIMIT_BYTES = 100 * 1024
"""The web framework's own limit (community rules, section 2)."""

DEFAULT_LIMIT = 50
ITEMS = "[]"
"""Under this name stands the list, where the body is a bare list instead of an object."""

FARTHEST = 2**62 - 1
"""The last row that can be asked for, far behind any row there is."""

_WHOLE = re.compile(r"\s*[+-]?[0-9]{1,19}\s*", re.ASCII)


class Call(NamedTuple):
    """Everything that came with one request."""

    platform: DryRunPlatform
    tokens: Tokens
    ids: Mapping[str, str]
    query: Mapping[str, str]
    body: dict[str, Any]
    authorization: str | None

    def caller(self) -> UserRecord:
        """The signed-in person; raises Refused (401) for nobody."""
        return self.platform.accounts.caller(self.tokens.user_id(self.authorization))

    def page(self, rows: int = DEFAULT_LIMIT) -> tuple[int, int]:
        """`limit` and `offset`; what is no number is refused (`bad-value-500`).

        `rows` is the limit where the call names none.
        """
        return self._number("limit", rows), self._number("offset", 0)

    def filter(self, name: str) -> str | None:
        """A filter's value; an empty one filters nothing."""
        return self.query.get(name) or None

    def read[T](self, kind: type[T]) -> T:
        """The body as a typed value; raises Refused (400) that names the field."""
        try:
            return msgspec.convert(self.body, kind)
        except msgspec.ValidationError as error:
            raise Refused(400, message=f"the body does not fit: {error}") from None

    def _number(self, name: str, default: int) -> int:
        text = self.query.get(name)
        if text is None:
            return default
        if not _WHOLE.fullmatch(text):
            broken = "bad-value-500" in self.platform.kernel.defects
            raise refusal_or_500(broken, f"{name} is a whole number")
        return min(int(text), FARTHEST)


class Operation(NamedTuple):
    """One of karmyq's operations: where it is found, and what answers there.

    `unknown` are the query parameters and body fields that karmyq reads here and the rules in
    memory do not know; a call that sends one is told so.
    """

    method: str
    path: str
    answer: Callable[[Call], Answer]
    quirk: Quirk = ""
    unknown: tuple[str, ...] = ()

    def require_known(self, call: Call) -> None:
        """Better no answer than one that passes over what was asked; raises a 501."""
        for name in self.unknown:
            if name in call.query or name in call.body:
                message = f"the sandbox knows no {name} in {self.method} {self.path}"
                raise Unavailable(501, NOT_EMULATED, message)


def read_body(content: bytes, content_type: str) -> dict[str, Any]:
    """The JSON object that was sent; an absent body, or one of another type, counts as empty."""
    if len(content) > BODY_LIMIT_BYTES:
        raise Refused(413, "VALIDATION_ERROR", f"a body has at most {BODY_LIMIT_BYTES} bytes")
    if not content or "json" not in content_type:
        return {}
    try:
        body = msgspec.json.decode(content, type=dict[str, Any] | list[Any])
    except (msgspec.MsgspecError, UnicodeDecodeError, RecursionError):
        raise Refused(400, message="the body is not a JSON object") from None
    return {ITEMS: body} if isinstance(body, list) else body
