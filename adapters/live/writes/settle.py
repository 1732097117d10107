"""How a write is sent: once, and where its answer is lost, by reading instead of repeating.

1. the intent is on disk                              or nothing is sent
2. the write is sent; an answer ends it               done, refused
3. a 5xx, a lost or an unreadable answer: read        found: the call succeeds with what was read
4. not there, and a second one can do no harm         sent once more, then read again
5. not there                                          absent: the call fails as it was answered
6. reading does not work                              it is tried again for a while, then parked

What is parked stays open: before this person sends anything else, it is settled. What stays open
until the end is settled by the next `resume`.
"""

from collections.abc import Awaitable, Callable
from datetime import datetime
from typing import Any, NamedTuple

from adapters.entities import Account
from adapters.errors import ContractDrift, KarmyqError, Refused, Unavailable
from adapters.live.writes.intent import (
    Intent,
    Journal,
    NoJournal,
    Result,
    names_an_odd_id,
)
from adapters.live.writes.looking import Found, Look, NotShown, Reader
from adapters.live.writes.table import WRITES, Write
from adapters.live.writes.verdicts import absent, id_of, name_of, unsettled
from adapters.port import Karmyq

LATE_S = (0.0, 1.0, 4.0)
"""Looks after an answer that was lost on the way: karmyq may still be busy with the write."""
AT_ONCE_S = (0.0, 2.5)
"""Looks after an answer of karmyq itself: the second is far enough from the write for an answer out
of somebody's cache to be known by its date."""
LAST_WORD = 500
"""karmyq's own failure, which waiting does not mend; a gateway's are 502, 503 and 504."""
ON_THE_WAY = frozenset((0, 502, 503, 504))
"""Statuses after which a write may never have reached karmyq."""
PATIENCE_S = (1.0, 5.0, 15.0, 30.0)
"""Waits between readings that do not work, before the write is parked."""
NOT_THERE = frozenset((400, 403, 404, 410, 422))
"""Refusals of a reading that say: nothing of the kind is there for this person."""
TOO_MANY = 429


class People(NamedTuple):
    """Who is on the platform: by e-mail, and the platform as one of ours reaches it."""

    find: Callable[[str], Awaitable[Account | None]]
    seen_by: Callable[[str], Awaitable[Karmyq | None]]


class Deed(NamedTuple):
    """A write on its way: how it is sent, and the platform as whoever sends it reaches it."""

    operation: str
    karmyq: Karmyq
    intent: Intent
    send: Callable[[], Awaitable[tuple[int, Any]]]
    """Sends it once; the status and what the call returns."""


