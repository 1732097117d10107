"""Say how it was: rate the other side of a completed match.

Who:       both sides of a match; an obligation, so every profile answers
When:      a completed match lacks the member's own feedback
Calls:     list_matches (completed); match_feedback for a few; submit_feedback once
Chances:   allow_featuring 0.5 (old simulator, 3.6). How it went, three scores and a comment are
           drawn together from the content's shares, so that they fit each other
Takes:     10 to 30 s to write (ours; the old simulator took none)
Leaves:    FeedbackGiven
Outcomes:  skipped no_match, all_rated; failed INTERNAL_ERROR where karmyq cannot store feedback.
           karmyq's list does not say which matches one has rated, so the newest few are looked at,
           and one older, drawn
"""

from collections.abc import Sequence
from dataclasses import dataclass

from adapters.entities import MyMatch, Standing
from adapters.port import Karmyq
from agents.action import Action
from agents.facts import FeedbackGiven
from agents.me import Me
from agents.outcome import DONE, Outcome, skipped
from agents.words_feedback import Verdict


@dataclass(frozen=True, slots=True)
class Settings:
    """The numbers of this action; times in virtual seconds."""

    window: int = 50
    looks: int = 5
    allow_featuring: float = 0.5
    write_s: tuple[float, float] = (10.0, 30.0)


async def submit_feedback(me: Me, karmyq: Karmyq, settings: Settings) -> Outcome:
    """Rate the newest match that this member has not rated yet."""
    matches = of_known_people(me, await karmyq.list_matches(settings.window, status="completed"))
    if not matches:
        return skipped("no_match")

    for match in worth_a_look(me, matches, settings.looks):
        if not await is_rated(me, karmyq, match):
            await me.think(*settings.write_s)
            featuring = me.draw.chance(settings.allow_featuring)
            helped = match.responder_id == me.account.id
            words = me.words.verdict(me.content, of_requester=helped)
            await rate(me, karmyq, match, words, featuring)
            return DONE
    return skipped("all_rated")


def of_known_people(me: Me, matches: Sequence[MyMatch]) -> list[MyMatch]:
    """The matches with people whom this member deals with, newest first."""
    own, known = me.account.id, []
    for match in matches:
        other = match.requester_id if match.responder_id == own else match.responder_id
        if other is not None and other != own and me.knows(other):
            known.append(match)
    return known


def worth_a_look(me: Me, matches: Sequence[MyMatch], looks: int) -> list[MyMatch]:
    """The newest few, and one of the older ones, which else would be out of sight for ever."""
    newest, older = list(matches[:looks]), matches[looks:]
    return [*newest, me.draw.pick(older)] if older else newest


async def is_rated(me: Me, karmyq: Karmyq, match: MyMatch) -> bool:
    """Whether this member's own feedback is stored."""
    both = await karmyq.match_feedback(match.id)
    helped = match.responder_id == me.account.id
    own = both.feedback_from_responder if helped else both.feedback_from_requester
    return own is not None


async def rate(me: Me, karmyq: Karmyq, match: MyMatch, words: Verdict, featuring: bool) -> None:
    """Send the verdict."""
    await karmyq.submit_feedback(
        match.id,
        helpfulness=words.helpfulness,
        responsiveness=words.responsiveness,
        clarity=words.clarity,
        comment=words.comment,
        allow_featuring=featuring,
    )
    scores = (words.helpfulness, words.responsiveness, words.clarity)
    me.leave(FeedbackGiven(match.id, match.request_id, *scores))


def feedback_waits(standing: Standing) -> bool:
    """A completed match lacks the member's feedback."""
    return standing.feedback_to_give > 0


ACTION = Action("submit_feedback", submit_feedback, Settings, waits=feedback_waits)
