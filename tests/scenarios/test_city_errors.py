"""How the loader of a city speaks about a broken file."""

import re
import shutil
from pathlib import Path

import pytest

from scenarios.city import CONTENT, load_city
from scenarios.errors import ContentError, ScenariosError


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """A copy of the shipped content that a test may break."""
    return shutil.copytree(CONTENT, tmp_path / "content")


def break_file(root: Path, file: str, old: str, new: str) -> None:
    """Replace the first `old` in a file of Portland."""
    path = root / "portland" / file
    text = path.read_text(encoding="utf-8")
    assert old in text, f"{old!r} is not in {file}"
    path.write_text(text.replace(old, new, 1), encoding="utf-8")


def complaint(root: Path, city: str = "portland") -> str:
    with pytest.raises(ContentError) as caught:
        load_city(city, root)
    return str(caught.value)


def test_an_unknown_city_is_answered_with_the_nearest_one(root: Path) -> None:
    assert complaint(root, "portlnd") == (
        'content: found no city called "portlnd", there are portland; did you mean "portland"?'
    )


def test_an_unknown_word_is_answered_with_file_line_key_and_the_nearest_word(root: Path) -> None:
    break_file(root, "communities.yaml", "welcomes: [generic, ride,", "welcomes: [generic, rids,")

    assert complaint(root) == (
        "content/portland/communities.yaml:10: communities[0].welcomes[1]: "
        'found "rids", allowed are generic, ride, borrow, service, event; did you mean "ride"?'
    )


def test_an_unknown_key_is_answered_with_the_keys_there_are(root: Path) -> None:
    break_file(root, "people.yaml", "{first: Maria, last:", "{first: Maria, lost:")

    assert re.fullmatch(
        r"content/portland/people\.yaml:\d+: founders\[0\]\.lost: "
        r'found the key "lost", allowed are first, last; did you mean "last"\?',
        complaint(root),
    )


def test_an_unknown_key_of_a_payload_is_refused(root: Path) -> None:
    break_file(root, "requests.yaml", "seats_needed:", "seat_needed:")

    message = complaint(root)

    assert "requests.yaml" in message
    assert "templates.ride[0].payload.seat_needed:" in message
    assert 'did you mean "seats_needed"?' in message


@pytest.mark.parametrize(
    ("file", "old", "new", "says"),
    [
        ("requests.yaml", "urgency: high", "urgency: urgent", "allowed are high, medium, low."),
        ("requests.yaml", "seats_needed: [1, 2]", "seats_needed: [1, 11]", "found 11, but"),
        ("requests.yaml", "seats_needed: [1, 2]", "seats_needed: [2, 1]", "the low end"),
        ("requests.yaml", "seats_needed: [1, 2]", "seats_needed: 2", "written [low, high]"),
        ("requests.yaml", "seats_needed: [1, 2]", 'seats_needed: ["1", 2]', 'found "1", but'),
        ("requests.yaml", "_in_hours: [12, 96]", "_in_hours: [12, 12]", "must differ"),
        ("requests.yaml", "_in_hours: [12, 96]", "_in_hours: [0, 96]", "found 0, but"),
        ("requests.yaml", "hours: [1, 2.5]", "hours: [1, 2.7]", "multiple of 0.5"),
        ("requests.yaml", "lat: 45.4836", "lat: 454836", "found 454836, but"),
        ("requests.yaml", "lat: 45.4836", "lat: .nan", "finite number"),
        ("requests.yaml", "picker, count: 4", "picker, count: 6", "more people than the smallest"),
        ("requests.yaml", "generic: 30", "generic: 31", "shares of 101 per cent must be 100"),
        ("requests.yaml", "item_category: tools", "item_category: tool", 'did you mean "tools"?'),
        ("requests.yaml", "  ride:\n", "  ride: []\n  rides:\n", "templates.rides"),
        ("communities.yaml", "type: mutual_aid", "type: mutual", 'did you mean "mutual_aid"?'),
        ("communities.yaml", "    location: Portland, OR\n", "", "location: this key is missing."),
        ("communities.yaml", "[generic, ride,", "[ride, ride,", '"ride" is listed 2 times'),
        ("communities.yaml", "name: Portland Mutual Aid Network", "name: PD", "3 characters"),
        ("people.yaml", "- Aaliyah", "- Aaliyah\n  - aaliyah", "[A-Z]"),
        ("people.yaml", "- Abdi", "- Aaliyah", '"aaliyah" is listed 2 times'),
        ("people.yaml", "- Abdi", "- No", "found false, but"),
        ("people.yaml", "- Abdi", "- 2025-13-45", "a value that is none"),
        ("people.yaml", "last_names:", "first_names:", "first_names: this key is given twice."),
        ("people.yaml", "first: James, last: Okafor", "first: Maria, last: Reyes", "2 times"),
        ("people.yaml", "first_names:\n", "first_names: [\n", "no valid YAML"),
    ],
)
def test_what_is_wrong_is_said_in_one_sentence_that_names_the_file(
    root: Path, file: str, old: str, new: str, says: str
) -> None:
    break_file(root, file, old, new)

    message = complaint(root)

    assert message.startswith(f"content/portland/{file}:")
    assert says in message
    assert message.endswith((".", "?"))
    assert "\n" not in message


def test_two_communities_of_one_name_and_place_are_refused_whatever_their_case(root: Path) -> None:
    break_file(root, "communities.yaml", "name: PDX Parents Co-op", "name: pdx rides COLLECTIVE")

    assert '"pdx rides collective, portland, or" is listed 2 times' in complaint(root)


def test_one_community_name_may_be_used_in_two_places(root: Path) -> None:
    break_file(root, "communities.yaml", "name: St. Johns Neighbors", "name: PDX Parents Co-op")

    names = [community.name for community in load_city("portland", root).communities]

    assert names.count("PDX Parents Co-op") == 2


def test_an_empty_file_is_answered_with_the_keys_it_needs(root: Path) -> None:
    (root / "portland" / "people.yaml").write_text("", encoding="utf-8")

    assert complaint(root) == (
        "content/portland/people.yaml:1: the whole file: "
        "found nothing, needed are the keys first_names, last_names, founders."
    )


def test_a_missing_file_is_named(root: Path) -> None:
    (root / "portland" / "requests.yaml").unlink()

    assert complaint(root).startswith("content/portland/requests.yaml: cannot be read: ")


def test_a_content_error_is_an_error_of_the_scenarios() -> None:
    assert issubclass(ContentError, ScenariosError)


def test_a_list_that_holds_itself_is_refused(root: Path) -> None:
    break_file(root, "people.yaml", "first_names:\n", "loop: &loop [*loop]\nfirst_names:\n")

    assert complaint(root) == "content/portland/people.yaml: this is nested too deeply to read."


def test_text_that_is_not_utf_8_is_refused(root: Path) -> None:
    (root / "portland" / "people.yaml").write_bytes(b"first_names: [Zo\xeb]")

    assert "this is no valid YAML" in complaint(root)
