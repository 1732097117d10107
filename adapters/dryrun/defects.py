"""Today's defects of karmyq that the emulator can show, by id (off by default).

Each id is a row of the contract's list of defects: off means the intended behaviour, on means what
the platform does today. Whatever is not listed there is contract and has no switch.
"""

from adapters.errors import KarmyqError, Refused, Unavailable

DEFECTS = {
    "add-member-open": "anybody adds anybody to any community in any role",
    "accept-ignores-request": "accepting looks neither at the request's status nor at its expiry",
    "admin-gate-unknown": "an unmapped path below /requests is 403 unless one is admin somewhere",
    "cancel-finished-match": "a completed or rejected match can be cancelled",
    "cancel-leaves-matches": "cancelling a request looks at no status and leaves matches and dibs",
    "capacity-unchecked": "approval, and joining by creating an existing one, ignore max_members",
    "complete-unaccepted": "a proposed, rejected or cancelled match can be completed",
    "critical-500": "urgency critical is 500 instead of 400",
    "dibs-late-second-match": "an accepted match leaves a pending dibs, which makes a second one",
    "dibs-on-expired": "a dibs can be called on an expired request",
    "error-shapes": "four error bodies instead of one",
    "identity-from-body": "who cancels a request, or changes a community, is read from the body",
    "moderator-gated": "a mere moderator cannot propose, boost or mark as urgent",
    "propose-any-status": "an admin proposes helpers on requests in any state",
    "propose-self-help": "an admin can propose the requester as helper",
    "limiter-multi-count": "some calls count two, three or four times against the rate limit",
    "malformed-body-500": "no JSON, too long a body and a foreign origin are 500",
    "late-reopen": "a rejection, a cancelled match or a dibs that ends reopens any request",
    "member-counter-drift": "approval does not raise current_members, each removal lowers it",
    "rejoin-500": "joining again after leaving is 500, or a silent join without effect",
    "ratify-demotes": "a ratified nomination lowers a role, too",
    "nominate-unguarded": "nominator and nominee need not be members",
    "feedback-500": "feedback on a match is always 500",
    "malformed-id-500": "an id that is no UUID is 500 instead of 400",
    "bad-value-500": "paging values, words and scores that the database refuses are 500",
    "fusion-carry-lost": "the first interaction after a fusion loses the carried weight",
    "requester-offers-gated": "only admins of some community reach the offers on their requests",
    "provider-accept-half": "an accepted provider offer leaves request and siblings as they are",
    "provider-offer-500": "an offer of a provider is 500, and stored",
    "provider-offers-shadowed": "one's own provider offers are 500, taken for a profile",
    "provider-review-path": "reviews of providers are found at the other of two paths alone",
    "collectives-no-data": "joining and linking a collective answer without data",
    "collective-self-admin": "whoever joins a collective chooses to be its admin",
    "unknown-target-500": "a collective, profile or community that is unknown is 500, not 404",
    "vote-never-ends": "a vote about a split or a fusion has no end and cannot fail",
    "split-members-fixed": "a split moves those assigned at its proposal, leavers too, nobody else",
    "child-name-clash-500": "a split or fusion into a name that is taken is 500 at its execution",
    "proposal-path-unchecked": "a proposal is found under any community's path",
    "one-consumer-per-event": "each event reaches one of the services that wait for it, in turn",
    "feedback-means-stuck": "feedback on a match leaves the means of the rated person at 0",
    "first-help-again": "help without a common community counts as the first there each time",
    "match-conversation-alone": "reading or writing by match opens it for the caller alone",
    "conversation-strangers": "a conversation is opened by and for strangers to its match",
}


def known_defects(names: frozenset[str]) -> frozenset[str]:
    """The same names, checked; raises ValueError that names the unknown one and all known ones."""
    unknown = sorted(names - DEFECTS.keys())
    if unknown:
        known = ", ".join(sorted(DEFECTS))
        raise ValueError(f'no defect is called "{unknown[0]}". Known: {known}')
    return names


def refusal_or_500(broken: bool, message: str) -> KarmyqError:
    """A validation error as intended, or the 500 that today's platform makes of it."""
    if broken:
        return Unavailable(500, "INTERNAL_ERROR", message)
    return Refused(400, "VALIDATION_ERROR", message)
