"""What a wipe would do, as people and scripts read it."""

from typing import Any

from adapters.live.wipe.references import USERS
from adapters.live.wipe.wiping import Found
from commands.printing import table

TABLES_TOLD = 3
"""In a sentence; the table of counts has all of them."""
HEAD = ["table", "rows that go", "shared"]


def report(found: Found, email_domain: str) -> str:
    """A table of counts, and what changes in rows that stay."""
    if not found.emails:
        return f"nobody here has an e-mail of {email_domain}, except those who are protected"
    lines = [f"accounts of {email_domain}: {len(found.emails):,}", "", _counts(found)]
    if found.changes:
        rows = [[one.table, one.what, f"{one.rows:,}"] for one in found.changes]
        lines += ["", table([["rows that stay, and change", "how", "rows"], *rows], 2)]
    return "\n".join(lines)


def shared_sentence(found: Found) -> str:
    """Why a wipe is refused."""
    shared = {name: count.shared for name, count in found.counts.items() if count.shared}
    for one in found.changes:
        shared[one.table] = shared.get(one.table, 0) + one.rows
    most = sorted(shared, key=lambda name: (-shared[name], name))
    listed = ", ".join(f"{shared[name]:,} in {name}" for name in most[:TABLES_TOLD])
    more = f" and other tables, {len(most)} in all" if len(most) > TABLES_TOLD else ""
    return (
        f"rows are shared with people who are not the simulator's ({listed}{more}): nothing was "
        "removed; add --including-shared to remove or change those as well"
    )


def as_json_of(found: Found, *, wiped: bool) -> dict[str, Any]:
    """For scripts; tables that lose nothing are left out."""
    counts = {name: count for name, count in sorted(found.counts.items()) if count.removed}
    return {
        "wiped": wiped,
        "accounts": len(found.emails),
        "removed": {name: count.removed for name, count in counts.items()},
        "shared": {name: count.shared for name, count in counts.items() if count.shared},
        "changed": [one._asdict() for one in found.changes],
    }


def _counts(found: Found) -> str:
    named = sorted(found.counts.items(), key=lambda item: (item[0] != USERS, item[0]))
    rows = [
        [name, f"{count.removed:,}", f"{count.shared:,}" if count.shared else "-"]
        for name, count in named
        if count.removed
    ]
    total = sum(count.shared for count in found.counts.values())
    return table([HEAD, *rows, ["all", f"{found.removed:,}", f"{total:,}"]])
