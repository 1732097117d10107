"""Which numbers karmyq sends as text."""

from msgspec import Struct

from adapters.entities.communities import Community

TEXT_NUMBERS: dict[type[Struct], tuple[str, ...]] = {
    Community: ("inner_circle_count", "active_community_count", "extended_network_count"),
}
"""Whole-number fields that arrive as text, since PostgreSQL's BIGINT has no JSON number here."""
