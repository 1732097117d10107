"""What somebody does as a provider or with providers: the port's operations without `await`."""

from collections.abc import Coroutine, Sequence
from typing import Any, Protocol, cast

from adapters.entities import (
    Activity,
    ActivityDraft,
    Availability,
    Collective,
    CommunityDetail,
    ListedActivity,
    ListedReview,
    MyCollective,
    MyProvider,
    NewCollective,
    Provider,
    ProviderDetail,
    ProviderDraft,
    ProviderOffer,
    ProviderProfile,
    ProviderReview,
    RideDetails,
    ServiceType,
)
from adapters.port import Karmyq

PAGE = 20


class Runner(Protocol):
    """Waits for one call."""

    def __call__[R](self, call: Coroutine[Any, Any, R], /) -> R: ...


class Trader:
    """A caller of the operations about providers, collectives and activities."""

    _karmyq: Karmyq
    _run: Runner

    def get_community(self, community_id: str) -> CommunityDetail:
        return self._run(self._karmyq.get_community(community_id))

    def register_provider(
        self,
        service_type: str = "tutor",
        display_name: str = "Ada teaches",
        *,
        bio: str | None = None,
        ride_details: RideDetails | None = None,
    ) -> ProviderProfile:
        kind = cast("ServiceType", service_type)
        draft = ProviderDraft(kind, display_name, bio, ride_details=ride_details)
        return self.publish(draft)

    def publish(self, draft: ProviderDraft) -> ProviderProfile:
        return self._run(self._karmyq.register_provider(draft))

    def my_providers(self) -> Sequence[MyProvider]:
        return self._run(self._karmyq.my_providers())

    def list_providers(
        self,
        limit: int = PAGE,
        offset: int = 0,
        *,
        service_type: str | None = None,
        user_id: str | None = None,
    ) -> Sequence[Provider]:
        call = self._karmyq.list_providers(
            limit, offset=offset, service_type=service_type, user_id=user_id
        )
        return self._run(call)

    def get_provider(self, provider_id: str) -> ProviderDetail:
        return self._run(self._karmyq.get_provider(provider_id))

    def set_provider_availability(
        self, provider_id: str, is_available: bool = True
    ) -> Availability:
        return self._run(self._karmyq.set_provider_availability(provider_id, is_available))

    def delete_provider(self, provider_id: str) -> None:
        self._run(self._karmyq.delete_provider(provider_id))

    def review_provider(self, provider_id: str, match_id: str, stars: int = 5) -> ProviderReview:
        call = self._karmyq.review_provider(provider_id, stars, "Came on time", match_id)
        return self._run(call)

    def provider_reviews(
        self, provider_id: str, limit: int = PAGE, offset: int = 0
    ) -> Sequence[ListedReview]:
        return self._run(self._karmyq.provider_reviews(provider_id, limit, offset))

    def submit_provider_offer(self, request_id: str, price: float | None = None) -> ProviderOffer:
        return self._run(self._karmyq.submit_provider_offer(request_id, price))

    def withdraw_provider_offer(self, offer_id: str) -> ProviderOffer:
        return self._run(self._karmyq.withdraw_provider_offer(offer_id))

    def my_provider_offers(self) -> Sequence[ProviderOffer]:
        return self._run(self._karmyq.my_provider_offers())

    def request_offers(self, request_id: str) -> Sequence[ProviderOffer]:
        return self._run(self._karmyq.request_offers(request_id))

    def accept_provider_offer(self, offer_id: str) -> ProviderOffer:
        return self._run(self._karmyq.accept_provider_offer(offer_id))

    def decline_provider_offer(self, offer_id: str) -> ProviderOffer:
        return self._run(self._karmyq.decline_provider_offer(offer_id))

    def list_collectives(
        self, limit: int = PAGE, offset: int = 0, **filters: str
    ) -> Sequence[Collective]:
        return self._run(self._karmyq.list_collectives(limit, offset=offset, **filters))

    def my_collectives(self) -> Sequence[MyCollective]:
        return self._run(self._karmyq.my_collectives())

    def create_collective(
        self, name: str = "Ada's Collective", service_types: Sequence[str] = ("tutor",)
    ) -> NewCollective:
        return self._run(self._karmyq.create_collective(name, service_types))

    def join_collective(self, collective_id: str) -> None:
        self._run(self._karmyq.join_collective(collective_id))

    def leave_collective(self, collective_id: str, provider_id: str) -> None:
        self._run(self._karmyq.leave_collective(collective_id, provider_id))

    def link_collective(self, collective_id: str, community_id: str) -> None:
        self._run(self._karmyq.link_collective(collective_id, community_id))

    def list_activities(self, community_id: str) -> Sequence[ListedActivity]:
        return self._run(self._karmyq.list_activities(community_id))

    def create_activity(self, community_id: str, draft: ActivityDraft) -> Activity:
        return self._run(self._karmyq.create_activity(community_id, draft))

    def join_activity(self, community_id: str, activity_id: str) -> Activity:
        return self._run(self._karmyq.join_activity(community_id, activity_id))

    def leave_activity(self, community_id: str, activity_id: str) -> None:
        self._run(self._karmyq.leave_activity(community_id, activity_id))
