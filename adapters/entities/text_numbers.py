"""Which numbers karmyq sends as text."""

from msgspec import Struct

from adapters.entities.communities import Community
from adapters.entities.providers import MyProvider, Provider, ProviderDetail, ProviderOffer

TEXT_NUMBERS: dict[type[Struct], tuple[str, ...]] = {
    Community: ("inner_circle_count", "active_community_count", "extended_network_count"),
    Provider: ("avg_stars",),
    MyProvider: ("avg_stars", "completion_rate"),
    ProviderDetail: ("avg_stars", "completion_rate"),
    ProviderOffer: ("price",),
}
"""Fields that arrive as text, since PostgreSQL's BIGINT and NUMERIC have no JSON number here."""
