"""The platform's state in memory: typed records and every index that a rule asks for.

Rules ask questions here and never keep lists of their own. Each look-up is O(1), each page O(page):
the cost of a call grows neither with the number of people nor of requests nor of matches.
"""

from collections import defaultdict
from collections.abc import Callable
from datetime import datetime
from typing import Any

from adapters.dryrun.journal import Journal, Record
from adapters.dryrun.layers import Act, Layers
from adapters.dryrun.ordered import ANY, Newest
from adapters.dryrun.records import (
    CommunityRecord,
    MatchRecord,
    MemberRecord,
    RequestRecord,
    UserRecord,
)
from adapters.dryrun.shelves.activities import ActivityShelf
from adapters.dryrun.shelves.asking import Asking
from adapters.dryrun.shelves.bonds import Bonds
from adapters.dryrun.shelves.collectives import CollectiveShelf
from adapters.dryrun.shelves.communities import CommunityShelf
from adapters.dryrun.shelves.conversations import ConversationShelf
from adapters.dryrun.shelves.dibs import DibsShelf
from adapters.dryrun.shelves.feedback import FeedbackShelf
from adapters.dryrun.shelves.governance import GovernanceShelf, NominationRecord
from adapters.dryrun.shelves.members import MemberShelf
from adapters.dryrun.shelves.own_matches import OwnMatches
from adapters.dryrun.shelves.proposals import FusionRecord, ProposalShelf, SplitRecord
from adapters.dryrun.shelves.provider_offers import ProviderOfferShelf
from adapters.dryrun.shelves.provider_reviews import ReviewShelf
from adapters.dryrun.shelves.providers import ProviderRecord, ProviderShelf
from adapters.dryrun.shelves.reputation import ReputationShelf
from adapters.dryrun.shelves.trust import TrustShelf
from adapters.dryrun.shelves.under_way import count_match, count_request
from adapters.entities import MatchStatus, RequestStatus

LIVE_MATCH: tuple[MatchStatus, ...] = ("proposed", "matched")


