"""What just happened, in plain words: an event and the names become one sentence.

"Priya offered Wei a ride: “Early flight from PDX”." An event with facts tells them all. One without
says what was looked at, or what was tried and why nothing came of it.
"""

from agents import facts
from dashboard.words.clauses import clause
from dashboard.words.intents import INTENTS, LOOKS
from dashboard.words.known import Known
from model.event import Event

QUIET = (facts.StandingSeen, facts.ProviderOnDuty)
"""Facts that are told to whoever asks, but are no news."""

RUN_ENDED = "run_ended"
SHARED = ("joined ", "wrote to ")
"""Beginnings that several clauses of one sentence share."""


def sentence(event: Event, known: Known) -> str:
    """The sentence for an event of the log; `known` has heard it before."""
    if event.action == "wake":
        return f"Nobody was woken: {_words(event.reason)}."
    who = known.first_name(event.member)
    told = [clause(fact, event.member, known) for fact in event.facts]
    if event.outcome != "done":
        return f"{who} {_in_vain(event, told)}."
    return f"{who} {_joined(told) or LOOKS.get(event.action) or _intended(event.action)}."


def is_news(event: Event) -> bool:
    """Whether an event has changed something that others notice."""
    return any(not isinstance(fact, QUIET) for fact in event.facts)


def _in_vain(event: Event, told: list[str]) -> str:
    intent, why = INTENTS.get(event.action, _words(event.action)), _words(event.reason)
    begun = f"{_joined(told)}, then " if told else ""
    if event.reason == RUN_ENDED:
        return f"{begun}was about to {intent} when the run ended"
    match event.outcome:
        case "refused":
            return f"{begun}wanted to {intent}, but karmyq refused: {why}"
        case "failed":
            return f"{begun}wanted to {intent}, but got no usable answer: {why}"
    return f"{begun}thought of it, but did not {intent}: {why}"


def _intended(action: str) -> str:
    return f"was ready to {INTENTS.get(action, _words(action))}"


def _joined(clauses: list[str]) -> str:
    """Clauses as one: what is the same is said once, a shared verb once in a row."""
    told: list[str] = []
    verb = ""
    for one in dict.fromkeys(clauses):
        before, verb = verb, next((v for v in SHARED if one.startswith(v)), "")
        told.append(one.removeprefix(verb) if verb and verb == before else one)
    if len(told) < 2:
        return "".join(told)
    return f"{', '.join(told[:-1])} and {told[-1]}"


def _words(code: str) -> str:
    return code.replace("_", " ").lower() or "no reason was given"
