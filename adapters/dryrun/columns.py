"""What a text column takes: the tables are narrower than the validation before them.

No defect lists this, so it is contract: a text that does not fit is a 500, and nothing is stored.
"""

from adapters.errors import Unavailable

EMAIL = NAME = LOCATION = TITLE = 255
CATEGORY = 100
WORD = 50
"""Roles and statuses."""


def require_fit(text: str | None, width: int | None = None) -> None:
    """Raises Unavailable (500) for a text that is longer than its column, or holds a NUL."""
    if text is None:
        return
    if (width is not None and len(text) > width) or "\0" in text:
        raise Unavailable(500, "INTERNAL_ERROR", "the database refuses the text")
