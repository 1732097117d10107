"""People, as the account service tells of them."""

from datetime import datetime

from msgspec import Struct


class Account(Struct, frozen=True, gc=False):
    """One platform user (`AuthUser`); `email` is how the simulator knows a person again."""

    id: str
    email: str
    name: str
    created_at: datetime
