"""The phrases that people write: enough of them, and none that contradicts a drawn date."""

import re

import pytest
from pydantic import ValidationError

from scenarios.city import load_city
from scenarios.messages import Messages

MESSAGES = load_city("portland").messages
STAGES = tuple(Messages.model_fields)
DATED = re.compile(
    r"\b(mon|tues|wednes|thurs|fri|satur|sun)days?\b|\bo'clock\b|\b\d{1,2} ?(am|pm)\b|\d:\d\d"
    r"|\b(today|tomorrow|tonight|morning|afternoon|evening|noon|weekend)\b",
    re.IGNORECASE,
)


def with_phrase(stage: str, phrase: str) -> Messages:
    """Portland's phrases with one more."""
    phrases = MESSAGES.model_dump()
    return Messages.model_validate(phrases | {stage: [*phrases[stage], phrase]})


@pytest.mark.parametrize("stage", STAGES)
def test_every_stage_has_phrases_enough_and_none_twice(stage: str) -> None:
    phrases = getattr(MESSAGES, stage)

    assert len(phrases) >= 10
    assert len(set(phrases)) == len(phrases)


@pytest.mark.parametrize("stage", STAGES)
def test_no_phrase_names_a_weekday_or_an_hour(stage: str) -> None:
    assert [phrase for phrase in getattr(MESSAGES, stage) if DATED.search(phrase)] == []


def test_a_first_contact_may_name_the_title_and_an_answer_may_not() -> None:
    assert with_phrase("first_contact", 'About "{title}", {name}').first_contact
    with pytest.raises(ValidationError, match="only first contacts may name the title"):
        with_phrase("helper_thanks", 'Glad about "{title}"')


@pytest.mark.parametrize(
    ("phrase", "complaint"),
    [("Hi {nam}", 'nothing fills "nam" in braces; name and title'), ("Hi {name", "stands alone")],
)
def test_braces_that_nothing_fills_are_refused(phrase: str, complaint: str) -> None:
    with pytest.raises(ValidationError, match=complaint):
        with_phrase("first_contact", phrase)
