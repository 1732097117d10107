"""Answer those who asked this member first.

Who:       whoever was asked; an obligation, so every profile answers
When:      a pending dibs names the member
Calls:     pending_dibs; then for each get_request and accept_dibs or decline_dibs
Chances:   accept_chance 0.7 for each, otherwise it is declined (old simulator, 3.16)
Takes:     5 to 15 s before each, at most 3 a turn (3 are the old simulator's, the time is ours)
Leaves:    DibsAccepted, DibsDeclined
Outcomes:  skipped no_dibs, went_another_way; refused DIBS_EXPIRED when the time ran out meanwhile.
           karmyq does not look at the request, so it is read just before, and a dibs whose request
           no longer waits for it is left alone
"""

from collections.abc import Sequence
from dataclasses import dataclass

from adapters.entities import PendingDibs, Standing
from adapters.port import Karmyq
from agents.action import Action
from agents.facts import DibsAccepted, DibsDeclined
from agents.me import Me
from agents.outcome import DONE, Outcome, skipped


@dataclass(frozen=True, slots=True)
class Settings:
    """The numbers of this action; times in virtual seconds."""

    accept_chance: float = 0.7
    most: int = 3
    consider_s: tuple[float, float] = (5.0, 15.0)


async def answer_dibs(me: Me, karmyq: Karmyq, settings: Settings) -> Outcome:
    """Accept or decline at most a few of the dibs that wait for this member."""
    waiting = answerable(me, await karmyq.pending_dibs())
    if not waiting:
        return skipped("no_dibs")

    answered = False
    for dibs in waiting[: settings.most]:
        await me.think(*settings.consider_s)
        if (await karmyq.get_request(dibs.request_id)).status == "dibs_pending":
            await answer(me, karmyq, dibs, me.draw.chance(settings.accept_chance))
            answered = True
    return DONE if answered else skipped("went_another_way")


def answerable(me: Me, rows: Sequence[PendingDibs]) -> list[PendingDibs]:
    """The dibs whose time has not run out, of people whom this member deals with."""
    now = me.now()
    return [row for row in rows if row.expires_at > now and me.knows(row.requester_id)]


async def answer(me: Me, karmyq: Karmyq, dibs: PendingDibs, accept: bool) -> None:
    """Accept or decline, and keep what came of it."""
    if accept:
        await karmyq.accept_dibs(dibs.id)
        me.leave(DibsAccepted(dibs.id, dibs.request_id))
    else:
        await karmyq.decline_dibs(dibs.id)
        me.leave(DibsDeclined(dibs.id, dibs.request_id))


def dibs_wait(standing: Standing) -> bool:
    """Somebody asked this member first."""
    return standing.dibs_to_answer > 0


ACTION = Action("answer_dibs", answer_dibs, Settings, waits=dibs_wait)
