"""The chapter of requests: what became of each, of the offers on it, and who helped whom."""

from typing import Any

from agents import facts
from model.asking import REQUEST_TTL_MS
from model.clock import MS_PER_HOUR
from reports.history import Lessons, Moment

REQUEST_COLUMNS = (
    "request",
    "requester",
    "type",
    "posted_hour",
    "offers",
    "first_offer_hour",
    "accepted_hour",
    "completed_hour",
    "withdrawn_hour",
    "feedback",
    "helper",
)
MATCH_COLUMNS = (
    "match",
    "request",
    "helper",
    "offered_hour",
    "accepted_hour",
    "rejected_hour",
    "completed_hour",
)
EXCHANGE_COLUMNS = ("hour", "helper", "requester", "request", "type")

type Row = dict[str, Any]


class RequestsChapter:
    """Requests posted in the run; one from before it is not known, nor what became of it."""

    def __init__(self) -> None:
        self.requests: dict[str, Row] = {}
        self.matches: dict[str, Row] = {}
        self.exchanges: list[Row] = []
        self._helpers: dict[str, str] = {}

    def lessons(self) -> Lessons:
        """What is learnt from which fact."""
        yield facts.RequestCreated, self._posted
        yield facts.RequestWithdrawn, self._withdrawn
        yield facts.HelpOffered, self._offered
        yield facts.ProviderOfferMade, self._offered_as_provider
        yield facts.OfferAccepted, self._accepted
        yield facts.ProposalAccepted, self._took_proposal
        yield facts.DibsAccepted, self._took_dibs
        yield facts.OfferRejected, self._rejected
        yield facts.ProposalRejected, self._rejected
        yield facts.MatchCompleted, self._completed
        yield facts.FeedbackGiven, self._judged

    def _posted(self, fact: facts.RequestCreated, moment: Moment) -> None:
        row: Row = dict.fromkeys(REQUEST_COLUMNS)
        row |= {"request": fact.request_id, "requester": moment.member, "type": fact.request_type}
        row |= {"posted_hour": moment.hour, "offers": 0, "feedback": 0}
        self.requests[fact.request_id] = row

    def _withdrawn(self, fact: facts.RequestWithdrawn, moment: Moment) -> None:
        row = self.requests.get(fact.request_id)
        if row is not None and row["accepted_hour"] is None:
            row["withdrawn_hour"] = moment.hour

    def _match(self, match_id: str, request_id: str, helper: str | None) -> Row:
        row: Row = dict.fromkeys(MATCH_COLUMNS)
        row |= {"match": match_id, "request": request_id, "helper": helper}
        return self.matches.setdefault(match_id, row)

    def _offered(self, fact: facts.HelpOffered, moment: Moment) -> None:
        self._match(fact.match_id, fact.request_id, moment.member)["offered_hour"] = moment.hour
        self._helpers[fact.match_id] = moment.member
        self._counts(fact.request_id, moment)

    def _offered_as_provider(self, fact: facts.ProviderOfferMade, moment: Moment) -> None:
        self._counts(fact.request_id, moment)

    def _counts(self, request_id: str, moment: Moment) -> None:
        row = self.requests.get(request_id)
        if row is not None:
            row["offers"] += 1
            _first(row, "first_offer_hour", moment.hour)

    def _accepted(self, fact: facts.OfferAccepted, moment: Moment) -> None:
        self._gets(fact.request_id, fact.match_id, moment)

    def _took_proposal(self, fact: facts.ProposalAccepted, moment: Moment) -> None:
        self._helpers[fact.match_id] = moment.member
        self._gets(fact.request_id, fact.match_id, moment)

    def _took_dibs(self, fact: facts.DibsAccepted, moment: Moment) -> None:
        self._helpers[fact.request_id] = moment.member  # the answer to a dibs names no match
        self._gets(fact.request_id, None, moment)

    def _gets(self, request_id: str, match_id: str | None, moment: Moment) -> None:
        """A request has its helper: by an offer, a proposal, or because that person had dibs."""
        helper = self._helpers.get(match_id or "") or self._helpers.get(request_id)
        row = self.requests.get(request_id)
        if row is not None and row["accepted_hour"] is None:
            _first(row, "first_offer_hour", moment.hour)
            row |= {"accepted_hour": moment.hour, "helper": helper}
        if match_id is not None:
            match = self._match(match_id, request_id, helper)
            match["accepted_hour"] = moment.hour

    def _rejected(self, fact: facts.OfferRejected | facts.ProposalRejected, at: Moment) -> None:
        match = self.matches.get(fact.match_id)
        if match is not None:
            match["rejected_hour"] = at.hour

    def _completed(self, fact: facts.MatchCompleted, moment: Moment) -> None:
        helper = self._helpers.get(fact.match_id) or self._helpers.get(fact.request_id)
        match = self._match(fact.match_id, fact.request_id, helper)
        match["completed_hour"] = moment.hour
        row = self.requests.get(fact.request_id)
        if row is None:
            return
        _first(row, "completed_hour", moment.hour)
        if helper is not None:
            row["helper"] = helper
            told = (moment.hour, helper, row["requester"], fact.request_id, row["type"])
            self.exchanges.append(dict(zip(EXCHANGE_COLUMNS, told, strict=True)))

    def _judged(self, fact: facts.FeedbackGiven, _moment: Moment) -> None:
        row = self.requests.get(fact.request_id)
        if row is not None:
            row["feedback"] += 1


def _first(row: Row, milestone: str, hour: float) -> None:
    if row[milestone] is None:
        row[milestone] = hour


EXPIRES_AFTER_HOURS = REQUEST_TTL_MS / MS_PER_HOUR
"""karmyq closes a request to new offers when it is so old."""
