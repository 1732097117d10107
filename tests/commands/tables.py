"""karmyq's own tables, counted as a measure counts."""

from contextlib import closing

import psycopg2

from adapters.sandbox.server import RunningSandbox

COUNTS = {
    "users_registered": "SELECT count(*) FROM auth.users",
    "communities": "SELECT count(*) FROM communities.communities",
    "requests_created": "SELECT count(*) FROM requests.help_requests",
    "requests_open": "SELECT count(*) FROM requests.help_requests"
    " WHERE status IN ('open', 'dibs_pending')",
    "requests_matched": "SELECT count(*) FROM requests.help_requests WHERE status = 'matched'",
    "requests_completed": "SELECT count(*) FROM requests.help_requests WHERE status = 'completed'",
    "offers_made": "SELECT (SELECT count(*) FROM requests.matches)"
    " - (SELECT count(*) FROM requests.dibs WHERE status = 'accepted')",
}
"""A measure, and what it counts in the tables."""


def counted(sandbox: RunningSandbox) -> dict[str, int]:
    counts: dict[str, int] = {}
    connected = closing(psycopg2.connect(sandbox.database_url))
    with connected as connection, connection.cursor() as cursor:
        for name, query in COUNTS.items():
            cursor.execute(query)
            (counts[name],) = cursor.fetchone() or (0,)
    return counts
