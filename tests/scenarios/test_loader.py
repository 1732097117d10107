"""Loading: where a scenario is found, what it becomes, and where each value came from."""

import os
import pickle
import re
import subprocess
import sys
from datetime import datetime
from pathlib import Path

import pytest

from scenarios import library_scenarios
from scenarios.wording import CHECKOUT
from tests.scenarios.scenario_files import VOCABULARY, WHOLE, loaded, refusal, written

LIBRARY = CHECKOUT / "scenarios" / "library"

PROFILES = ("active_helper", "requester", "browser", "community_builder", "social_user")
SHARES = (0.30, 0.25, 0.20, 0.10, 0.15)
WEIGHTS = {
    "browse_requests": (0.80, 0.30, 0.90, 0.50, 0.60),
    "create_request": (0.10, 0.30, 0.05, 0.50, 0.20),
    "offer_help": (0.60, 0.10, 0.10, 0.40, 0.30),
    "accept_offer": (0.30, 0.60, 0, 0.40, 0),
    "complete_match": (0.50, 0.60, 0, 0.40, 0),
    "submit_feedback": (0.25, 0.30, 0, 0.20, 0.15),
    "send_message": (0.70, 0.50, 0, 0, 0.90),
    "browse_providers": (0.05, 0, 0.10, 0, 0),
    "register_provider": (0.02, 0, 0, 0.02, 0.02),
    "join_collective": (0.01, 0, 0, 0.01, 0),
    "create_collective": (0, 0, 0, 0.01, 0),
    "create_community": (0, 0, 0, 0.001, 0),
    "schedule_activity": (0, 0, 0, 0.15, 0),
    "join_activity": (0.15, 0.05, 0.02, 0.10, 0.20),
    "vote_on_governance": (0.10, 0, 0, 0.12, 0.10),
    "call_dibs": (0, 0.10, 0, 0.05, 0),  # requesters', where the code had helpers
    "answer_dibs": (0.10, 0, 0, 0, 0),  # helpers', where the code had requesters
    "nominate_member": (0.02, 0, 0, 0.02, 0),  # helpers' too
    "ratify_nomination": (0.05, 0, 0, 0.05, 0.03),  # helpers' too
}
"""The predecessor's table of weights, one column a profile, with its four exceptions."""

TOTALS = (3.73 + 0.02 + 0.05, 2.90, 1.22, 2.981, 2.55)
"""The column sums that the predecessor's analysis gives, 0.05 for joining included; a helper's two
new weights come on top, and dibs merely change sides."""


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

    assert plain["profiles"]["browser"] == {
        "share": 0.2,
        "actions": {
            "browse_requests": 0.9,
            "create_request": 0.05,
            "offer_help": 0.1,
            "browse_providers": 0.1,
            "join_activity": 0.02,
        },
    }
    assert plain["actions"] == {
        "accept_offer": {"decline_chance": 0.03},
        "offer_help": {"routing": 1, "read_s": (1.0, 2.0)},
    }
    unbound = {"above": None, "at_least": None, "at_most": None}
    assert plain["expectations"] == {"time_to_first_offer_median_h": unbound | {"below": 24.0}}
    assert {type(plain[key]) for key in ("profiles", "actions", "expectations")} == {dict}
    assert type(plain["actions"]["offer_help"]) is dict


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
    changes = ("seed=9", "actions.offer_help.read_s=[1, 2]")

    lines = loaded("quiet_week", *changes).to_yaml().splitlines()

    assert "seed: 9  # --set seed=9" in lines
    assert "  count: 2  # scenarios/library/quiet_week.yaml:9" in lines
    assert "  zone: America/Los_Angeles  # default" in lines
    assert "    read_s: [1, 2]  # --set actions.offer_help.read_s=[1, 2]" in lines
    unsaid = [line for line in lines[1:] if "  # " not in line]
    assert all(line.endswith(":") for line in unsaid)  # a mapping; its keys have origins


