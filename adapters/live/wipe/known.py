"""Every table of karmyq's contract that refers to people, or to what goes with them.

Columns are here whether they have a foreign key or not. A table that a karmyq lacks is passed over.
Of the tables in `LOOSE` the contract tells the names and not the columns: their foreign keys tell
what refers to whom, and every such row goes with whom it refers to.
"""

from collections.abc import Mapping

from adapters.live.wipe.references import Reference, link, named, part, person, told

PLACES, REQUESTS, MATCHES = "communities.communities", "requests.help_requests", "requests.matches"
PROFILES, COLLECTIVES = "requests.provider_profiles", "requests.provider_collectives"
SPLITS, FUSIONS = "communities.split_proposals", "communities.fusion_proposals"
NOMINATIONS, NORMS = "communities.governance_nominations", "communities.norms"
ACTIVITIES, TALKS = "communities.activities", "messaging.conversations"
ITEMS, STARS = "inventory.items", "feedback.feedback"

_ACCOUNTS = {
    "auth.users": (*person("id"), *named("invited_by")),
    "auth.sessions": person("user_id"),
    "auth.refresh_tokens": person("user_id"),
    "auth.user_privacy_settings": person("user_id"),
    "auth.user_invitations": (
        *person("inviter_id", "invitee_id"),
        *link("community_id", to=PLACES),
    ),
    "auth.inviter_stats": (*person("user_id"), *part("community_id", PLACES)),
}

_PLACES = {
    # A community of ours with outsiders in it is kept: see `staying`.
    PLACES: person("creator_id"),
    "communities.members": (
        *person("user_id"),
        *named("invited_by"),
        *part("community_id", PLACES),
    ),
    "communities.community_configs": part("community_id", PLACES),
    "communities.settings": part("community_id", PLACES),
    "communities.health_summary": part("community_id", PLACES),
    "communities.community_links": (
        *told("community_a_id", PLACES),
        *told("community_b_id", PLACES),
        *named("created_by_admin_a", "created_by_admin_b"),
    ),
    ACTIVITIES: (*person("created_by"), *part("community_id", PLACES)),
    "communities.activity_participants": (*person("user_id"), *part("activity_id", ACTIVITIES)),
}

_GOVERNANCE = {
    SPLITS: (
        *person("proposed_by"),
        *part("community_id", PLACES),
        *link("child_community_a_id", "child_community_b_id", to=PLACES),
    ),
    "communities.split_votes": (*person("user_id"), *told("proposal_id", SPLITS)),
    "communities.split_member_assignments": (*person("user_id"), *told("proposal_id", SPLITS)),
    FUSIONS: (
        *person("proposed_by"),
        *named("accepted_by"),
        *told("community_a_id", PLACES),
        *told("community_b_id", PLACES),
        *link("merged_community_id", to=PLACES),
    ),
    "communities.fusion_votes": (
        *person("user_id"),
        *told("proposal_id", FUSIONS),
        *part("community_id", PLACES),
    ),
    NOMINATIONS: (*person("nominated_user_id", "nominator_id"), *part("community_id", PLACES)),
    "communities.governance_ratifications": (
        *person("ratifier_id"),
        *told("nomination_id", NOMINATIONS),
    ),
    NORMS: (*person("created_by"), *part("community_id", PLACES)),
    "communities.norm_approvals": (*person("approved_by"), *told("norm_id", NORMS)),
}

