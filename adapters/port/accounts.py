"""The account service."""

from typing import Protocol

from adapters.entities import Account, Profile


class Accounts(Protocol):
    """Opening an account, and looking at people."""

    async def register(self, email: str, name: str, password: str) -> Account:
        """Create an account; 409 `CONFLICT` when the e-mail is taken."""

    async def login(self, email: str, password: str) -> Account:
        """Sign in; 401 `UNAUTHORIZED` for an unknown e-mail and a wrong password alike."""

    async def get_user(self, user_id: str) -> Profile:
        """Anybody's profile, which is public."""
