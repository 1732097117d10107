"""docs/tuning.md tells of a search that reached what it was asked for."""

import re

from experiments.tuning.loading import read_tuning
from tests.docs.pages import page, shown_commands
from tools.recorded_search import COMMAND, recorded

TUNING = page("docs/tuning.md")


def test_the_command_that_is_shown_is_the_recorded_one() -> None:
    assert [one.command for one in shown_commands("docs/tuning.md")] == [COMMAND]


def test_the_recorded_search_is_that_of_the_targets_file() -> None:
    tuning, told = read_tuning("first_search"), recorded()

    assert told["targets"].keys() == tuning.targets.targets.keys()
    assert {name: one["text"] for name, one in told["targets"].items()} == {
        name: str(goal) for name, goal in tuning.targets.targets.items()
    }
    assert {key: one["start"] for key, one in told["parameters"].items()} == tuning.space.start
    assert told["replications"] == tuning.targets.replications == 4
    assert told["days"] == tuning.start.scenario.time.days == 10


def test_all_targets_were_reached_in_at_most_60_trials_on_20_fresh_seeds() -> None:
    told = recorded()

    assert told["first_to_meet_all"] < sum(told["trials"].values()) <= 60
    assert len(set(told["fresh_seeds"])) == 20
    assert told["all_reached"]
    assert all(target["met"] for target in told["targets"].values())


def test_every_key_of_a_targets_file_is_told() -> None:
    keys = set(read_tuning("first_search").targets.model_dump()) - {"about"}

    assert keys <= set(re.findall(r"`(\w+)`", TUNING))