_EXCHANGES = {
    REQUESTS: (
        *person("requester_id"),
        *named("boosted_by", "directed_to_user_id"),
        *link("directed_to_community_id", to=PLACES),
        *link("preferred_provider_id", to=PROFILES),
        *link("inventory_item_id", to=ITEMS),
    ),
    "requests.request_communities": (
        *told("request_id", REQUESTS),
        *part("community_id", PLACES),
    ),
    "requests.request_admin_notes": (
        *told("request_id", REQUESTS),
        *part("community_id", PLACES),
        *named("updated_by"),
    ),
    "requests.help_offers": (*person("offerer_id"), *part("community_id", PLACES)),
    MATCHES: (
        *person("responder_id"),
        *told("request_id", REQUESTS),
        *link("offer_id", to="requests.help_offers"),
    ),
    "requests.dibs": (*person("requester_id", "provider_user_id"), *part("request_id", REQUESTS)),
    "requests.feed_events": (*person("user_id"), *part("request_id", REQUESTS)),
    "requests.interaction_feedback": (
        *person("from_user_id", "to_user_id"),
        *part("match_id", MATCHES),
    ),
    "requests.retention_config": part("community_id", PLACES),
    STARS: (
        *person("from_user_id", "to_user_id"),
        *part("request_match_id", MATCHES),
        *part("community_id", PLACES),
    ),
    "feedback.feedback_categories": part("feedback_id", STARS),
    # Conversations that hang on no match: see `going`.
    TALKS: part("request_match_id", MATCHES),
    "messaging.conversation_participants": (
        *person("participant_id"),
        *told("conversation_id", TALKS),
    ),
    "messaging.messages": (*person("sender_id"), *told("conversation_id", TALKS)),
}

_PROVIDERS = {
    PROFILES: person("user_id"),
    "requests.provider_ride_details": part("provider_id", PROFILES),
    "requests.provider_rate_cards": part("provider_id", PROFILES),
    "reputation.provider_trust_scores": part("provider_id", PROFILES),
    "reputation.provider_reviews": (
        *person("reviewer_id"),
        *told("provider_id", PROFILES),
        *link("match_id", to=MATCHES),
    ),
    "provider.offers": (
        *person("provider_user_id"),
        *told("request_id", REQUESTS),
        *part("provider_id", PROFILES),
    ),
    # A collective of ours with profiles of outsiders is kept: see `staying`.
    COLLECTIVES: person("created_by"),
    "requests.provider_collective_members": (
        *part("collective_id", COLLECTIVES),
        *part("provider_id", PROFILES),
    ),
    "requests.collective_community_links": (
        *told("collective_id", COLLECTIVES),
        *part("community_id", PLACES),
    ),
    ITEMS: (
        *person("owner_user_id"),
        *part("owner_community_id", PLACES),
        *named("created_by"),
    ),
    "inventory.item_shares": (*told("item_id", ITEMS), *part("community_id", PLACES)),
}

_STANDING = {
    "reputation.karma_records": (*person("user_id"), *part("community_id", PLACES)),
    "reputation.trust_scores": (*person("user_id"), *part("community_id", PLACES)),
    "reputation.activity_log": (*person("user_id"), *part("community_id", PLACES)),
    "reputation.badges": (*person("user_id"), *link("community_id", to=PLACES)),
    "reputation.user_trust_configs": (*person("user_id"), *part("community_id", PLACES)),
    "reputation.user_trust_preferences": person("user_id"),
    "reputation.community_trust_scores": part("community_id", PLACES),
    "social_graph.trust_edges": (
        *person("user_id_a", "user_id_b"),
        *part("community_id", PLACES),
    ),
    "social_graph.connections": person("user_a_id", "user_b_id"),
    "social_graph.interaction_weights": part("community_id", PLACES),
    "social_graph.trust_decay_config": part("community_id", PLACES),
}

KNOWN: Mapping[str, tuple[Reference, ...]] = {
    **_ACCOUNTS,
    **_PLACES,
    **_GOVERNANCE,
    **_EXCHANGES,
    **_PROVIDERS,
    **_STANDING,
}
"""What each table refers to."""

LOOSE = frozenset(
    {
        "auth.user_skills",
        "auth.user_tags",
        "auth.user_interests",
        "auth.user_request_preferences",
        "auth.user_feed_preferences",
        "auth.device_push_tokens",
        "auth.social_distances",
        "auth.founding_circle_submissions",
        "communities.trust_questions",
        "communities.trust_question_choices",
        "reputation.user_trust_evolution_log",
        "reputation.community_health_metrics",
        "reputation.community_evolution_log",
        "reputation.milestone_events",
        "social_graph.community_trust_edges",
    }
)
LOOSE_SCHEMA = "governance"
"""Proposals, votes and cases that no endpoint of the contract uses."""


def is_loose(table: str) -> bool:
    """Whether the contract names the table and leaves its columns out."""
    return table in LOOSE or table.startswith(f"{LOOSE_SCHEMA}.")
