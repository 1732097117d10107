"""A member: one person on the platform, as a Mesa agent."""

from mesa import Agent, Model

from adapters.entities import Account


class Member(Agent):  # type: ignore[misc]  # Mesa carries no types
    """A person with an account and a profile that stays with it."""

    def __init__(self, model: Model, account: Account, profile: str) -> None:
        super().__init__(model)
        self.account = account
        self.profile = profile
