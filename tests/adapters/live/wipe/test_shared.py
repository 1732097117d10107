"""What counts as shared: one row at a time between one of ours and somebody else."""

import pytest

from tests.adapters.live.wipe.filled import Filled

OURS = "(SELECT min(id::text)::uuid FROM auth.users WHERE email LIKE '%@test.karmyq.com'"
ADA = OURS + " AND email <> 'boss@test.karmyq.com')"
ROSA = "(SELECT id FROM auth.users WHERE email = 'rosa@mail.example')"
BOSS = "(SELECT id FROM auth.users WHERE email = 'boss@test.karmyq.com')"
THEIR_PLACE = "(SELECT id FROM communities.communities WHERE name = 'Their place')"
OUR_PLACE = (
    "(SELECT min(id::text)::uuid FROM communities.communities WHERE name <> 'Their place'"
    " AND status = 'active')"
)
OUR_REQUEST = "(SELECT min(id::text)::uuid FROM requests.help_requests WHERE title <> 'A ride')"
THEIR_REQUEST = "(SELECT id FROM requests.help_requests WHERE title = 'A ride')"
OUR_MATCH = (
    "(SELECT min(m.id::text)::uuid FROM requests.matches m"
    " JOIN requests.help_requests r ON r.id = m.request_id WHERE r.title <> 'A ride')"
)
THEIR_SPLIT = f"(SELECT id FROM communities.split_proposals WHERE community_id = {THEIR_PLACE})"
OUR_ACTIVITY = "(SELECT min(id::text)::uuid FROM communities.activities)"
MEMBERSHIP = "INSERT INTO communities.members (community_id, user_id, status) VALUES"

REMOVED = {
    "an offer of theirs": (
        "requests.matches",
        f"INSERT INTO requests.matches (request_id, responder_id) VALUES ({OUR_REQUEST}, {ROSA})",
    ),
    "an offer to them": (
        "requests.matches",
        f"INSERT INTO requests.matches (request_id, responder_id) VALUES ({THEIR_REQUEST}, {ADA})",
    ),
    "an offer of a protected person": (
        "requests.matches",
        f"INSERT INTO requests.matches (request_id, responder_id) VALUES ({OUR_REQUEST}, {BOSS})",
    ),
    "feedback to them": (
        "requests.interaction_feedback",
        "INSERT INTO requests.interaction_feedback (match_id, from_user_id, to_user_id)"
        f" VALUES ((SELECT id FROM requests.matches WHERE request_id = {THEIR_REQUEST}),"
        f" {ADA}, {ROSA})",
    ),
    "a conversation": (
        "messaging.conversation_participants",
        "WITH talk AS (INSERT INTO messaging.conversations DEFAULT VALUES RETURNING id)"
        " INSERT INTO messaging.conversation_participants (conversation_id, participant_id)"
        f" SELECT id, {ROSA} FROM talk UNION ALL SELECT id, {ADA} FROM talk",
    ),
    "a word in their conversation": (
        "messaging.messages",
        "INSERT INTO messaging.messages (conversation_id, sender_id, content) VALUES"
        f" ('eeeeeeee-0000-4000-8000-000000000001', {ADA}, 'Hello')",
    ),
    "their wish to join ours": (
        "communities.members",
        f"{MEMBERSHIP} ({OUR_PLACE}, {ROSA}, 'pending')",
    ),
    "their request in a place of ours": (
        "requests.request_communities",
        "INSERT INTO requests.request_communities (request_id, community_id)"
        f" VALUES ({THEIR_REQUEST}, {OUR_PLACE})",
    ),
    "a vote on their proposal": (
        "communities.split_votes",
        "INSERT INTO communities.split_votes (proposal_id, user_id, vote)"
        f" VALUES ({THEIR_SPLIT}, {ADA}, 'yes')",
    ),
    "an edge of trust": (
        "social_graph.trust_edges",
        "INSERT INTO social_graph.trust_edges (user_id_a, user_id_b, community_id)"
        f" SELECT least(a.id::text, b.id::text)::uuid, greatest(a.id::text, b.id::text)::uuid,"
        f" {THEIR_PLACE} FROM auth.users a, auth.users b WHERE a.id = {ADA} AND b.id = {ROSA}",
    ),
    "their coming to an activity": (
        "communities.activity_participants",
        "INSERT INTO communities.activity_participants (activity_id, user_id)"
        f" VALUES ({OUR_ACTIVITY}, {ROSA})",
    ),
    "their seeing a request": (
        "requests.feed_events",
        f"INSERT INTO requests.feed_events (user_id, request_id) VALUES ({ROSA}, {OUR_REQUEST})",
    ),
    "a row of a table whose columns are not told": (
        "auth.social_distances",
        f"INSERT INTO auth.social_distances VALUES ({ROSA}, {ADA}, 2)",
    ),
}
"""What would go with ours: the table, and how it came there."""

