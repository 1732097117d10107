"""The account service."""

from typing import Protocol

from adapters.entities import Account


class Accounts(Protocol):
    """Opening an account."""

    async def register(self, email: str, name: str, password: str) -> Account:
        """Create an account; 409 `CONFLICT` when the e-mail is taken."""
