"""Nothing lost, nothing doubled: what a client believes beside what was carried out.

believed     writes that ended as done, or were found by reading
found        those of them that the platform has carried out
already      found by reading, and so before, or by somebody else at the same time: reading tells
             what is so, and karmyq would have made nothing of it or refused it
lost         believed, and the platform has not carried it out
repeated     carried out again to no effect: karmyq makes the call idempotent, and says the same
doubled      carried out again, with an effect of its own
unexplained  carried out, and the client believes that it was not, or knows nothing of it
unknown      writes of which karmyq shows to nobody what became of them, and which are not repeated
open         writes that nobody has looked after

What a platform has carried out is told by a sandbox alone (`adapters/sandbox/written.py`).
"""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field
from typing import NamedTuple

from adapters.live.backoff import IDEMPOTENT
from adapters.live.writes.intent import MADE, Intent, Result
from adapters.live.writes.table import WRITES
from adapters.sandbox.written import Written
from commands.endpoints import ENDPOINTS, NO_WRITES, operations_at

COLUMNS = (
    "believed",
    "found",
    "already",
    "lost",
    "repeated",
    "doubled",
    "unexplained",
    "unknown",
    "open",
)

ANYBODY = "anybody"
Key = tuple[str, tuple[tuple[str, str], ...]]
"""Who, and the ids of the path."""


class Believed(NamedTuple):
    """One write of the client: the id that came back, and whether reading told of it."""

    intent: Intent
    made: str
    was_read: bool = False


@dataclass(slots=True)
class Line:
    """The counts of one operation; the writes that are wrong, for a look at them."""

    believed: int = 0
    found: int = 0
    already: int = 0
    repeated: int = 0
    unknown: int = 0
    open: int = 0
    lost: list[str] = field(default_factory=list)
    doubled: list[str] = field(default_factory=list)
    unexplained: list[str] = field(default_factory=list)

    def counts(self) -> dict[str, int]:
        """All columns as numbers."""
        values = {name: getattr(self, name) for name in COLUMNS}
        return {name: v if isinstance(v, int) else len(v) for name, v in values.items()}


class Balance:
    """The lines of all operations that were used."""

    def __init__(self, lines: Mapping[str, Line]) -> None:
        self.lines = dict(sorted(lines.items()))

    @property
    def holds(self) -> bool:
        """Whether nothing is lost, doubled or unexplained."""
        return not self.wrong()

    def wrong(self) -> list[str]:
        """What is wrong, a sentence each."""
        return [
            f"{name}: {text}"
            for name, line in self.lines.items()
            for text in (*line.lost, *line.doubled, *line.unexplained)
        ]

    def total(self, column: str) -> int:
        """One column over all operations."""
        return sum(line.counts()[column] for line in self.lines.values())

    def counts(self) -> dict[str, dict[str, int]]:
        """Operation to column to count."""
        return {name: line.counts() for name, line in self.lines.items()}


def balance(
    kept: Iterable[tuple[Intent, Result | None]], carried_out: Iterable[Written]
) -> Balance:
    """Lay both beside each other, endpoint by endpoint."""
    names = operations_at()
    believed: defaultdict[str, list[Believed]] = defaultdict(list)
    still_open: defaultdict[str, list[Believed]] = defaultdict(list)
    done: defaultdict[str, list[Written]] = defaultdict(list)
    for intent, result in kept:
        name = names[_endpoint(intent)]
        if result is None or result.ending == "unknown":
            still_open[name].append(Believed(intent, "", result is not None))
        elif result.ending in MADE:
            believed[name].append(Believed(intent, result.made, result.ending == "found"))
    for row in carried_out:
        if row.endpoint not in NO_WRITES:
            done[names.get(row.endpoint, row.endpoint)].append(row)
    everything = {*believed, *still_open, *done}
    return Balance(
        {name: _line(believed[name], still_open[name], done[name]) for name in everything}
    )