CHANGED = {
    "an invitation": (
        ("auth.users", "invited_by emptied"),
        f"UPDATE auth.users SET invited_by = {ADA} WHERE id = {ROSA}",
    ),
    "a boost": (
        ("requests.help_requests", "boosted_by emptied"),
        f"UPDATE requests.help_requests SET boosted_by = {ADA} WHERE id = {THEIR_REQUEST}",
    ),
    "their membership in a place of ours": (
        ("communities.communities", "another founder"),
        f"{MEMBERSHIP} ({OUR_PLACE}, {ROSA}, 'active')",
    ),
    "a place of theirs that ours alone lead": (
        ("communities.members", "role admin"),
        f"UPDATE communities.members SET role = 'member' WHERE community_id = {THEIR_PLACE};"
        "INSERT INTO communities.members (community_id, user_id, role)"
        f" VALUES ({THEIR_PLACE}, {ADA}, 'admin')",
    ),
    "their profile in a collective of ours": (
        ("requests.provider_collectives", "created_by emptied"),
        "WITH one AS (INSERT INTO requests.provider_profiles (user_id, service_type, display_name)"
        f" VALUES ({ROSA}, 'ride', 'Rosa rides') RETURNING id)"
        " INSERT INTO requests.provider_collective_members (collective_id, provider_id)"
        " SELECT (SELECT min(id::text)::uuid FROM requests.provider_collectives), id FROM one",
    ),
    "a child of theirs": (
        ("communities.split_proposals", "child_community_b_id emptied"),
        f"UPDATE communities.split_proposals SET child_community_b_id = {OUR_PLACE}"
        f" WHERE id = {THEIR_SPLIT}",
    ),
}
"""What would stay and change."""


@pytest.mark.parametrize("case", REMOVED)
def test_a_row_that_would_go_is_shared(apart: Filled, case: str) -> None:
    table, sql = REMOVED[case]
    apart.run(sql)
    found = apart.wiping().look()

    assert found.is_shared
    assert {name for name, count in found.counts.items() if count.shared} == {table}


@pytest.mark.parametrize("case", CHANGED)
def test_a_row_that_would_change_is_shared(apart: Filled, case: str) -> None:
    change, sql = CHANGED[case]
    apart.run(sql)
    found = apart.wiping().look()

    assert found.is_shared
    assert (*change, 1) in found.changes
    assert not [one for one in found.changes if one.rows != 1]


def test_a_membership_of_ours_in_their_place_is_ours_alone(apart: Filled) -> None:
    apart.run(
        f"{MEMBERSHIP} ({THEIR_PLACE}, {ADA}, 'active');"
        "UPDATE communities.communities SET current_members = 5 WHERE name = 'Their place'"
    )
    wiping = apart.wiping()
    found = wiping.look()
    wiping.remove(found)

    assert not found.is_shared
    assert apart.wrong_counters() == []


def test_so_is_a_request_of_ours_in_their_place(apart: Filled) -> None:
    apart.run(
        "INSERT INTO requests.request_communities (request_id, community_id)"
        f" VALUES ({OUR_REQUEST}, {THEIR_PLACE})"
    )

    assert not apart.wiping().look().is_shared
