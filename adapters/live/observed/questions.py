"""The measures as questions to karmyq's tables: a row of aggregates each, named like the measures.

What counts since a moment takes rows that are younger than `:since`; what stands takes all of them,
as in the simulator. Requests that karmyq deletes, a week after they expired, are gone from all.
Times without a zone are UTC there, and the session is set to it.
"""

from adapters.live.observed.people import OURS

_REQUEST_TYPES = ("generic", "ride", "borrow", "service", "event")
_BY_TYPE = ",\n    ".join(
    f"count(*) FILTER (WHERE request_type = '{name}') AS requests_created_{name}"
    for name in _REQUEST_TYPES
)

PEOPLE = f"""{OURS},
placed AS (
    SELECT m.community_id, m.user_id FROM communities.members m
    JOIN ours ON ours.id = m.user_id
    JOIN communities.communities c ON c.id = m.community_id
    WHERE m.status = 'active' AND c.status = 'active'
),
places AS (SELECT community_id, count(*) AS members FROM placed GROUP BY 1),
waits AS (
    SELECT extract(epoch FROM min(m.joined_at) - ours.created_at) / 3600 AS hours
    FROM ours JOIN communities.members m ON m.user_id = ours.id AND m.status = 'active'
    WHERE ours.created_at > :since GROUP BY ours.id, ours.created_at
)
SELECT (SELECT count(*) FROM ours) AS users_registered,
    (SELECT count(*) FROM ours WHERE NOT EXISTS (
        SELECT 1 FROM communities.members m WHERE m.user_id = ours.id AND m.status = 'active'
    )) AS users_never_member,
    (SELECT percentile_disc(0.5) WITHIN GROUP (ORDER BY hours DESC) FROM waits)
        AS time_to_first_membership_median_h,
    (SELECT count(*) FROM places) AS communities,
    (SELECT count(*) FROM placed) AS memberships,
    (SELECT max(members) FROM places) AS members_per_community_max
"""

REQUESTS = f"""{OURS},
offers AS (
    SELECT m.request_id, m.created_at FROM requests.matches m
    JOIN ours ON ours.id = m.responder_id
    WHERE NOT m.admin_proposed
    AND NOT EXISTS (SELECT 1 FROM requests.dibs d WHERE d.request_id = m.request_id
        AND d.provider_user_id = m.responder_id AND d.status = 'accepted')
    AND NOT EXISTS (SELECT 1 FROM provider.offers p WHERE p.request_id = m.request_id
        AND p.provider_user_id = m.responder_id AND p.status = 'accepted')
    UNION ALL
    SELECT p.request_id, p.created_at AT TIME ZONE 'UTC' FROM provider.offers p
    JOIN ours ON ours.id = p.provider_user_id
),
helped AS (
    SELECT m.request_id, min(m.created_at) AS made_at, min(m.completed_at) AS completed_at
    FROM requests.matches m WHERE m.status IN ('matched', 'completed') GROUP BY 1
),
lives AS (
    SELECT a.request_type, a.status, a.created_at, helped.completed_at,
        coalesce(
            (SELECT min(o.created_at) FROM offers o WHERE o.request_id = a.id),
            CASE WHEN a.status IN ('matched', 'completed') THEN helped.made_at END
        ) AS offered_at
    FROM asked a LEFT JOIN helped ON helped.request_id = a.id
    WHERE a.created_at >= :since
)
SELECT count(*) AS requests_created,
    {_BY_TYPE},
    count(*) FILTER (WHERE offered_at IS NOT NULL) AS requests_offered,
    count(*) FILTER (WHERE status IN ('matched', 'completed')) AS requests_accepted,
    count(*) FILTER (WHERE status = 'completed') AS requests_completed,
    percentile_disc(0.5) WITHIN GROUP (
        ORDER BY extract(epoch FROM offered_at - created_at) / 3600 DESC
    ) AS time_to_first_offer_median_h,
    percentile_disc(0.5) WITHIN GROUP (
        ORDER BY CASE WHEN status = 'completed'
            THEN extract(epoch FROM completed_at - created_at) / 3600 END DESC NULLS LAST
    ) FILTER (WHERE status = 'completed') AS time_to_complete_median_h,
    (SELECT count(*) FROM offers o JOIN asked a ON a.id = o.request_id
        WHERE o.created_at >= :since) AS offers_made,
    (SELECT count(*) FROM asked WHERE status IN ('open', 'dibs_pending') AND NOT expired)
        AS requests_open,
    (SELECT count(*) FROM asked WHERE status = 'matched') AS requests_matched,
    (SELECT count(*) FROM asked WHERE status = 'cancelled' AND updated_at >= :since)
        AS requests_withdrawn
FROM lives
"""

EXCHANGES = f"""{OURS},
helps AS (
    SELECT m.responder_id AS helper, asked.requester_id AS asker, count(*) AS times
    FROM requests.matches m JOIN asked ON asked.id = m.request_id
    JOIN ours ON ours.id = m.responder_id
    WHERE m.status = 'completed' GROUP BY 1, 2
),
karma AS (
    SELECT person, sum(points) AS points FROM (
        SELECT helper AS person, 60 * times AS points FROM helps
        UNION ALL SELECT asker, 40 * times FROM helps
    ) earned GROUP BY 1
),
ranked AS (SELECT points, row_number() OVER (ORDER BY points) AS place FROM karma)
SELECT (SELECT sum(times) FROM helps) AS helps,
    (SELECT sum(a.times) FROM helps a
        JOIN helps b ON b.helper = a.asker AND b.asker = a.helper) AS helps_reciprocated,
    (SELECT max(given) FROM (SELECT sum(times) AS given FROM helps GROUP BY helper) each_one)
        AS helps_given_max,
    (SELECT 2 * sum(place * points) / (count(*) * sum(points)) - (count(*) + 1.0) / count(*)
        FROM ranked) AS karma_gini
"""