def test_each_origin_in_the_library_is_the_line_that_sets_the_key() -> None:
    text = loaded("quiet_week").to_yaml()

    origins = re.findall(r"^ *(\w+): (.*)  # scenarios/library/(\w+)\.yaml:(\d+)$", text, re.M)

    for key, value, name, number in origins:
        line = (LIBRARY / f"{name}.yaml").read_text(encoding="utf-8").splitlines()[int(number) - 1]
        assert re.search(rf"\b{key}: {re.escape(value)}", line), (key, value, name, number)
    assert {name for _, _, name, _ in origins} == {"quiet_week", "reference"}
    assert len(origins) > 80
    assert ("decline_chance", "0.03") in [(key, value) for key, value, _, _ in origins]


def test_an_empty_mapping_carries_its_origin_too(tmp_path: Path) -> None:
    lines = loaded(written(tmp_path, WHOLE)).to_yaml().splitlines()

    assert "actions: {}  # default" in lines
    assert "expectations: {}  # default" in lines


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

    assert list(library) == sorted(path.stem for path in LIBRARY.glob("*.yaml"))
    assert set(library) >= {"everything", "fission", "legacy", "quiet_week", "reference"}
    assert library["quiet_week"] == loaded("quiet_week").scenario.about


def test_every_library_scenario_loads() -> None:
    for name, about in library_scenarios().items():
        assert loaded(name).scenario.about == about


def test_the_reference_carries_the_numbers_of_its_source() -> None:
    scenario = loaded("reference").scenario

    assert (scenario.workers.count, scenario.workers.delay_s) == (10, (5, 30))
    assert (scenario.workers.error_backoff_s, scenario.workers.hours) == (10, None)
    assert (scenario.population.initial, scenario.founding.communities) == (375, 9 + 4)
    assert (scenario.founding.profile, scenario.founding.within_hours) == ("community_builder", 24)
    growth = scenario.growth
    assert (growth.users_per_day, growth.max_per_day, growth.max_users) == (5, 5, 500)
    assert (growth.ticks_per_day, growth.email_domain) == (480, "test.karmyq.com")
    assert scenario.affinity.factor == 2
    assert scenario.affinity.actions == ("accept_offer", "complete_match")
    limits = scenario.limits
    assert (limits.communities, limits.memberships, limits.open_requests) == (50, 6, 2)
    assert scenario.live.excluded_domains == ("karmyq.test",)


def test_the_reference_carries_the_weights_of_its_source() -> None:
    scenario = loaded("reference").scenario

    assert tuple(scenario.profiles) == PROFILES
    for column, (name, profile) in enumerate(scenario.profiles.items()):
        assert profile.share == SHARES[column], name
        assert profile.actions == {
            action: weights[column] for action, weights in WEIGHTS.items() if weights[column]
        }, name
        assert sum(profile.actions.values()) + 0.05 == pytest.approx(TOTALS[column]), name
    assert scenario.common_actions == {"join_community": 0.05}


def test_the_reference_follows_the_intent_of_its_source_where_the_code_strayed() -> None:
    scenario = loaded("reference").scenario

    assert scenario.join_first
    assert scenario.growth.onboarding
    assert scenario.obligations.enabled
    assert scenario.actions["offer_help"]["routing"] == 1


def test_legacy_strays_as_the_code_of_the_source_did() -> None:
    scenario = loaded("legacy").scenario

    assert scenario.profile_assignment == "reroll"
    assert not scenario.join_first
    assert not scenario.growth.onboarding
    assert not scenario.obligations.enabled
    assert scenario.actions["send_message"]["first_chance"] == 0
    assert scenario.profiles == loaded("reference").scenario.profiles


def test_everything_gives_each_action_a_weight() -> None:
    scenario = loaded("everything").scenario
    weighed = [scenario.common_actions, *(one.actions for one in scenario.profiles.values())]

    assert {name for weights in weighed for name, weight in weights.items() if weight > 0} == set(
        VOCABULARY.actions
    )


def test_an_unknown_scenario_is_refused_with_the_nearest_name() -> None:
    assert refusal("quiet_weak") == (
        'no scenario is called "quiet_weak". Did you mean "quiet_week"? A scenario of your own is '
        "named by its path, which ends in .yaml."
    )


def test_an_unknown_scenario_without_a_near_name_is_refused_with_the_list() -> None:
    names = ", ".join(library_scenarios())

    assert refusal("xyz") == (
        f'no scenario is called "xyz". There is: {names}. A scenario of your own is named by its '
        "path, which ends in .yaml."
    )


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