class Writes:
    """All writes of one client."""

    def __init__(self, people: People, wait: Callable[[float], Awaitable[None]]) -> None:
        self._journal: Journal = NoJournal()
        self._people = people
        self._wait = wait
        self._made: dict[str, None] = {}
        self._done_before: set[tuple[str, ...]] = set()
        self._parked: dict[str, tuple[int, Deed, KarmyqError]] = {}

    def keep_in(self, journal: Journal) -> None:
        """Keep every write in this journal from here on."""
        self._journal = journal

    def knows(self, made: str) -> None:
        """Something was made, by this run or the part of it before a break."""
        self._made[made] = None

    async def settle_parked(self, who: str) -> None:
        """Settle what this person left open; raises KarmyqError while it cannot be read."""
        parked = self._parked.get(who)
        if parked is not None:
            number, deed, error = parked
            try:
                found = await self._look_late(deed, error, patient=False)
            except NotShown:
                del self._parked[who]
                await self._journal.end(number, Result("unknown", error.status, "", error.code))
                return
            del self._parked[who]
            await self._end_found(number, found, error)

    async def settle_all(self) -> int:
        """Try once to settle whatever is parked; how many stay open."""
        for who in list(self._parked):
            try:
                await self.settle_parked(who)
            except KarmyqError:
                continue  # it stays open, and is counted
        return len(self._parked)

    async def carry_out(self, deed: Deed) -> tuple[int, Any]:
        """Send it and settle it; the status that karmyq gave last, and what the call returns."""
        number = await self._journal.begin(deed.intent)
        try:
            status, value = await deed.send()
        except KarmyqError as error:
            if not error.may_have_happened:
                await self._end_refused(number, error)
                raise
            if isinstance(error, ContractDrift):
                return await self._unreadable(number, deed, error)
            return await self._reconcile(number, deed, error)
        await self._end_done(number, status, value)
        self._remember(deed.intent)
        return status, value

    async def settle_open(self, number: int, deed: Deed) -> Result:
        """End an intent without a result that an earlier process left; reads and never sends."""
        lost = Unavailable(0, "CRASHED", "the simulator ended before the answer came")
        try:
            if WRITES[deed.operation].read is None:
                raise NotShown(deed.operation)
            found = await self._look_late(deed, lost, patient=True)
        except NotShown:
            result = Result("unknown", 0, "", lost.code)
            await self._journal.end(number, result)
            return result
        except Refused as refusal:
            return await self._end_refused(number, refusal)
        return await self._end_found(number, found, lost)

    async def _reconcile(self, number: int, deed: Deed, error: KarmyqError) -> tuple[int, Any]:
        write = WRITES[deed.operation]
        if error.status == LAST_WORD and names_an_odd_id(deed.intent):
            # Today's karmyq says 500 to it. Nothing has that name, so nothing has changed, and a
            # reading that finds nothing left of it would take that for success.
            await self._end_found(number, None, error)
            raise absent(error)
        if write.read is None:
            return await self._repeat(number, deed, write, error)
        found = await self._looked(number, deed, error)
        if found is None and write.again and error.status in ON_THE_WAY:
            try:
                status, value = await deed.send()
            except KarmyqError as second:
                found = await self._after_second(number, deed, second)
                error = second
            else:
                await self._end_done(number, status, value)
                return status, value
        await self._end_found(number, found, error)
        if found is None:
            raise absent(error)
        return error.status, found.value

    async def _repeat(
        self, number: int, deed: Deed, write: Write, error: KarmyqError
    ) -> tuple[int, Any]:
        """Where no reading shows it, the same once more does: karmyq absorbs or refuses it."""
        for delay in PATIENCE_S:
            await self._pause(delay)
            try:
                status, value = await deed.send()
            except KarmyqError as again:
                error, taken = again, write.taken
                new = name_of(deed.intent) not in self._done_before
                if taken is not None and again.status == taken.status and new:
                    await self._end_found(number, Found(taken.value), again)
                    self._done_before.add(name_of(deed.intent))
                    return again.status, taken.value
                if isinstance(again, Refused) and again.status != TOO_MANY:
                    break
            else:
                await self._end_done(number, status, value)
                self._remember(deed.intent)
                return status, value
        # An older one has the place, or the moment has passed: of the first nobody can say.
        older = write.taken is not None and error.status == write.taken.status
        await self._journal.end(
            number, Result("refused" if older else "unknown", error.status, "", error.code)
        )
        final = isinstance(error, Refused) or error.status == LAST_WORD
        raise error if final else unsettled(error)

    async def _unreadable(self, number: int, deed: Deed, drift: ContractDrift) -> tuple[int, Any]:
        """karmyq said yes in words that we do not know: what it made is read instead."""
        try:
            found = await self._look_late(deed, drift, patient=False)
        except KarmyqError:
            found = None
        if found is None:
            await self._journal.end(number, Result("done", drift.status, "", drift.code))
            raise drift
        await self._end_found(number, found, drift)
        return drift.status, found.value

    async def _after_second(self, number: int, deed: Deed, second: KarmyqError) -> Found | None:
        """The first one may have arrived late: then karmyq refuses the second."""
        found = await self._looked(number, deed, second)
        if found is None and not second.may_have_happened:
            if second.code == WRITES[deed.operation].proof:
                # Somebody has answered to it in between, so that nothing shows what came of it.
                await self._journal.end(number, Result("unknown", second.status, "", second.code))
            else:
                await self._end_refused(number, second)
            raise second
        return found

    async def _looked(self, number: int, deed: Deed, error: KarmyqError) -> Found | None:
        try:
            return await self._look_late(deed, error, patient=True)
        except Refused as refusal:
            await self._end_refused(number, refusal)
            raise
        except KarmyqError as problem:
            if isinstance(problem, NotShown) or error.status == problem.status == LAST_WORD:
                # karmyq does not show it, or says 500 to writing and to reading, again and again.
                await self._journal.end(number, Result("unknown", error.status, "", error.code))
                raise error from None
            # Who has no account yet is known by the e-mail, and settled at the end.
            whose = deed.intent.who or str(deed.intent.what.get("email"))
            self._parked[whose] = (number, deed, error)
            raise unsettled(error) from None

    async def _look_late(self, deed: Deed, error: KarmyqError, *, patient: bool) -> Found | None:
        reader = WRITES[deed.operation].read
        if reader is None:
            return None
        found: Found | None = None
        for delay in LATE_S if error.status in ON_THE_WAY else AT_ONCE_S:
            await self._pause(delay)
            found = await self._look(reader, deed, PATIENCE_S if patient else ())
            if found is not None:
                break
        return found

    async def _look(self, reader: Reader, deed: Deed, patience: tuple[float, ...]) -> Found | None:
        look = Look(deed.karmyq, deed.intent, *self._people, self._is_new)
        for delay in (*patience, None):
            try:
                return await reader(look)
            except Refused as refusal:
                if refusal.status in NOT_THERE:
                    return None
                if delay is None or refusal.status == 409:
                    raise
            except KarmyqError as problem:
                if delay is None or isinstance(problem, NotShown):
                    raise
            await self._pause(delay)
        return None

    async def _pause(self, seconds: float) -> None:
        if seconds:
            await self._wait(seconds)

    def _remember(self, intent: Intent) -> None:
        """Where a refusal is the only sign of an earlier write, all earlier ones are kept."""
        if WRITES[intent.operation].taken:
            self._done_before.add(name_of(intent))

    def _is_new(self, made: str) -> bool:
        return made not in self._made

    async def _end_done(self, number: int, status: int, value: Any) -> None:
        made = id_of(value)
        if made:
            self.knows(made)
        await self._journal.end(number, Result("done", status, made))

    async def _end_refused(self, number: int, error: KarmyqError) -> Result:
        ending: Any = "refused" if isinstance(error, Refused) else "unsent"
        result = Result(ending, error.status, "", error.code)
        await self._journal.end(number, result)
        return result

    async def _end_found(self, number: int, found: Found | None, error: KarmyqError) -> Result:
        if found is None:
            result = Result("absent", error.status, "", error.code)
        else:
            result = Result("found", error.status, found.made, error.code)
            if found.made:
                self.knows(found.made)
        await self._journal.end(number, result)
        return result


def intent_of(operation: str, who: str, what: dict[str, Any], now: datetime) -> Intent:
    """The intent of a write that is about to be sent."""
    return Intent(operation, who, what, now)
