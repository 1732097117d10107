"""Loading: where a scenario is found, what it becomes, and where each value came from."""

import os
import pickle
import subprocess
import sys
from datetime import datetime
from pathlib import Path

import pytest

from scenarios import library_scenarios
from scenarios.wording import CHECKOUT
from tests.scenarios.scenario_files import WHOLE, loaded, refusal, written


def test_a_name_is_looked_up_in_the_library() -> None:
    scenario = loaded("quiet_week").scenario

    assert scenario.seed == 7
    assert scenario.population.initial == 20


def test_a_path_is_read_as_a_file(tmp_path: Path) -> None:
    scenario = loaded(written(tmp_path, WHOLE)).scenario

    assert scenario.about == "Does it work?"
    assert scenario.time.starts == datetime(2026, 3, 2, 8)


def test_a_setting_that_nobody_wrote_has_its_default(tmp_path: Path) -> None:
    resolved = loaded(written(tmp_path, WHOLE))

    assert resolved.scenario.workers.delay_s == (5.0, 30.0)
    assert resolved.scenario.limits.memberships == 6
    assert resolved.origins["workers.delay_s"] == "default"


def test_each_value_knows_where_it_came_from() -> None:
    origins = loaded("quiet_week", "time.days=3", GROWTH_MAX_USERS="30").origins

    assert origins["seed"] == "scenarios/library/quiet_week.yaml:5"
    assert origins["time.starts"] == "scenarios/library/reference.yaml:6"
    assert origins["time.days"] == "--set time.days=3"
    assert origins["growth.max_users"] == "environment GROWTH_MAX_USERS"
    assert origins["time.zone"] == "default"


