"""Pages: `limit` and `offset` have no cap, but the database refuses negative ones."""

from adapters.dryrun.defects import refusal_or_500


def check_page(limit: int, offset: int, defects: frozenset[str]) -> None:
    """A negative paging value is refused (`bad-value-500`)."""
    if limit < 0 or offset < 0:
        raise refusal_or_500("bad-value-500" in defects, "limit and offset are not negative")
