"""YAML as scenarios read it: with lines, without traps."""

import pytest

from scenarios.errors import ContentError, ScenarioError
from scenarios.yaml_lines import YamlSource, plain, read_yaml

SOURCE = YamlSource(lambda line: f"here:{line}")


def read(text: str) -> object:
    return plain(read_yaml(text, SOURCE))


def refusal(text: str) -> str:
    with pytest.raises(ScenarioError) as caught:
        read(text)
    return str(caught.value)


def test_a_value_knows_the_line_of_its_key() -> None:
    document = read_yaml("a: 1\nb:\n  c: 2\n", SOURCE).value

    assert isinstance(document, dict)
    assert document["b"].origin == "here:2"
    assert document["b"].value["c"].origin == "here:3"


@pytest.mark.parametrize("word", ["off", "on", "no", "yes", "NO", "y", "norway"])
def test_only_true_and_false_are_booleans(word: str) -> None:
    assert read(f"{word}: {word}") == {word: word}
    assert read("[true, false]") == (True, False)


@pytest.mark.parametrize("word", ["010", "1_000", "8:30", "2026-03-02", "0x1F", "1e", "inf"])
def test_a_text_that_resembles_a_number_stays_a_text(word: str) -> None:
    assert read(word) == word


@pytest.mark.parametrize(
    ("word", "number"), [("7", 7), ("-3", -3), ("0.5", 0.5), (".5", 0.5), ("1e-3", 0.001), ("0", 0)]
)
def test_a_number_is_read_as_a_number(word: str, number: float) -> None:
    assert read(word) == number
    assert type(read(word)) is type(number)


def test_a_quoted_number_is_a_text() -> None:
    assert read("'7'") == "7"


def test_a_key_is_always_a_text() -> None:
    assert read("{1: a, true: b, null: c}") == {"1": "a", "true": "b", "null": "c"}


def test_a_duplicate_key_is_refused_with_both_lines() -> None:
    assert refusal("a: 1\nb: 2\na: 3\n") == (
        'here:3: the key "a" stands here a second time, after line 1. Keep one of the two.'
    )


def test_a_duplicate_key_deeper_down_is_refused() -> None:
    assert refusal("x:\n  a: 1\n  a: 1\n").startswith('here:3: the key "a" stands here')


def test_malformed_yaml_is_refused_with_its_line() -> None:
    assert refusal("a: 1\nb: [1, 2\n").startswith("here:3: this is not valid YAML: expected ','")


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("a: &x 1\nb: *x\n", "here:2: this is not valid YAML: aliases are not read here."),
        ("a: !!python/name:os.system x\n", 'here:1: tags such as "tag:yaml.org,2002:python/name:'),
        ("a: 1\n? [b]\n: 2\n", "here:2: a key is one word, not a list or a mapping."),
        ("a: 1\nb: \x07\n", "here:2: this holds a character that YAML does not allow."),
        ('a: "\\ud800"\n', "here:1: this holds half a character; write the character itself."),
        ("[" * 5000, "here:1: the mappings are nested too deeply to read."),
        ("a: 1\n---\nb: 2\n", "here:2: this is not valid YAML: but found another document."),
    ],
)
def test_what_is_not_read_is_refused(text: str, sentence: str) -> None:
    assert refusal(text).startswith(sentence)


def test_the_reader_raises_the_error_it_was_given() -> None:
    with pytest.raises(ContentError):
        read_yaml("a: [", YamlSource(str, ContentError))
