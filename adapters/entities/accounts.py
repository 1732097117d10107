"""People, as the account service tells of them."""

from datetime import datetime

from msgspec import Struct


class Account(Struct, frozen=True, gc=False):
    """One platform user (`AuthUser`); `email` is how the simulator knows a person again."""

    id: str
    email: str
    name: str
    created_at: datetime


class Profile(Struct, frozen=True, gc=False):
    """What anybody may see of a person (`UserProfile`); e-mails are public here."""

    id: str
    email: str
    name: str
    bio: str | None
    created_at: datetime
