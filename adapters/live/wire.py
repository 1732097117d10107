"""One call to karmyq: a token, a request, and the envelope that comes back."""

from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass
from datetime import timedelta
from types import MappingProxyType
from typing import NamedTuple
from urllib.parse import quote

from adapters.entities import Account
from adapters.errors import ContractDrift, KarmyqError, Refused, Unavailable
from adapters.live.clock import PlatformClock
from adapters.live.envelope import Success, open_envelope
from adapters.live.hiding import Hiding
from adapters.live.http import Http
from adapters.live.tokens import TokenSource
from adapters.live.transport import Body

CLOCKS_APART = timedelta(seconds=2)
"""How far a gateway's clock may lie behind karmyq's; its header is cut to whole seconds besides."""

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


class NotSent(KarmyqError):
    """A write that this connection, which only reads, has not sent."""

    CODE = "NOT_SENT"

    def __init__(self, ask: Ask) -> None:
        super().__init__(0, self.CODE, f"{ask.endpoint} was not sent: this connection only reads")


async def _unknown(_email: str) -> Account | None:
    """Somebody else's."""
    return None


@dataclass(frozen=True, slots=True, kw_only=True)
class Conduct:
    """How a connection behaves.

    With `reads_only` nothing but GET is sent, and `not_sent` hears of the rest. `registered` hears
    of every account that is opened; `recognise` may know an e-mail that is taken as one of ours.
    `on_state` hears one sentence whenever karmyq goes or comes back.
    """

    reads_only: bool = False
    not_sent: Callable[[Ask], None] = lambda _: None
    registered: Callable[[Account], None] = lambda _: None
    recognise: Callable[[str], Awaitable[Account | None]] = _unknown
    on_state: Callable[[str], None] = lambda _: None


class Wire:
    """The connection that all sessions share."""

    def __init__(
        self,
        http: Http,
        tokens: TokenSource,
        clock: PlatformClock,
        *,
        hide: Hiding | None = None,
        conduct: Conduct | None = None,
    ) -> None:
        self.http = http
        self.tokens = tokens
        self.clock = clock
        self.conduct = conduct or Conduct()
        self.answering: dict[str, str] = {}
        """Where an operation has two endpoints: the documented one, and the one that answered."""
        self._hide = hide or Hiding()

    async def ask(self, account: Account | None, what: Ask, *, fresh: bool = False) -> Success:
        """Ask as this person, or as nobody; raises KarmyqError unless karmyq says yes.

        A token that karmyq does not take any more is renewed once: a 401 has stored nothing. Where
        `fresh`, an answer from before the question counts as none.
        """
        if self.conduct.reads_only and what.method != "GET":
            self.conduct.not_sent(what)
            raise NotSent(what)
        outcome = await self._ask_once(account, what, fresh)
        if account is not None and _is_signed_out(outcome):
            self.tokens.forget(account.id)
            outcome = await self._ask_once(account, what, fresh)
            if _is_signed_out(outcome):
                self.tokens.forget(account.id)
        if isinstance(outcome, KarmyqError):
            raise outcome
        return outcome

    async def _ask_once(
        self, account: Account | None, what: Ask, fresh: bool
    ) -> Success | KarmyqError:
        token = None if account is None else await self.tokens.token_for(account)
        asked_at = self.clock.now() if fresh and self.clock.is_known else None
        answer = await self.http.send(
            what.method,
            what.path,
            token=token,
            params={key: value for key, value in what.params.items() if value is not None},
            body=what.body,
            endpoint=what.endpoint,
        )
        if answer.status >= 400:
            # karmyq's own words may repeat what it was sent, as raw exception texts do.
            answer = answer._replace(content=self._hide.content(answer.content))
        envelope = open_envelope(what.endpoint, answer)
        self.clock.observe(envelope.stamp, answer.date)
        told = envelope.stamp or answer.date
        if asked_at is not None and told is not None and told < asked_at - CLOCKS_APART:
            return Unavailable(0, "STALE", f"{what.endpoint} was answered with what was once true")
        if isinstance(envelope.outcome, Refused) and answer.in_doubt:
            envelope.outcome.may_have_happened = True
        if isinstance(envelope.outcome, ContractDrift):
            self.http.counts.drift(what.endpoint, envelope.outcome.field)
        return envelope.outcome


def _is_signed_out(outcome: Success | KarmyqError) -> bool:
    return isinstance(outcome, Refused) and outcome.status == 401
