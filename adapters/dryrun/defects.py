"""Today's defects of karmyq that the emulator can show, by id (off by default).

Each id is a row of the contract's list of defects: off means the intended behaviour, on means what
the platform does today. Whatever is not listed there is contract and has no switch.
"""

from adapters.errors import KarmyqError, Refused, Unavailable

DEFECTS = {
    "accept-ignores-request": "accepting looks neither at the request's status nor at its expiry",
    "capacity-unchecked": "joining by creating an existing community ignores max_members",
    "complete-unaccepted": "a proposed, rejected or cancelled match can be completed",
    "critical-500": "urgency critical is 500 instead of 400",
    "error-shapes": "four error bodies instead of one",
    "late-reopen": "rejecting the last proposal reopens a finished request",
    "malformed-id-500": "an id that is no UUID is 500 instead of 400",
    "bad-value-500": "paging values out of range and a description that is no text are 500",
    "fusion-carry-lost": "the first interaction after a fusion loses the carried weight",
    "one-consumer-per-event": "each event reaches one of the services that wait for it, in turn",
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
