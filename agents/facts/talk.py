"""What people say to and of each other."""

from agents.facts.fact import Fact


class ConversationOpened(Fact, frozen=True, tag="conversation_opened", array_like=True, gc=False):
    """A helper opened the conversation of a match; both parties are in it."""

    conversation_id: str
    match_id: str


class MessageSent(Fact, frozen=True, tag="message_sent", array_like=True, gc=False):
    """Somebody wrote to the other party of a match, at one of the stages of `Words.message`."""

    message_id: str
    match_id: str
    stage: str


class ExchangeRated(Fact, frozen=True, tag="exchange_rated", array_like=True, gc=False):
    """Somebody gave the other party of a completed match 1 to 5 stars."""

    match_id: str
    rating: int


class StandingSeen(Fact, frozen=True, tag="standing_seen", array_like=True, gc=False):
    """Somebody saw the own standing in a community: score, faded karma, exchanges in 30 days."""

    community_id: str
    score: int
    karma: int
    exchanges: int
