"""What members write to each other, by stage of their conversation and by side."""

import re
from typing import Annotated

from pydantic import AfterValidator, Field
from pydantic_core import PydanticCustomError

from scenarios.strict import Content, Several

FILLED = ("name", "title")
"""What a phrase may name in braces: the other one's first name, and the request's title."""

_BRACES = re.compile(r"\{(?P<name>[^{}]*)\}")


def _fillable(phrase: str) -> str:
    """Refuse braces that nothing fills."""
    for found in _BRACES.finditer(phrase):
        if found["name"] not in FILLED:
            context = {"name": found["name"], "allowed": " and ".join(FILLED)}
            message = 'nothing fills "{name}" in braces; {allowed} are filled'
            raise PydanticCustomError("braces", message, context)
    if "{" in _BRACES.sub("", phrase) or "}" in _BRACES.sub("", phrase):
        raise PydanticCustomError("braces", "a brace stands alone")
    return phrase


def _of_the_name_alone(phrase: str) -> str:
    """Refuse the title: an answer is read beside what was written before, not beside it."""
    if "{title}" in phrase:
        raise PydanticCustomError("braces", "only first contacts may name the title")
    return phrase


Phrase = Annotated[str, Field(min_length=2, max_length=400), AfterValidator(_fillable)]
Answer = Annotated[Phrase, AfterValidator(_of_the_name_alone)]


class Messages(Content):
    """The phrases of a city.

    first_contact         the helper's first words after the offer was accepted
    helper_arranging      the helper's answers while the help is being arranged
    requester_arranging   the requester's answers meanwhile
    requester_thanks      the requester's words after the help
    helper_thanks         the helper's words after it
    """

    first_contact: Several[Phrase]
    helper_arranging: Several[Answer]
    requester_arranging: Several[Answer]
    requester_thanks: Several[Answer]
    helper_thanks: Several[Answer]