def _line(believed: list[Believed], still_open: list[Believed], done: list[Written]) -> Line:
    unknown = sum(one.was_read for one in still_open)
    line = Line(believed=len(believed), unknown=unknown, open=len(still_open) - unknown)
    missing, rest, matched = _matched(believed, done)
    line.found = len(matched)
    acts = {(row.endpoint, who, _key(row)[1]) for row in done for who in (row.who, ANYBODY)}
    so_before = [one for one in missing if one.was_read and _was_so(one, acts)]
    line.already = len(so_before)
    line.lost = [
        _told(one.intent, "believed, and never carried out")
        for one in missing
        if one not in so_before
    ]
    before = {_act(row): row for row in matched}
    waiting = [_key_of(one.intent) for one in still_open]
    for row in rest:
        first = before.get(_act(row))
        if _key(row) in waiting:
            waiting.remove(_key(row))  # that is what became of it
        elif first is None:
            line.unexplained.append(_said(row, "carried out, and not believed"))
        elif first.made == row.made and _absorbs(row.endpoint):
            line.repeated += 1
        else:
            line.doubled.append(_said(row, "carried out again"))
    return line


def _matched(
    believed: list[Believed], done: list[Written]
) -> tuple[list[Believed], list[Written], list[Written]]:
    """Pairs by what was made, then by who and about what; what is left of both, and the pairs."""
    left = list(done)
    pairs: list[Written] = []
    for fits in (_same_made, _same_key):
        places: defaultdict[object, list[Written]] = defaultdict(list)
        for row in reversed(left):  # the earliest is the last, and popped first
            places[fits(row.who, row.made, _key(row))].append(row)
        missing: list[Believed] = []
        for one in believed:
            waiting = places[fits(one.intent.who, one.made, _key_of(one.intent))]
            found = _popped(waiting, one.made, by_made=fits is _same_made)
            if found is None:
                missing.append(one)
            else:
                pairs.append(found)
        taken = {id(row) for row in pairs}
        believed, left = missing, [row for row in left if id(row) not in taken]
    return believed, left, pairs


def _same_made(who: str, made: str, _key: Key) -> object:
    return who, made


def _same_key(_who: str, _made: str, key: Key) -> object:
    return key


def _popped(waiting: list[Written], made: str, *, by_made: bool) -> Written | None:
    """The earliest that fits: where both tell what was made, that has to be the same."""
    if by_made:
        return waiting.pop() if made and waiting else None
    fitting = [place for place, row in enumerate(waiting) if not (made and row.made)]
    # By its place: two calls of one person about the same thing are equal rows.
    return waiting.pop(fitting[-1]) if fitting else None


def _act(row: Written) -> tuple[Key, str]:
    """By whom, about what, with which words: twice the same is a repetition."""
    return _key(row), row.body


def _key(row: Written) -> Key:
    return row.who, tuple(sorted(row.ids.items()))


def _key_of(intent: Intent) -> Key:
    names = {part for end in ENDPOINTS[intent.operation] for part in end.split("/") if "{" in part}
    ids = ((name.strip("{}"), intent.what[name.strip("{}")]) for name in names)
    return intent.who, tuple(sorted(ids))


def _endpoint(intent: Intent) -> str:
    return ENDPOINTS[intent.operation][0]


def _absorbs(endpoint: str) -> bool:
    """Whether karmyq makes nothing of a second call."""
    again = any(WRITES[name].again for name, ends in ENDPOINTS.items() if endpoint in ends)
    return again or endpoint in IDEMPOTENT


def _was_so(one: Believed, acts: Collection[object]) -> bool:
    """Whether a reading could find it without this call; `acts` are all that were carried out.

    A step that was taken shows as taken, whoever has asked for it, and however often.
    """
    endpoint, (who, ids) = _endpoint(one.intent), _key_of(one.intent)
    again = not one.made and (endpoint, who, ids) in acts
    another = WRITES[one.intent.operation].shared and (endpoint, ANYBODY, ids) in acts
    return again or another or _absorbs(endpoint)


def _told(intent: Intent, what: str) -> str:
    return f"{what}: {dict(intent.what)} by {intent.who or 'nobody'} at {intent.at:%H:%M:%S}"


def _said(row: Written, what: str) -> str:
    return f"{what}: {dict(row.ids)} by {row.who or 'nobody'}, made {row.made or 'nothing'}"
