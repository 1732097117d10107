"""Somebody who calls karmyq: the port's operations without `await`."""

from collections.abc import Sequence
from typing import Any, cast

from adapters.entities import (
    Account,
    Community,
    CommunitySummary,
    Completion,
    Conversation,
    CreatedRequest,
    Dibs,
    DibsCandidate,
    FoundCommunity,
    GivenFeedback,
    HelpRequest,
    KarmaEntry,
    KarmaNow,
    KarmaTotals,
    Match,
    MatchDetail,
    MatchFeedback,
    MatchStatus,
    Membership,
    Message,
    MyCommunity,
    MyConversation,
    MyMatch,
    PendingDibs,
    Profile,
    RequestDetail,
    RequestDraft,
    RequestStatus,
    StoredRequest,
    TrustInCommunity,
)
from adapters.port import Call
from tests.contract.citizen import Citizen
from tests.contract.neighbour import Neighbour
from tests.contract.world import World

PAGE = 50
PASSWORD = "quiet-orchard-7"


class Person(Neighbour, Citizen):
    """A caller of the port; without an account, somebody who is not signed in."""

    thinks = False

    def __init__(self, world: World, account: Account | None = None) -> None:
        self.account = account
        self.calls: list[Call] = []
        self._run = world.run
        self._karmyq = world.platform.session(self)

    @property
    def id(self) -> str:
        assert self.account is not None
        return self.account.id

    async def before_call(self) -> None:
        """Nobody thinks here."""

    def called(self, call: Call) -> None:
        self.calls.append(call)

    def register(self, email: str, name: str = "Ada", password: str = PASSWORD) -> Account:
        return self._run(self._karmyq.register(email, name, password))

    def my_communities(self) -> Sequence[MyCommunity]:
        return self._run(self._karmyq.my_communities())

    def list_communities(self, limit: int = PAGE, offset: int = 0) -> Sequence[Community]:
        return self._run(self._karmyq.list_communities(limit, offset))

    def create_community(
        self,
        name: str = "Harbour Lane",
        location: str = "Turku",
        *,
        category: str = "neighbourhood",
        community_type: str = "mutual_aid",
        description: str = "Soup and tools",
    ) -> FoundCommunity:
        form = (name, description, location, category, community_type)
        return self._run(self._karmyq.create_community(*form))

    def join_community(self, community_id: str) -> Membership:
        return self._run(self._karmyq.join_community(community_id))

    def list_requests(
        self,
        limit: int = PAGE,
        offset: int = 0,
        *,
        status: str | None = None,
        requester_id: str | None = None,
        community_id: str | None = None,
    ) -> Sequence[HelpRequest]:
        call = self._karmyq.list_requests(
            limit,
            offset=offset,
            status=cast("RequestStatus | None", status),
            requester_id=requester_id,
            community_id=community_id,
        )
        return self._run(call)

    def get_request(self, request_id: str) -> RequestDetail:
        return self._run(self._karmyq.get_request(request_id))

    def create_request(self, draft: RequestDraft) -> CreatedRequest:
        return self._run(self._karmyq.create_request(draft))

    def list_matches(
        self,
        limit: int = PAGE,
        offset: int = 0,
        *,
        status: str | None = None,
        request_id: str | None = None,
    ) -> Sequence[MyMatch]:
        call = self._karmyq.list_matches(
            limit,
            offset=offset,
            status=cast("MatchStatus | None", status),
            request_id=request_id,
        )
        return self._run(call)

    def get_match(self, match_id: str) -> MatchDetail:
        return self._run(self._karmyq.get_match(match_id))

    def offer_help(self, request_id: str) -> Match:
        return self._run(self._karmyq.offer_help(request_id))

    def accept_match(self, match_id: str) -> Match:
        return self._run(self._karmyq.accept_match(match_id))

    def reject_match(self, match_id: str) -> None:
        self._run(self._karmyq.reject_match(match_id))

    def cancel_match(self, match_id: str) -> None:
        self._run(self._karmyq.cancel_match(match_id))

    def update_request(self, request_id: str, **changes: Any) -> StoredRequest:
        return self._run(self._karmyq.update_request(request_id, **changes))

    def cancel_request(self, request_id: str) -> None:
        self._run(self._karmyq.cancel_request(request_id))

    def propose_match(self, request_id: str, user_id: str) -> str:
        return self._run(self._karmyq.propose_match(request_id, user_id))

    def boost_request(self, request_id: str) -> StoredRequest:
        return self._run(self._karmyq.boost_request(request_id))

    def unboost_request(self, request_id: str) -> StoredRequest:
        return self._run(self._karmyq.unboost_request(request_id))

    def set_urgent(self, request_id: str, urgent: bool = True) -> StoredRequest:
        return self._run(self._karmyq.set_urgent(request_id, urgent))

    def dibs_candidate(self, request_id: str) -> DibsCandidate | None:
        return self._run(self._karmyq.dibs_candidate(request_id))

    def call_dibs(self, request_id: str, user_id: str) -> Dibs:
        return self._run(self._karmyq.call_dibs(request_id, user_id))

    def pending_dibs(self) -> Sequence[PendingDibs]:
        return self._run(self._karmyq.pending_dibs())

    def accept_dibs(self, dibs_id: str) -> Dibs:
        return self._run(self._karmyq.accept_dibs(dibs_id))

    def decline_dibs(self, dibs_id: str) -> Dibs:
        return self._run(self._karmyq.decline_dibs(dibs_id))

    def submit_feedback(self, match_id: str, **words: Any) -> GivenFeedback:
        return self._run(self._karmyq.submit_feedback(match_id, **words))

    def match_feedback(self, match_id: str) -> MatchFeedback:
        return self._run(self._karmyq.match_feedback(match_id))

    def complete_match(self, match_id: str) -> Completion:
        return self._run(self._karmyq.complete_match(match_id))

    def get_user(self, user_id: str) -> Profile:
        return self._run(self._karmyq.get_user(user_id))

    def my_karma(self, community_id: str) -> KarmaNow:
        return self._run(self._karmyq.my_karma(community_id))

    def karma_totals(self, community_id: str | None = None) -> KarmaTotals:
        return self._run(self._karmyq.karma_totals(community_id))

    def karma_history(self, limit: int = PAGE, **filters: Any) -> Sequence[KarmaEntry]:
        return self._run(self._karmyq.karma_history(limit, **filters))

    def trust_in_community(self, community_id: str) -> TrustInCommunity:
        return self._run(self._karmyq.trust_in_community(community_id))

    def my_community_summary(self, community_id: str) -> CommunitySummary:
        return self._run(self._karmyq.my_community_summary(community_id))

    def rate_exchange(
        self, match_id: str, to: str, community_id: str, rating: int = 5
    ) -> int | None:
        call = self._karmyq.rate_exchange(match_id, to, community_id, rating)
        return self._run(call).score

    def list_conversations(self) -> Sequence[MyConversation]:
        return self._run(self._karmyq.list_conversations())

    def open_conversation(self, match_id: str, *people: str) -> Conversation:
        return self._run(self._karmyq.open_conversation(match_id, people))

    def list_messages(
        self, conversation_id: str, limit: int = PAGE, offset: int = 0
    ) -> Sequence[Message]:
        return self._run(self._karmyq.list_messages(conversation_id, limit, offset))

    def send_message(self, conversation_id: str, content: str) -> Message:
        return self._run(self._karmyq.send_message(conversation_id, content))
