"""What can go wrong behind the port.

KarmyqError             every call that did not succeed: status, code, message
├── Refused             karmyq answered and said no (4xx)
├── Unavailable         no usable answer: 5xx, time-out, no connection, a page instead of JSON
└── ContractDrift       an answer that succeeded, of another shape than the contract's
"""

from typing import Literal

ErrorShape = Literal["canonical", "coded", "bare", "tree"]
"""The four error bodies that karmyq sends today (defects.md, `error-shapes`)."""

GENERAL_CODES = {
    400: "VALIDATION_ERROR",
    401: "UNAUTHORIZED",
    403: "FORBIDDEN",
    404: "NOT_FOUND",
    409: "CONFLICT",
    422: "INVALID_STATE",
    429: "RATE_LIMIT_EXCEEDED",
}
"""The code of an answer that names none, by status (defects.md, `error-shapes`)."""


def general_code(status: int) -> str:
    """The code that stands for a status when the answer carries no code of its own."""
    if status >= 500:
        return "INTERNAL_ERROR"
    return GENERAL_CODES.get(status, f"HTTP_{status}")


class KarmyqError(Exception):
    """A call that did not succeed, in the platform's own words.

    `status` is the HTTP status, 0 where no answer came; `code` is the machine code that scenarios,
    logs and measures count by; `message` is for people. Where `may_have_happened`, a write may have
    taken effect all the same: whoever sent it reads the platform before it is sent again.
    """

    may_have_happened = False

    def __init__(self, status: int, code: str, message: str) -> None:
        super().__init__(f"{status} {code}: {message}")
        self.status = status
        self.code = code
        self.message = message


class Refused(KarmyqError):
    """The platform's rules say no. Nothing was stored (invariant I15).

    `shape` is the body that today's karmyq would send, `details` what its envelope carries beside
    the message; only the sandbox reads them.
    """

    def __init__(
        self,
        status: int,
        code: str = "",
        message: str = "",
        *,
        shape: ErrorShape = "canonical",
        details: object = None,
    ) -> None:
        code = code or general_code(status)
        super().__init__(status, code, message or code.replace("_", " ").lower())
        self.shape: ErrorShape = shape
        self.details = details


class Unavailable(KarmyqError):
    """The platform gave no usable answer.

    `may_have_happened`: true for a read time-out, a connection that was lost after sending, an
    unreadable success, and any 5xx, which is the default; false where nothing reached karmyq
    (refused, unresolved, never sent).
    """

    def __init__(
        self, status: int, code: str, message: str, *, may_have_happened: bool | None = None
    ) -> None:
        super().__init__(status, code, message)
        unknown = status >= 500 if may_have_happened is None else may_have_happened
        self.may_have_happened = unknown


class ContractDrift(KarmyqError):
    """An answer whose field is missing or of another type than the contract says.

    karmyq said yes all the same, so what was asked for has probably happened.
    """

    may_have_happened = True

    def __init__(self, status: int, endpoint: str, field: str, found: str) -> None:
        super().__init__(status, "CONTRACT_DRIFT", f"{endpoint}: {field}: {found}")
        self.endpoint = endpoint
        self.field = field