ACTS = f"""{OURS}
SELECT
    (SELECT count(*) FROM messaging.messages m JOIN ours ON ours.id = m.sender_id
        WHERE m.created_at >= :since) AS messages_sent,
    (SELECT count(*) FROM messaging.conversations c WHERE c.created_at >= :since AND EXISTS (
        SELECT 1 FROM messaging.conversation_participants p JOIN ours ON ours.id = p.participant_id
        WHERE p.conversation_id = c.id)) AS conversations_opened,
    (SELECT count(*) FROM requests.interaction_feedback f JOIN ours ON ours.id = f.from_user_id
        WHERE f.created_at >= :since) AS feedback_given,
    (SELECT sum(coalesce(helpfulness, 0) + coalesce(responsiveness, 0) + coalesce(clarity, 0))
        * 1.0 / nullif(count(helpfulness) + count(responsiveness) + count(clarity), 0)
        FROM requests.interaction_feedback f JOIN ours ON ours.id = f.from_user_id
        WHERE f.created_at >= :since) AS feedback_score_mean,
    (SELECT count(*) FROM requests.provider_profiles p JOIN ours ON ours.id = p.user_id
        WHERE p.created_at >= :since) AS providers_registered,
    (SELECT count(*) FROM reputation.provider_reviews r JOIN ours ON ours.id = r.reviewer_id
        WHERE r.created_at >= :since) AS provider_reviews,
    (SELECT count(*) FROM requests.provider_collectives c JOIN ours ON ours.id = c.created_by
        WHERE c.created_at >= :since) AS collectives_created,
    (SELECT count(*) FROM requests.provider_collective_members m
        JOIN requests.provider_profiles p ON p.id = m.provider_id JOIN ours ON ours.id = p.user_id
        WHERE m.role = 'member' AND m.joined_at >= :since) AS collectives_joined,
    (SELECT count(*) FROM communities.activities a JOIN ours ON ours.id = a.created_by
        WHERE a.created_at >= :since) AS activities_planned,
    (SELECT count(*) FROM communities.activity_participants p
        JOIN communities.activities a ON a.id = p.activity_id JOIN ours ON ours.id = p.user_id
        WHERE p.joined_at >= :since) AS activities_joined
"""

AGREEMENTS = f"""{OURS}
SELECT
    (SELECT count(*) FROM requests.dibs d JOIN ours ON ours.id = d.requester_id
        WHERE d.created_at >= :since) AS dibs_called,
    (SELECT count(*) FROM requests.dibs d JOIN ours ON ours.id = d.requester_id
        WHERE d.status = 'accepted' AND d.updated_at >= :since) AS dibs_accepted,
    (SELECT count(*) FROM requests.dibs d JOIN ours ON ours.id = d.requester_id
        WHERE d.status = 'declined' AND d.updated_at >= :since) AS dibs_declined,
    (SELECT count(*) FROM requests.matches m JOIN asked a ON a.id = m.request_id
        JOIN ours ON ours.id = m.responder_id
        WHERE m.admin_proposed AND m.created_at >= :since) AS helpers_proposed,
    (SELECT count(*) FROM requests.matches m JOIN asked a ON a.id = m.request_id
        JOIN ours ON ours.id = m.responder_id WHERE m.admin_proposed
        AND m.status IN ('matched', 'completed') AND m.created_at >= :since) AS proposals_accepted,
    (SELECT count(*) FROM communities.governance_nominations n
        JOIN ours ON ours.id = n.nominator_id WHERE n.created_at >= :since) AS members_nominated,
    (SELECT count(*) FROM communities.split_proposals s JOIN ours ON ours.id = s.proposed_by
        WHERE s.created_at >= :since) AS splits_proposed,
    (SELECT count(*) FROM communities.split_proposals s JOIN ours ON ours.id = s.proposed_by
        WHERE s.status = 'executed' AND s.executed_at >= :since) AS splits_executed,
    (SELECT count(*) FROM communities.split_votes v JOIN ours ON ours.id = v.user_id
        WHERE v.voted_at >= :since)
    + (SELECT count(*) FROM communities.fusion_votes v JOIN ours ON ours.id = v.user_id
        WHERE v.voted_at >= :since) AS votes_cast,
    (SELECT count(*) FROM communities.fusion_proposals f JOIN ours ON ours.id = f.proposed_by
        WHERE f.created_at >= :since) AS fusions_proposed,
    (SELECT count(*) FROM communities.fusion_proposals f JOIN ours ON ours.id = f.proposed_by
        WHERE f.status = 'executed' AND f.executed_at >= :since) AS fusions_executed
"""

QUESTIONS = (PEOPLE, REQUESTS, EXCHANGES, ACTS, AGREEMENTS)
"""Everything that is asked; each answer is one row."""
