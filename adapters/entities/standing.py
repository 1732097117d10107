"""What waits for a member, as the directory tells."""

from msgspec import Struct


class Standing(Struct, frozen=True, gc=False):
    """What waits for a member: the numbers that decide about affinity and obligations.

    `communities` counts active memberships in active communities; `live_requests` own requests
    that are open or matched; `offers_to_accept` proposed matches on own open requests;
    `matches_to_complete` matched matches whose own half is missing.
    """

    communities: int
    live_requests: int
    offers_to_accept: int
    matches_to_complete: int
