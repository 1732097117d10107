"""What is said in a message: a phrase of the stage, with the name and the title filled in."""

from random import Random

from agents.draw import Draw
from agents.words import Words
from scenarios.city import load_city
from tests.agents.stage import FIRST, scripted

CITY = load_city("portland")
WORDS = Words(CITY, "test.karmyq.com")


def test_a_phrase_calls_the_other_one_by_the_first_name() -> None:
    said = WORDS.message(scripted(FIRST), "first_contact", "Rosa Linden Vega", "A ladder")

    phrase = CITY.messages.first_contact[0]
    assert said == phrase.replace("{name}", "Rosa").replace("{title}", "A ladder")


def test_nothing_in_braces_is_left() -> None:
    content = Draw(Random(1))
    said = [WORDS.message(content, "first_contact", "Rosa", "A ladder") for _ in range(200)]

    assert [text for text in said if "{" in text or "}" in text] == []


def test_a_phrase_is_of_its_stage() -> None:
    content = Draw(Random(1))
    said = {WORDS.message(content, "helper_thanks", "Rosa") for _ in range(300)}

    assert said == {phrase.replace("{name}", "Rosa") for phrase in CITY.messages.helper_thanks}
