"""One call to karmyq: a token, a request, and the envelope that comes back."""

from collections.abc import Mapping
from types import MappingProxyType
from typing import NamedTuple
from urllib.parse import quote

from adapters.entities import Account
from adapters.errors import KarmyqError
from adapters.live.clock import PlatformClock
from adapters.live.envelope import Success, open_envelope
from adapters.live.http import Body, Http
from adapters.live.tokens import Tokens

type Params = Mapping[str, str | int | None]


class Ask(NamedTuple):
    """What is sent: `endpoint` as the OpenAPI files name it, and what fills it."""

    endpoint: str
    ids: tuple[str, ...] = ()
    params: Params = MappingProxyType({})
    body: Body | None = None

    @property
    def method(self) -> str:
        """The HTTP method."""
        return self.endpoint.partition(" ")[0]

    @property
    def path(self) -> str:
        """The path below the API's base, with the ids in the places of the braces."""
        ids = iter(self.ids)
        parts = self.endpoint.partition(" ")[2].split("/")
        return "/".join(quote(next(ids), safe="") if part[:1] == "{" else part for part in parts)


class Wire:
    """The connection that all sessions share."""

    def __init__(self, http: Http, tokens: Tokens, clock: PlatformClock) -> None:
        self.http = http
        self.tokens = tokens
        self.clock = clock
        self.answering: dict[str, str] = {}
        """Where an operation has two endpoints: the documented one, and the one that answered."""

    async def ask(self, account: Account | None, what: Ask) -> Success:
        """Ask as this person, or as nobody; raises KarmyqError unless karmyq says yes."""
        token = None if account is None else await self.tokens.token_for(account)
        answer = await self.http.send(
            what.method,
            what.path,
            token=token,
            params={key: value for key, value in what.params.items() if value is not None},
            body=what.body,
        )
        envelope = open_envelope(what.endpoint, answer)
        self.clock.observe(envelope.stamp, answer.date)
        if isinstance(envelope.outcome, KarmyqError):
            if envelope.outcome.status == 401 and account is not None:
                self.tokens.forget(account.id)
            raise envelope.outcome
        return envelope.outcome
