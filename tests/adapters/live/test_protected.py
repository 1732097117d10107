"""The list of people who never act has to be written, even when it is empty."""

from pathlib import Path

import pytest

from adapters.live.protected import protected_people
from adapters.live.settings import SettingsError


def refusal(text: str) -> str:
    with pytest.raises(SettingsError) as caught:
        protected_people({"KARMYQ_PROTECTED": text}, None)
    return str(caught.value)


def test_without_a_list_nothing_starts() -> None:
    with pytest.raises(SettingsError) as caught:
        protected_people({}, None)

    assert str(caught.value) == (
        "nobody has said which accounts must never act: set KARMYQ_PROTECTED to their e-mails, "
        "with commas between them, or to the word none."
    )


def test_the_empty_list_is_the_word_none() -> None:
    assert protected_people({"KARMYQ_PROTECTED": "none"}, None) == frozenset()


def test_an_empty_variable_is_a_mistake_and_no_list() -> None:
    assert refusal("").startswith("KARMYQ_PROTECTED is set but empty: ")


def test_an_empty_list_in_the_operators_scenario_counts() -> None:
    assert protected_people({}, ()) == frozenset()


def test_environment_and_scenario_protect_together() -> None:
    named = {"KARMYQ_PROTECTED": "Maria@test.karmyq.com, bo@test.karmyq.com"}

    assert protected_people(named, ("wei@test.karmyq.com",)) == {
        "maria@test.karmyq.com",
        "bo@test.karmyq.com",
        "wei@test.karmyq.com",
    }


def test_a_file_has_one_email_a_line_and_may_have_remarks(tmp_path: Path) -> None:
    file = tmp_path / "protected"
    file.write_text(
        "# the curated demo\nmaria@test.karmyq.com  # the story\n\nbo@test.karmyq.com\n"
    )

    listed = protected_people({"KARMYQ_PROTECTED_FILE": str(file)}, None)

    assert listed == {"maria@test.karmyq.com", "bo@test.karmyq.com"}


@pytest.mark.parametrize("text", ["maria", "maria@test.karmyq.com none", "# nobody"])
def test_what_is_no_list_is_refused(text: str) -> None:
    assert " expects e-mails with commas or line breaks between them" in refusal(text)