class Store:
    """All rows, and the indexes over them."""

    def __init__(self) -> None:
        self.journal: Journal | None = None
        self.users: dict[str, UserRecord] = {}
        self.users_by_email: dict[str, UserRecord] = {}
        self.places = CommunityShelf(self.changed, self._status_changed)
        self.communities, self.active_communities = self.places.rows, self.places.active
        self.requests: dict[str, RequestRecord] = {}
        self._requests: defaultdict[tuple[str, str], Newest[RequestRecord]] = defaultdict(Newest)
        self.matches: dict[str, MatchRecord] = {}
        self.own_matches = OwnMatches()
        self.live_offers: defaultdict[str, dict[str, int]] = defaultdict(dict)
        """How many live offers a person has on which requests: the ids of both."""
        self.bonds = Bonds()
        self.dibs = DibsShelf(self.changed, self._gone)
        self.feedback = FeedbackShelf(self.changed, self._gone)
        self.providers = ProviderShelf(self.changed, self._gone)
        self.provider_reviews = ReviewShelf(self.changed, self._gone)
        self.provider_offers = ProviderOfferShelf(self.changed, self._gone)
        self.collectives, self.activities = (
            CollectiveShelf(self.changed),
            ActivityShelf(self.changed),
        )
        self.conversations = ConversationShelf(self.changed, self._gone)
        self.proposals = ProposalShelf(self.changed)
        self.layers = Layers()
        self.trust, self.reputation = TrustShelf(self.changed), ReputationShelf(self.changed)
        self.roster = MemberShelf(self.changed, self.layers, self.reputation, self.trust)
        self.members, self.memberships = self.roster.rows, self.roster.memberships
        self.governance = GovernanceShelf(self.changed)
        self.asking = Asking(self.proposals, self.governance, self.roster)
        self._acts: dict[str, Act] = {}
        self._follows: dict[type, Callable[[Any], None]] = {
            RequestRecord: self._request_changed,
            MatchRecord: self._match_changed,
            CommunityRecord: self._community_changed,
            MemberRecord: self._member_changed,
            SplitRecord: self._place_changed,
            NominationRecord: self._place_changed,
            FusionRecord: self._fusion_changed,
        }

    def add_user(self, user: UserRecord) -> None:
        """Keep a new person."""
        self.users[user.id] = user
        self.users_by_email[user.email] = user
        self.changed(user)

    def add_request(self, request: RequestRecord) -> None:
        """Keep a new request."""
        self.requests[request.id] = request
        for scope in _scopes(request):
            self._requests[scope, ANY].add(request)
            self._requests[scope, request.status].add(request)
        maker = request.requester.id
        count_request(request, +1)
        self._acts[request.id] = self.layers.requested(
            maker, self.memberships[maker].values(), request.created_at
        )
        self.changed(request)

    def set_request_status(self, request: RequestRecord, status: RequestStatus) -> None:
        """Move a request to another status, in every index."""
        if request.status == status:
            return
        self._count_offers(request, -1)
        for scope in _scopes(request):
            self._requests[scope, request.status].remove(request)
            self._requests[scope, status].add(request)
        count_request(request, -1)
        request.status = status
        count_request(request, +1)
        self._count_offers(request, +1)
        self.changed(request)

    def retitle(self, request: RequestRecord, title: str) -> None:
        """Give a request another title: lists of matches show it as well."""
        request.title = title
        for match in request.matches:
            self._match_changed(match)

    def expire(self, request: RequestRecord) -> None:
        """Flag a request as expired: nobody sees it in a listing, no offer on it counts."""
        self._count_offers(request, -1)
        request.expired = True
        self.changed(request)

    def drop_request(self, request: RequestRecord) -> None:
        """Delete a request together with its matches, what was said of them, and its dibs."""
        for match in request.matches:
            self.own_matches.leave(match)
            self._uncount_match(match)
            self.feedback.drop_of(match)
            self.conversations.drop_of(match)
            self.provider_reviews.forget_match(match)
            self.layers.retract(self._acts.pop(match.id))
            del self.matches[match.id]
            self._gone(match)
        request.matches.clear()
        self.dibs.drop_of(request)
        self.provider_offers.drop_on(request)
        self.layers.retract(self._acts.pop(request.id))
        del self.requests[request.id]
        count_request(request, -1)
        for scope in _scopes(request):
            self._requests[scope, ANY].remove(request)
            self._requests[scope, request.status].remove(request)
        self._gone(request)

    def requests_in(self, scope: str, status: str) -> Newest[RequestRecord]:
        """The requests of a community, of a person, or (`ANY`) of everybody."""
        return self._requests[scope, status]

    def has_live_offer(self, user: UserRecord, request: RequestRecord) -> bool:
        """Whether the person is responder of a proposed or matched match of the request."""
        return request.id in self.live_offers[user.id]

    def add_match(self, match: MatchRecord) -> None:
        """Keep a new match."""
        self.matches[match.id] = match
        match.request.matches.append(match)
        self.own_matches.enter(match)
        self._count_match(match)
        rows = self.memberships[match.responder.id]
        places = tuple(place.id for place in match.request.communities)
        here = [rows[place] for place in places if place in rows]
        self._acts[match.id] = self.layers.offered(
            match.responder.id, here, match.created_at, places
        )
        self.changed(match)

    def set_match_status(self, match: MatchRecord, status: MatchStatus, now: datetime) -> None:
        """Move a match to another status, in every index."""
        self.own_matches.unlist(match)
        self._uncount_match(match)
        match.status, match.updated_at = status, now
        self.own_matches.list(match)
        self._count_match(match)
        self.changed(match)

    def add_provider(self, row: ProviderRecord) -> None:
        """Keep a new profile: from here on its owner can be reviewed."""
        self.providers.add(row)
        self.provider_reviews.due.set_reviewable(row.user, True)

    def drop_provider(self, row: ProviderRecord) -> None:
        """Delete a profile together with its reviews and its places in collectives."""
        self.collectives.drop(row)
        self.provider_reviews.drop_of(row)
        self.providers.remove(row)
        self.provider_reviews.due.set_reviewable(row.user, bool(self.providers.of(row.user)))

    def rescore_provider(self, row: ProviderRecord, trust_score: int) -> None:
        """Give a profile its score, in every ranking that looks at it."""
        if row.trust_score == trust_score:
            self.providers.rewritten(row)
            return
        self.providers.rescore(row, trust_score)
        self.collectives.rescored(row)

    def changed(self, row: Record) -> None:
        """Drop what was made of the row before, see what its community asks, tell the journal."""
        follow = self._follows.get(type(row))
        if follow is not None:
            follow(row)
        if self.journal is not None:
            self.journal.wrote(row)

    def _request_changed(self, row: RequestRecord) -> None:
        row.view = row.detail = None

    def _match_changed(self, row: MatchRecord) -> None:
        row.view = row.detail = row.feedback = None
        self.own_matches.forget(row)

    def _community_changed(self, row: CommunityRecord) -> None:
        row.edition += 1
        self.asking.look_at(row)

    def _member_changed(self, row: MemberRecord) -> None:
        row.view = row.community.leading = None
        self.asking.look_at(row.community)

    def _place_changed(self, row: SplitRecord | NominationRecord) -> None:
        self.asking.look_at(row.community)

    def _fusion_changed(self, row: FusionRecord) -> None:
        self.asking.look_at(row.a)
        self.asking.look_at(row.b)

    def _status_changed(self) -> None:
        self.roster.forget_mine()

    def _gone(self, row: Record) -> None:
        if self.journal is not None:
            self.journal.deleted(row)

    def _count_match(self, match: MatchRecord) -> None:
        if match.status in LIVE_MATCH:
            live = self.live_offers[match.responder.id]
            live[match.request.id] = live.get(match.request.id, 0) + 1
        self.conversations.expect(match, +1)
        count_match(match, +1)
        if match.status == "completed":
            self.bonds.add(match)
            self.feedback.completed(match, +1)
            self.provider_reviews.match_completed(match)
        if match.status == "proposed" and _takes_offers(match.request):
            self._count_offer(match, +1)

    def _uncount_match(self, match: MatchRecord) -> None:
        if match.status in LIVE_MATCH:
            live = self.live_offers[match.responder.id]
            live[match.request.id] -= 1
            if not live[match.request.id]:
                del live[match.request.id]
        self.conversations.expect(match, -1)
        count_match(match, -1)
        if match.status == "completed":
            self.bonds.remove(match)
            self.feedback.completed(match, -1)
            self.provider_reviews.due.settled(match)
        if match.status == "proposed" and _takes_offers(match.request):
            self._count_offer(match, -1)

    def _count_offers(self, request: RequestRecord, sign: int) -> None:
        if _takes_offers(request):
            for match in request.matches:
                if match.status == "proposed":
                    self._count_offer(match, sign)

    def _count_offer(self, match: MatchRecord, sign: int) -> None:
        """An offer waits for the requester, a helper proposed by an admin for himself."""
        if match.admin_proposed:
            match.responder.waits.proposals_to_answer += sign
        else:
            match.request.requester.waits.offers_to_accept += sign


def _takes_offers(request: RequestRecord) -> bool:
    return request.status == "open" and not request.expired


def _scopes(request: RequestRecord) -> tuple[str, ...]:
    return (ANY, request.requester.id, *(community.id for community in request.communities))
