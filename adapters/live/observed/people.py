"""Whose rows are looked at, and when the last thing happened among them."""

from collections.abc import Collection
from dataclasses import dataclass

OURS = """
WITH ours AS MATERIALIZED (
    SELECT id, created_at FROM auth.users
    WHERE lower(email) LIKE :domain AND lower(email) <> ALL(:protected)
),
asked AS (
    SELECT r.id, r.requester_id, r.request_type, r.status, r.expired, r.created_at, r.updated_at
    FROM requests.help_requests r JOIN ours ON ours.id = r.requester_id
)
"""
"""Opens every question: our people, and the requests that they have posted. Nobody else is seen."""

SPAN = f"""{OURS}
SELECT count(*) AS people,
    (SELECT min(created_at) FROM asked) AS first_request,
    greatest(
        max(ours.created_at),
        (SELECT max(created_at) FROM asked),
        (SELECT max(m.updated_at) FROM requests.matches m JOIN ours o ON o.id = m.responder_id),
        (SELECT max(f.created_at) FROM requests.interaction_feedback f
            JOIN ours o ON o.id = f.from_user_id),
        (SELECT max(m.created_at) FROM messaging.messages m JOIN ours o ON o.id = m.sender_id)
    ) AS last_act
FROM ours
"""
"""How many there are, their first request, and their last act: a simulator that has stopped since
leaves no idle days at the end."""

BEFORE = f"""{OURS}
SELECT count(*) FILTER (WHERE ours.created_at <= :since) AS people,
    (SELECT count(*) FROM communities.communities c JOIN ours o ON o.id = c.creator_id
        WHERE c.created_at <= :since) AS communities
FROM ours
"""
"""Who and what was there when the time that is looked at began."""


@dataclass(frozen=True, slots=True)
class People:
    """The e-mail domain of the simulated, and those of them who are left out; lower case."""

    domain: str
    protected: Collection[str] = ()

    def bound(self) -> dict[str, object]:
        """The values of the questions' placeholders."""
        escaped = self.domain.lower()
        for sign in ("\\", "%", "_"):
            escaped = escaped.replace(sign, f"\\{sign}")
        return {
            "domain": f"%@{escaped}",
            "protected": sorted(email.lower() for email in self.protected),
        }
