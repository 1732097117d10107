"""Confirm one's own half of help that was given.

Who:       both sides of a match; an obligation, so every profile answers
When:      a matched match lacks the member's own confirmation
Calls:     list_matches (matched); then for each get_match and complete_match
Chances:   complete_chance 0.5 for each match and turn (old simulator, 3.5)
Takes:     5 to 15 s for each, at most 3 a turn (old simulator, 3.5)
Leaves:    HalfCompleted for the first side, MatchCompleted for the second
Outcomes:  skipped no_match, not_yet. karmyq completes matches that nobody accepted, so the match is
           read just before and only a matched one is confirmed
"""

from collections.abc import Sequence
from dataclasses import dataclass

from adapters.entities import MyMatch, Standing
from adapters.port import Karmyq
from agents.action import Action
from agents.facts import HalfCompleted, MatchCompleted
from agents.me import Me
from agents.outcome import DONE, Outcome, skipped


@dataclass(frozen=True, slots=True)
class Settings:
    """The numbers of this action; times in virtual seconds."""

    window: int = 50
    complete_chance: float = 0.5
    most: int = 3
    confirm_s: tuple[float, float] = (5.0, 15.0)


async def complete_match(me: Me, karmyq: Karmyq, settings: Settings) -> Outcome:
    """Confirm at most a few of the matches that wait for this member."""
    matches = own_half_missing(me, await karmyq.list_matches(settings.window, status="matched"))
    if not matches:
        return skipped("no_match")

    confirmed = 0
    for match in matches:
        if confirmed == settings.most:
            break
        if not me.draw.chance(settings.complete_chance):
            continue
        await me.think(*settings.confirm_s)
        confirmed += await confirm(me, karmyq, match)
    return DONE if confirmed else skipped("not_yet")


def own_half_missing(me: Me, matches: Sequence[MyMatch]) -> list[MyMatch]:
    """The matches that this member has not confirmed yet, newest first."""
    own = me.account.id
    missing = []
    for match in matches:
        helps = match.responder_id == own
        done_at = match.responder_done_at if helps else match.requester_done_at
        other = match.requester_id if helps else match.responder_id
        if done_at is None and other is not None and other != own and me.knows(other):
            missing.append(match)
    return missing


async def confirm(me: Me, karmyq: Karmyq, match: MyMatch) -> bool:
    """Confirm the own half if the match is still matched; says whether it was."""
    seen = await karmyq.get_match(match.id)
    if seen.status != "matched":
        return False
    completion = await karmyq.complete_match(match.id)
    fact = MatchCompleted if completion.fully_completed else HalfCompleted
    me.leave(fact(match.id, match.request_id))
    return True


def matches_wait(standing: Standing) -> bool:
    """A matched match lacks the member's half."""
    return standing.matches_to_complete > 0


ACTION = Action("complete_match", complete_match, Settings, waits=matches_wait)
