"""Extending: a scenario says only what differs from another."""

from pathlib import Path

from scenarios import load
from tests.scenarios.scenario_files import VOCABULARY, WHOLE, loaded, refusal, written


def test_mappings_merge_key_by_key_and_the_child_wins(tmp_path: Path) -> None:
    written(tmp_path, WHOLE + "growth: {users_per_day: 3, max_users: 40}\n", "parent.yaml")
    child = written(tmp_path, "extends: parent.yaml\ngrowth: {users_per_day: 1}\n")

    growth = loaded(child).scenario.growth

    assert (growth.users_per_day, growth.max_users) == (1, 40)


def test_profiles_are_replaced_as_a_whole(tmp_path: Path) -> None:
    child = written(
        tmp_path, "extends: reference\nprofiles: {only: {share: 1, actions: {offer_help: 1}}}\n"
    )

    assert list(loaded(child).scenario.profiles) == ["only"]


def test_expectations_are_replaced_as_a_whole() -> None:
    assert list(loaded("quiet_week").scenario.expectations) == ["time_to_first_offer_median_h"]


def test_a_list_replaces_a_list(tmp_path: Path) -> None:
    child = written(tmp_path, "extends: reference\naffinity: {actions: [offer_help]}\n")

    assert loaded(child).scenario.affinity.actions == ("offer_help",)


def test_a_question_is_inherited(tmp_path: Path) -> None:
    written(tmp_path, WHOLE, "parent.yaml")
    child = written(tmp_path, "extends: parent.yaml\nseed: 2\n")

    assert loaded(child).scenario.about == "Does it work?"


def test_a_path_in_extends_is_relative_to_its_file(tmp_path: Path) -> None:
    (tmp_path / "below").mkdir()
    written(tmp_path, WHOLE, "parent.yaml")
    child = written(tmp_path / "below", "extends: ../parent.yaml\nseed: 2\n")

    resolved = loaded(child)

    assert resolved.scenario.seed == 2
    assert resolved.origins["about"] == f"{tmp_path / 'parent.yaml'}:1"


def test_a_library_of_ones_own_is_used_when_given(tmp_path: Path) -> None:
    written(tmp_path, WHOLE, "base.yaml")
    written(tmp_path, "extends: base\nseed: 5\n", "mine.yaml")

    assert load("mine", vocabulary=VOCABULARY, library=tmp_path).scenario.seed == 5


def test_an_unknown_parent_is_refused_with_the_nearest_name(tmp_path: Path) -> None:
    child = written(tmp_path, "about: x\nextends: refrence\n")

    assert refusal(child).startswith(
        f'{child}:2: extends: no scenario is called "refrence". Did you mean "reference"?'
    )


def test_a_missing_parent_file_is_refused(tmp_path: Path) -> None:
    child = written(tmp_path, "extends: absent.yaml\n")

    assert refusal(child) == (
        f"{child}:1: extends: there is no file {tmp_path / 'absent.yaml'}; a path is relative to "
        "the file that names it."
    )


def test_extends_names_one_scenario(tmp_path: Path) -> None:
    child = written(tmp_path, "extends: [reference]\n")

    assert refusal(child) == (
        f'{child}:1: extends: expects the name of a scenario; found ["reference"].'
    )


def test_a_circle_is_refused_with_its_chain(
    tmp_path: Path,
) -> None:
    first = written(tmp_path, "extends: b.yaml\n", "a.yaml")
    second = written(tmp_path, "extends: a.yaml\n", "b.yaml")

    assert refusal(first) == (
        f"{second}:1: extends: these scenarios extend each other in a circle: "
        f"{first} -> {second} -> {first}. Remove one extends."
    )


def test_a_scenario_cannot_extend_itself(tmp_path: Path) -> None:
    path = written(tmp_path, "extends: mine.yaml\n")

    assert f"in a circle: {path} -> {path}." in refusal(path)
