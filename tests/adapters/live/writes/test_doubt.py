"""Answers that prove less than they say: from a cache, after a lost attempt, to an older write."""

import asyncio
from collections.abc import Iterator
from datetime import timedelta
from email.utils import format_datetime
from types import SimpleNamespace
from typing import Any, cast

import httpx2
import pytest

from adapters.entities import Account
from adapters.errors import KarmyqError, Refused, Unavailable
from adapters.live.clock import parse_utc
from adapters.live.means import Means
from adapters.live.platform import LivePlatform
from adapters.live.traffic import LOOKING, Traffic
from adapters.live.writes.intent import Intent
from adapters.live.writes.looking import Look
from adapters.live.writes.reading import Reading
from adapters.live.writes.settle import Deed, People, Writes
from adapters.port import Karmyq
from tests.adapters.live.world import ADA, MATCH, SETTINGS, TIME, Ada, World, no_wait
from tests.adapters.live.writes.lossy import LossyTown, Notes

M1 = "5ea96fef-f738-424e-afe3-3ed8ed259c81"
NOW = {"date": format_datetime(parse_utc(TIME), usegmt=True)}
AN_HOUR_AGO = {"date": "Sun, 20 Sep 2026 07:15:30 GMT"}


def said(status: int, data: object = None, **headers: str) -> httpx2.Response:
    body = {"success": status < 400, "message": "said", "data": data}
    return httpx2.Response(status, json=body, headers={**NOW, **headers})


class Scripted:
    """A karmyq that gives prepared answers in turn, and what became of the writes."""

    def __init__(self, *answers: httpx2.Response) -> None:
        self.notes = Notes()
        self.asked: list[str] = []
        self._answers = list(answers)

    def do(self, operation: str, *arguments: Any) -> Any:
        return asyncio.run(self._do(operation, arguments))

    async def _do(self, operation: str, arguments: tuple[Any, ...]) -> Any:
        transport = httpx2.MockTransport(self._answer)
        platform = LivePlatform(
            SETTINGS, World(), traffic=LOOKING, means=Means(transport, wait=no_wait)
        )
        platform.writes.keep_in(self.notes)
        session = platform.session(Ada())
        try:
            await session.my_communities()  # the platform's time is known from here on
            return await getattr(session, operation)(*arguments)
        finally:
            await platform.aclose()

    def _answer(self, request: httpx2.Request) -> httpx2.Response:
        if request.url.path.endswith("/my/communities"):
            return said(200, {"communities": []})
        self.asked.append(f"{request.method} {request.url.path.removeprefix('/api')}")
        return self._answers.pop(0)


def test_a_no_to_the_second_attempt_is_none_to_the_first() -> None:
    world = Scripted(
        said(502),
        said(429, **{"retry-after": "600"}),
        said(200, {**MATCH, "id": M1, "status": "completed"}),
    )

    world.do("complete_match", M1)

    assert world.asked == [f"PUT /matches/{M1}/complete"] * 2 + [f"GET /matches/{M1}"]
    assert world.notes.endings() == ["found"]


def test_where_reading_finds_nothing_the_refusal_stands_as_it_was_given() -> None:
    open_match = said(200, {**MATCH, "id": M1, "status": "matched"})
    nothing = said(200, {"matches": []})
    world = Scripted(said(502), said(404), *[open_match, nothing] * 2)

    with pytest.raises(Refused, match="404"):
        world.do("complete_match", M1)
    assert world.notes.endings() == ["absent"]


def test_a_no_without_an_attempt_before_it_is_one() -> None:
    world = Scripted(said(409))

    with pytest.raises(Refused, match="409"):
        world.do("complete_match", M1)
    assert world.asked == [f"PUT /matches/{M1}/complete"]
    assert world.notes.endings() == ["refused"]


def test_what_was_true_before_the_write_does_not_say_that_nothing_came_of_it() -> None:
    stale = said(200, {**MATCH, "id": M1, "status": "proposed"}, **AN_HOUR_AGO)
    fresh = said(200, {**MATCH, "id": M1, "status": "matched"})
    world = Scripted(said(500), stale, stale, fresh)

    world.do("accept_match", M1)

    assert world.asked[1:] == [f"GET /matches/{M1}"] * 3
    assert world.notes.endings() == ["found"]


def test_what_is_old_by_a_platforms_fast_clock_is_told_from_what_is_new() -> None:
    """A second here is a minute there: half a minute after the last answer is long ago."""
    now_s = 0.0
    half_a_minute_on = parse_utc(TIME) + timedelta(seconds=30)

    def answer(request: httpx2.Request) -> httpx2.Response:
        if request.url.path.endswith("/my/communities"):
            return said(200, {"communities": []})
        return said(200, {**MATCH, "id": M1}, date=format_datetime(half_a_minute_on, usegmt=True))

    async def story() -> None:
        nonlocal now_s
        means = Means(httpx2.MockTransport(answer), wait=no_wait, now=lambda: now_s)
        platform = LivePlatform(SETTINGS, World(), traffic=Traffic(0, 60), means=means)
        reader = platform.session(Reading(ADA))
        await reader.my_communities()
        now_s = 1.0
        with pytest.raises(KarmyqError, match="STALE"):
            await reader.get_match(M1)
        await platform.aclose()

    asyncio.run(story())