def test_a_path_below_the_working_folder_is_shown_from_there(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = written(tmp_path, WHOLE)
    monkeypatch.chdir(tmp_path)

    assert loaded(path).origins["about"] == "mine.yaml:1"


def test_a_loaded_scenario_cannot_change(tmp_path: Path) -> None:
    scenario = loaded(written(tmp_path, WHOLE)).scenario

    with pytest.raises(ValueError, match="frozen"):
        scenario.seed = 3
    with pytest.raises(TypeError):
        scenario.profiles["regular"] = None  # type: ignore[index]
    assert hash(scenario) == hash(loaded(tmp_path / "mine.yaml").scenario)


def test_a_resolved_scenario_travels_to_another_process() -> None:
    resolved = loaded("quiet_week")

    assert pickle.loads(pickle.dumps(resolved)) == resolved


def test_a_scenario_can_be_dumped_as_plain_data() -> None:
    plain = loaded("quiet_week", "actions.offer_help.read_s=[1, 2]").scenario.model_dump()

    assert plain["profiles"]["browser"]["actions"] == {"create_request": 0.05, "offer_help": 0.1}
    assert plain["actions"] == {"offer_help": {"read_s": (1.0, 2.0)}}


def test_a_resolved_scenario_is_written_and_loaded_again(tmp_path: Path) -> None:
    first = loaded("quiet_week", "actions.offer_help.patience_h=5", "live.protected=['a@b.org']")

    again = loaded(written(tmp_path, first.to_yaml()))

    assert again.scenario == first.scenario
    assert [line.split("  #")[0] for line in again.to_yaml().splitlines()] == [
        line.split("  #")[0] for line in first.to_yaml().splitlines()
    ]


@pytest.mark.parametrize(
    "about",
    ["yes: no # really?", "7", "null", 'say "no"', "zwei\nZeilen", "größer \u2028 \x85 \U0001f600"],
)
def test_any_text_survives_being_written(tmp_path: Path, about: str) -> None:
    path = written(tmp_path, WHOLE)
    first = loaded(path).scenario.model_copy(update={"about": about})

    text = type(loaded(path))(first, loaded(path).origins).to_yaml()

    assert loaded(written(tmp_path, text, "again.yaml")).scenario.about == about


def test_each_written_value_carries_its_origin() -> None:
    lines = loaded("quiet_week", "seed=9").to_yaml().splitlines()

    assert "seed: 9  # --set seed=9" in lines
    assert "  count: 2  # scenarios/library/quiet_week.yaml:9" in lines
    assert "  zone: America/Los_Angeles  # default" in lines
    assert "actions: {}  # default" in lines


@pytest.mark.parametrize("hash_seed", ["0", "1", "77"])
def test_the_written_bytes_do_not_depend_on_the_process(hash_seed: str, tmp_path: Path) -> None:
    program = (
        "from tests.scenarios.scenario_files import loaded\n"
        "print(loaded('quiet_week').to_yaml(), end='')"
    )
    environ = {**os.environ, "PYTHONHASHSEED": hash_seed, "TZ": "Asia/Tokyo"}
    environ["PYTHONPATH"] = str(CHECKOUT)
    run = subprocess.run(
        [sys.executable, "-c", program], cwd=tmp_path, env=environ, capture_output=True, check=True
    )

    assert run.stdout.decode() == loaded("quiet_week").to_yaml()


def test_the_library_lists_each_scenario_with_its_question() -> None:
    library = library_scenarios()

    assert list(library) == sorted(library)
    assert library["quiet_week"] == loaded("quiet_week").scenario.about


def test_every_library_scenario_loads() -> None:
    for name, about in library_scenarios().items():
        assert loaded(name).scenario.about == about


def test_the_reference_carries_the_numbers_of_its_source() -> None:
    scenario = loaded("reference").scenario

    assert (scenario.workers.count, scenario.workers.delay_s) == (10, (5, 30))
    assert {name: profile.share for name, profile in scenario.profiles.items()} == {
        "active_helper": 0.30,
        "requester": 0.25,
        "browser": 0.20,
        "community_builder": 0.10,
        "social_user": 0.15,
    }
    assert scenario.profiles["requester"].actions == {
        "create_request": 0.30,
        "offer_help": 0.10,
        "accept_offer": 0.60,
        "complete_match": 0.60,
    }
    assert scenario.common_actions == {"join_community": 0.05}


def test_an_unknown_scenario_is_refused_with_the_nearest_name() -> None:
    assert refusal("quiet_weak") == (
        'no scenario is called "quiet_weak". Did you mean "quiet_week"? A scenario of your own is '
        "named by its path, which ends in .yaml."
    )


def test_an_unknown_scenario_without_a_near_name_is_refused_with_the_list() -> None:
    assert "There is: quiet_week, reference" in refusal("xyz")


def test_a_missing_file_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "absent.yaml"

    assert refusal(path) == (
        f"{path}: there is no such file; check the path, or list the library with "
        "`run.py scenarios`."
    )


def test_a_folder_is_refused(tmp_path: Path) -> None:
    folder = tmp_path / "folder.yaml"
    folder.mkdir()

    assert refusal(folder) == f"{folder}: this is a folder; name one scenario file in it."
    assert refusal(tmp_path) == f"{tmp_path}: this is a folder; name one scenario file in it."


def test_bytes_that_are_not_text_are_refused_with_their_line(tmp_path: Path) -> None:
    path = tmp_path / "latin.yaml"
    path.write_bytes(b"seed: 1\nabout: gr\xfc\xdfe\n")

    assert refusal(path) == f"{path}:2: these bytes are not UTF-8; save the file as UTF-8."


def test_a_name_too_long_for_the_disk_is_refused() -> None:
    assert "this file cannot be read: file name too long." in refusal("a" * 300 + ".yaml")
    assert refusal("a" * 5000).startswith("no scenario is called")


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("", ": this file is empty; a scenario begins with `about:`."),
        ("- a\n", ':1: a scenario is a mapping that begins with `about:`; found ["a"].'),
        ("about: x: y\n", ":1: this is not valid YAML: mapping values are not allowed here."),
        ("seed: 1\nseed: 2\n", ':2: the key "seed" stands here a second time, after line 1.'),
    ],
)
def test_a_file_that_is_no_scenario_is_refused(tmp_path: Path, text: str, sentence: str) -> None:
    path = written(tmp_path, text)

    assert refusal(path).startswith(f"{path}{sentence}")
