"""Calls as they leave the house: within the budget, through the breaker, and again where allowed.

1. the breaker lets it through, or keeps it waiting while karmyq is down
2. the bucket of calls gives leave (`traffic.py` says how many)
3. one attempt is made (`transport.py`), counted and timed
4. a 429 pauses the bucket for everybody; failures go to the breaker
5. what may be repeated is (`backoff.py`); everything else is the caller's
"""

import json
from collections.abc import Mapping
from typing import Any

from adapters.errors import Unavailable
from adapters.live.api_counts import ApiCounts
from adapters.live.backoff import LONGEST_ASKED_S, Retries
from adapters.live.breaker import Breaker, Tell
from adapters.live.clock import Clock, utc_text
from adapters.live.limiter import Bucket
from adapters.live.means import USUAL, Means
from adapters.live.patience import Patience
from adapters.live.traffic import LOOKING, Traffic, weight_of
from adapters.live.transport import Answer, Body, Network, NoAnswer

SIMULATED_TIME = "X-Simulated-Time"
LOOK = "GET /communities"
"""What is looked at while karmyq is down: without a token even a 401 is a good answer."""
WINDOW_S = 60.0
"""karmyq's window: how long a 429 that says nothing is taken to mean (platform seconds)."""


class Http:
    """Requests to one API.

    `concurrency` is how many are expected at once, `traffic` the budget; without one there is no
    limit. `on_state` hears when karmyq goes and comes back.
    """

    def __init__(
        self,
        api_url: str,
        *,
        concurrency: int = 1,
        clock: Clock | None = None,
        traffic: Traffic | None = None,
        on_state: Tell | None = None,
        means: Means = USUAL,
    ) -> None:
        traffic = traffic or LOOKING
        self._clock = clock
        self._traffic = traffic
        self.network = Network(api_url, concurrency=concurrency, transport=means.transport)
        self.patience = Patience(means.wait, means.now)
        self._bucket = Bucket(traffic.per_second, self.patience)
        self._auth_bucket = Bucket(traffic.auth_per_second, self.patience)
        self._retries = Retries(means.jitter)
        tell = on_state if traffic.waits_for_karmyq else None
        self._breaker = Breaker(self.patience, self.network.host, tell)
        self.counts = ApiCounts()

    async def send(
        self,
        method: str,
        path: str,
        *,
        token: str | None = None,
        params: Mapping[str, str | int] | None = None,
        body: Body | None = None,
        endpoint: str | None = None,
    ) -> Answer:
        """Send a request and take whatever answers; raises Unavailable where nothing does.

        `endpoint` is the request's template, such as `GET /requests/{id}`.
        """
        endpoint = endpoint or f"{method} {path}"
        self._retries.called()
        attempt, sent = 0, False
        while True:
            attempt += 1
            asked_s: float | None = None
            try:
                answer = await self._attempt(endpoint, method, path, token, params, body)
            except NoAnswer as trouble:
                sent, word = sent or trouble.sent, trouble.code
                delay_s = self._retries.delay_s(endpoint, word, attempt, None)
                if delay_s is None:
                    message = trouble.message
                    raise Unavailable(0, word, message, may_have_happened=sent) from None
            else:
                answer = answer._replace(in_doubt=sent)
                if answer.status != 429 and answer.status < 500:
                    return answer
                word, asked_s = str(answer.status), self._asked(endpoint, answer)
                sent = sent or answer.status >= 500
                delay_s = self._retries.delay_s(endpoint, word, attempt, asked_s)
                if delay_s is None:
                    return answer
            if word != "429":  # the bucket waits for those, with everybody
                await self._rest(delay_s, asked_s, sent)

    def report(self) -> dict[str, Any]:
        """Everything that was counted, for the summary."""
        buckets = (self._bucket, self._auth_bucket)
        return {
            "answers": self.counts.answers(),
            "latency_s": self.counts.latency_s(),
            "retries": self._retries.made,
            "retries_beyond_budget": self._retries.refused,
            "breaker_openings": self._breaker.openings,
            "breaker_open_s": round(self._breaker.open_s, 3),
            "pauses_after_429": sum(bucket.pauses for bucket in buckets),
            "waited_for_budget_s": round(sum(bucket.waited_s for bucket in buckets), 3),
            "contract_drifts": self.counts.drifts(),
        }

    async def aclose(self) -> None:
        """Close all connections."""
        await self.network.aclose()

    async def _attempt(
        self,
        endpoint: str,
        method: str,
        path: str,
        token: str | None,
        params: Mapping[str, str | int] | None,
        body: Body | None,
    ) -> Answer:
        await self._gate()
        await self._bucket_of(endpoint).take(weight_of(endpoint))
        await self._gate()  # it may have closed while this call waited
        headers = self._headers(token)
        began = self.patience.now()
        word, outage = "CANCELLED", False
        try:
            answer = await self.network.exchange(
                method, path, headers=headers, params=params, body=body
            )
            word, outage = str(answer.status), _is_outage(answer)
        except NoAnswer as trouble:
            word, outage = trouble.code, True
            raise
        finally:
            self.counts.attempt(endpoint, word, self.patience.now() - began)
            if word != "CANCELLED":
                failed = outage or word.startswith("5")
                self._breaker.heard(endpoint, failed=failed, outage=outage)
        return answer

    async def _gate(self) -> None:
        if self._traffic.waits_for_karmyq:
            await self._breaker.pass_through(self._look)

    async def _look(self) -> bool:
        """Whether karmyq answers a call that changes nothing."""
        await self._bucket.take(1)
        method, _, path = LOOK.partition(" ")
        began, word = self.patience.now(), "CANCELLED"
        try:
            answer = await self.network.exchange(
                method, path, headers=self._headers(None), params={"limit": 1}, body=None
            )
            word = str(answer.status)
        except NoAnswer as trouble:
            word = trouble.code
            return False
        finally:
            self.counts.attempt(LOOK, word, self.patience.now() - began)
        return answer.status < 500

    async def _rest(self, delay_s: float, asked_s: float | None, sent: bool) -> None:
        try:
            await self.patience.rest(
                delay_s if asked_s is None else self._traffic.real_seconds(delay_s)
            )
        except Unavailable as over:
            over.may_have_happened = sent
            raise

    def _asked(self, endpoint: str, answer: Answer) -> float | None:
        """How long karmyq asks to wait; a 429 makes everybody wait, up to the cap."""
        asked_s = answer.retry_after_s
        if answer.status != 429:
            return asked_s
        if asked_s is None:
            asked_s = _body_retry_after_s(answer.content)
        if asked_s is None:
            asked_s = WINDOW_S
        pause_s = self._traffic.real_seconds(min(asked_s, LONGEST_ASKED_S))
        self._bucket_of(endpoint).pause(pause_s)
        return asked_s

    def _bucket_of(self, endpoint: str) -> Bucket:
        return self._auth_bucket if " /auth/" in endpoint else self._bucket

    def _headers(self, token: str | None) -> dict[str, str]:
        headers = {} if token is None else {"Authorization": f"Bearer {token}"}
        if self._clock is not None:
            headers[SIMULATED_TIME] = utc_text(self._clock())
        return headers


def _is_outage(answer: Answer) -> bool:
    """A gateway's word for a karmyq that is away; karmyq's own 500s are those of one handler."""
    return answer.status in (502, 503, 504)


def _body_retry_after_s(content: bytes) -> float | None:
    try:
        asked = json.loads(content).get("retryAfter")
    except (ValueError, AttributeError):
        return None
    is_number = isinstance(asked, int | float) and not isinstance(asked, bool)
    return max(0.0, float(asked)) if is_number else None