def test_people_may_read_old_pages() -> None:
    world = Scripted(said(200, {**MATCH, "id": M1}, **AN_HOUR_AGO))

    assert world.do("get_match", M1).id == M1


@pytest.fixture
def town() -> Iterator[LossyTown]:
    town = LossyTown()
    yield town
    town.close()


def test_a_place_that_an_older_rating_has_is_no_sign_of_the_new_one(town: LossyTown) -> None:
    here = town.scene()
    match = town.completed(here.requester, here.helper, here.community_id)
    rating = (match, here.helper.id, here.community_id)
    here.requester.rate_exchange(*rating)
    town.lose("POST", "/reputation/feedback", "502 before")

    with pytest.raises(KarmyqError, match="409"):
        here.requester.rate_exchange(*rating)
    assert town.notes.endings() == ["refused"]


def test_feedback_that_was_given_before_is_no_sign_of_a_second_one(town: LossyTown) -> None:
    here = town.scene()
    match = town.completed(here.requester, here.helper, here.community_id)
    town.lose("GET", "/nowhere", "before")
    here.helper.submit_feedback(match, helpfulness=5)
    town.lose("POST", "/feedback", "500 after")

    with pytest.raises(KarmyqError):
        here.helper.submit_feedback(match, helpfulness=4)
    assert town.notes.endings() == ["done", "absent"]


def test_a_rating_whose_second_sending_is_lost_too_is_sent_until_karmyq_says_something(
    town: LossyTown,
) -> None:
    here = town.scene()
    match = town.completed(here.requester, here.helper, here.community_id)
    for _ in range(3):
        town.lose("POST", "/reputation/feedback", "502 before")

    here.requester.rate_exchange(match, here.helper.id, here.community_id)

    assert town.notes.endings() == ["done"]
    assert town.times_sent("POST", "/reputation/feedback") == 4


def test_where_karmyq_never_says_anything_nobody_claims_to_know() -> None:
    world = Scripted(*[said(502)] * 5)

    with pytest.raises(KarmyqError, match="UNSETTLED"):
        world.do("rate_exchange", M1, "u2", "c1", 5)
    assert world.notes.endings() == ["unknown"]


def test_an_answer_to_an_offer_that_karmyq_hides_is_unknown_and_holds_nobody_up() -> None:
    world = Scripted(said(500), *[said(200, {"requests": []})] * 2)

    with pytest.raises(KarmyqError, match="500"):
        world.do("decline_provider_offer", M1)
    assert world.notes.endings() == ["unknown"]


@pytest.mark.parametrize(
    ("before_s", "fresh"), [(-1.0, True), (0.001, True), (1.9, True), (9, False)]
)
def test_a_row_may_be_stamped_by_a_clock_that_is_a_little_behind(
    before_s: float, fresh: bool
) -> None:
    at = parse_utc(TIME)
    intent = Intent("create_request", "u1", {"title": "Soup"}, at)
    people = cast(Any, None)
    look = Look(cast(Karmyq, None), intent, people, people, lambda made: made != "known")

    created_at = at - timedelta(seconds=before_s)
    assert look.fresh("r1", created_at) is fresh
    assert not look.fresh("known", created_at)


def test_a_registration_that_could_not_be_looked_up_is_settled_in_the_end() -> None:
    notes, away = Notes(), [True]

    async def find(_email: str) -> Account | None:
        if away:
            raise Unavailable(0, "TIMEOUT", "the database is away")
        return ADA

    async def nobody(_user_id: str) -> None:
        return None

    async def lost() -> tuple[int, Any]:
        raise Unavailable(0, "TIMEOUT", "no answer", may_have_happened=True)

    async def story() -> int:
        writes = Writes(People(find, nobody), no_wait)
        writes.keep_in(notes)
        intent = Intent("register", "", {"email": ADA.email}, ADA.created_at)
        with pytest.raises(KarmyqError, match="UNSETTLED"):
            await writes.carry_out(Deed("register", cast(Karmyq, None), intent, lost))
        still_open = await writes.settle_all()
        away.clear()
        assert await writes.settle_all() == 0
        return still_open

    assert asyncio.run(story()) == 1
    assert notes.endings() == ["found"]
    assert notes.results[1].made == ADA.id


@pytest.mark.parametrize(
    ("code", "ending"), [("DIBS_ALREADY_SENT", "unknown"), ("OTHER", "refused")]
)
def test_a_refusal_that_tells_of_an_earlier_dibs_leaves_open_what_became_of_it(
    code: str, ending: str
) -> None:
    class Answered:
        """The nominee has answered: nobody is asked any more, and the request is open again."""

        async def get_request(self, _request_id: str) -> Any:
            return SimpleNamespace(status="open")

    async def nobody(_who: str) -> None:
        return None

    notes, lost = Notes(), Unavailable(0, "TIMEOUT", "no answer", may_have_happened=True)
    answers = iter((lost, Refused(409, code, "one dibs for ever")))

    async def send() -> tuple[int, Any]:
        raise next(answers)

    writes = Writes(People(nobody, nobody), no_wait)
    writes.keep_in(notes)
    what = {"id": M1, "provider_user_id": ADA.id}
    deed = Deed(
        "call_dibs", cast(Karmyq, Answered()), Intent("call_dibs", "", what, ADA.created_at), send
    )
    with pytest.raises(Refused):
        asyncio.run(writes.carry_out(deed))

    assert notes.endings() == [ending]
