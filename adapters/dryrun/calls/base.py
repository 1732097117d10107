"""What all calls do: think first, ask the rules as the signed-in person, keep what was called."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from adapters.dryrun.records import UserRecord
from adapters.errors import KarmyqError, Refused
from adapters.port import Call, Caller

if TYPE_CHECKING:
    from adapters.dryrun.platform import DryRunPlatform

OK, CREATED = 200, 201


class Calls:
    """One caller's way to the services; no call suspends except to spend thinking time."""

    def __init__(self, platform: DryRunPlatform, caller: Caller) -> None:
        self._platform = platform
        self._timetable = platform.kernel.timetable
        self._caller = caller
        self._user: UserRecord | None = None

    async def _call[*A, R](
        self, operation: str, about: str, rule: Callable[[UserRecord, *A], R], *args: *A
    ) -> R:
        """Think, ask the rules as the signed-in person, keep the call."""
        if self._caller.thinks:
            await self._caller.before_call()
        return self._answer(operation, about, rule, *args)

    def _answer[*A, R](
        self, operation: str, about: str, rule: Callable[[UserRecord, *A], R], *args: *A
    ) -> R:
        """What follows thinking; the calls that members make most come here without `_call`."""
        timetable = self._timetable
        if timetable.next_h <= timetable.clock.hours():
            timetable.run_due()
        try:
            answer = rule(self._user or self._signed_in(), *args)
        except KarmyqError as error:
            self._caller.called(Call(operation, about, error.status))
            raise
        self._caller.called(Call(operation, about, OK))
        return answer

    def _look[R](self, operation: str, asked: str, rule: Callable[[UserRecord, str], R]) -> R:
        """As `_answer`, for what is read most often: one row, by its id."""
        timetable = self._timetable
        if timetable.next_h <= timetable.clock.hours():
            timetable.run_due()
        try:
            answer = rule(self._user or self._signed_in(), asked)
        except KarmyqError as error:
            self._caller.called(Call(operation, asked, error.status))
            raise
        self._caller.called(Call(operation, asked, OK))
        return answer

    def _ruled[**P, R](
        self, operation: str, about: str, rule: Callable[P, R], *args: P.args, **kwargs: P.kwargs
    ) -> R:
        self._platform.run_due()
        try:
            return rule(*args, **kwargs)
        except KarmyqError as error:
            self._caller.called(Call(operation, about, error.status))
            raise

    def _signed_in(self) -> UserRecord:
        """The caller's row; 401 for nobody."""
        if self._user is None:
            account = self._caller.account
            if account is None:
                raise Refused(401, message="nobody is signed in")
            self._user = self._platform.accounts.caller(account.id)
        return self._user
