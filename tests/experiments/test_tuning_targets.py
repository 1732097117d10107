"""A targets file: what it may say, and the sentence for everything that it may not."""

import re
from pathlib import Path

import pytest

from experiments.errors import ExperimentError
from experiments.tuning.loading import SHELF, Wish, read_tuning
from experiments.tuning.targets import Goal
from scenarios.errors import ScenariosError
from scenarios.wording import shown
from tests.experiments.searches import COMPLETE, TWO_TARGETS, targets_file

THANK_LINE = "profiles.requester.actions.submit_feedback: [0.05, 1]"


def refusal(folder: Path, old: str, new: str, wish: Wish | None = None) -> str:
    """The sentence about a file in which something is replaced, without the file's name."""
    assert old in TWO_TARGETS
    file = targets_file(folder, TWO_TARGETS.replace(old, new))
    with pytest.raises((ExperimentError, ScenariosError)) as caught:
        read_tuning(file, wish)
    return str(caught.value).removeprefix(shown(Path(file)))


@pytest.mark.parametrize(
    ("old", "new", "sentence"),
    [
        (
            "scenario: quiet_week",
            "scenario: quiet_weak",
            ':2: scenario: no scenario is called "quiet_weak". Did you mean "quiet_week"?',
        ),
        (
            "about:",
            "abuot:",
            ':1: no key is called "abuot". Did you mean "about"?',
        ),
        (
            "completion_rate:",
            "completion_rat:",
            ':7: targets.completion_rat: no measure is called "completion_rat". Did you mean '
            '"completion_rate"?',
        ),
        (
            "{value: 0.5, tolerance: 0.03}",
            "{value: 0.5, tolerance: 0}",
            ":7: targets.completion_rate.tolerance: expects a number greater than 0; found 0.",
        ),
        (
            "{value: 0.5, tolerance: 0.03}",
            "{value: 0.5, tolerence: 0.03}",
            ':7: targets.completion_rate: no key is called "tolerence". Did you mean "tolerance"?',
        ),
        (
            "{value: 0.5, tolerance: 0.03}",
            "{value: 0.5, at_most: 0.4, tolerance: 0.03}",
            ":7: targets.completion_rate: has a value and a bound, which contradict each other",
        ),
        (
            "{value: 0.5, tolerance: 0.03}",
            "{at_least: 0.6, at_most: 0.4, tolerance: 0.03}",
            ":7: targets.completion_rate: nothing is both at least 0.6 and at most 0.4.",
        ),
        (
            "{value: 0.5, tolerance: 0.03}",
            "{value: 1.5, tolerance: 0.03}",
            ":7: targets.completion_rate: (1.5 ± 0.03) cannot be met: the measure is a share",
        ),
        (
            "completion_rate: {value: 0.5, tolerance: 0.03}",
            "completion_rate: {value: 0.5, tolerance: 0.03}\n"
            "  match_completion_rate: {value: 0.3, tolerance: 0.03}",
            ":7: targets.completion_rate: (0.5 ± 0.03) contradicts match_completion_rate "
            "(0.3 ± 0.03), which it never exceeds; change one of the two.",
        ),
        (
            "completion_rate: {value: 0.5, tolerance: 0.03}",
            "completion_rate: {value: 0.5, tolerance: 0.03}\n"
            "  requests_created: {value: 100, tolerance: 5}\n"
            "  requests_completed: {value: 90, tolerance: 5}",
            ":7: targets.completion_rate: (0.5 ± 0.03) contradicts the other targets: "
            "completion_rate x requests_created is requests_completed, and these targets leave "
            "no such numbers; change one.",
        ),
        (
            THANK_LINE,
            "profiles.requester.actions.submit_feedbak: [0, 1]",
            ":11: parameters.profiles.requester.actions.submit_feedbak: profiles.requester.actions."
            'submit_feedbak=0: profiles.requester.actions: no action is called "submit_feedbak". '
            'Did you mean "submit_feedback"?',
        ),
        (
            THANK_LINE,
            "profiles.requestor.actions.submit_feedback: [0.05, 1]",
            ":11: parameters.profiles.requestor.actions.submit_feedback: no profile is called "
            '"requestor". Did you mean "requester"?',
        ),
        (
            THANK_LINE,
            "profiles.requester.actions.submit_feedback: [0.05, 0.5]",
            ":11: parameters.profiles.requester.actions.submit_feedback: the bounds 0.05 to 0.5 "
            "exclude the start 0.9; widen them, or name another start.",
        ),
        (
            THANK_LINE,
            "profiles.requester.actions.submit_feedback: [1, 0.05]",
            ":11: parameters.profiles.requester.actions.submit_feedback: expects the lower bound "
            "first, and room between the two; found [1, 0.05].",
        ),
        (
            THANK_LINE,
            "profiles.requester.actions.submit_feedback: {low: 0, high: 1, scale: log}",
            ":11: parameters.profiles.requester.actions.submit_feedback.low: scale log needs a "
            "lower bound above 0; found 0.",
        ),
        (
            THANK_LINE,
            "profiles.*.actions.submit_feedback: [0.05, 1]",
            ":11: parameters.profiles.*.actions.submit_feedback: its keys start at different "
            "values (0.15, 0.2, 0.25, 0.9); name one with start:",
        ),
        (
            THANK_LINE,
            "profiles.*.actions.complete_match: {low: 0.05, high: 1, start: 0.5}",
            f":11: parameters.profiles.*.actions.complete_match: {COMPLETE} is changed by "
            f'"{COMPLETE}" already; keep one.',
        ),
        (
            THANK_LINE,
            "seed: [1, 9]",
            ":11: parameters.seed: the seed is no parameter: all trials meet the same block",
        ),
        (
            THANK_LINE,
            "workers.count: [0, 9]",
            ":11: parameters.workers.count: workers.count=0: workers.count: without a worker "
            "nobody is ever woken; found 0.",
        ),
        (
            THANK_LINE,
            "workers.count: [1, 9.5]",
            ":11: parameters.workers.count: takes whole numbers, so its bounds are whole",
        ),
        (
            "changes: {profiles.requester.actions.submit_feedback: 0.9}",
            "changes: {time.dais: 3}",
            ':5: changes: time.dais=3: time: no key is called "dais". Did you mean "days"?',
        ),
        ("replications: 4", "replications: 1", ":3: replications: expects a number from 2 up"),
    ],
)
def test_what_is_wrong_is_one_sentence_with_file_key_and_remedy(
    tmp_path: Path, old: str, new: str, sentence: str
) -> None:
    said = refusal(tmp_path, old, new)

    assert said.startswith(sentence)
    assert "\n" not in said


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("", "a targets file is a mapping that begins with `about:`; found nothing."),
        ("- 1\n", "a targets file is a mapping that begins with `about:`; found [1]."),
        ("about: Why?\nscenario: quiet_week\n", "targets: this is missing: measure to what"),
    ],
)
def test_a_file_that_is_none_says_so(tmp_path: Path, text: str, sentence: str) -> None:
    with pytest.raises(ExperimentError, match=re.escape(sentence)):
        read_tuning(targets_file(tmp_path, text))


def test_a_file_that_is_not_there_or_not_on_the_shelf_says_so() -> None:
    with pytest.raises(ExperimentError, match=r"nowhere\.yaml: there is no such file"):
        read_tuning("nowhere.yaml")
    with pytest.raises(ExperimentError, match='no targets file is called "first_serch"'):
        read_tuning("first_serch")


def test_what_is_asked_beside_the_file_wins_and_is_named_when_wrong(tmp_path: Path) -> None:
    tuning = read_tuning(targets_file(tmp_path), Wish(days=2.5, seed=3, trials=9))

    assert (tuning.start.scenario.time.days, tuning.start.scenario.seed) == (2.5, 3)
    assert tuning.targets.trials == 9
    assert refusal(tmp_path, "trials: 20", "trials: 21", Wish(replications=1)).startswith(
        "--replications: expects a number from 2 up; found 1."
    )


def test_a_star_sets_a_value_in_every_profile_that_has_it(tmp_path: Path) -> None:
    text = TWO_TARGETS.replace(
        THANK_LINE, "profiles.*.actions.submit_feedback: {low: 0.05, high: 1, start: 0.3}"
    )
    tuning = read_tuning(targets_file(tmp_path, text))
    profiles = tuning.scenario_at({**tuning.space.start, "profiles.*.actions.submit_feedback": 0.7})

    weights = {
        name: profile.actions.get("submit_feedback")
        for name, profile in profiles.scenario.profiles.items()
    }
    assert weights.pop("browser") is None
    assert set(weights.values()) == {0.7}


def test_an_action_that_a_profile_leaves_out_starts_at_0(tmp_path: Path) -> None:
    line = "profiles.browser.actions.submit_feedback: [0, 1]"
    tuning = read_tuning(targets_file(tmp_path, TWO_TARGETS.replace(THANK_LINE, line)))

    assert tuning.space.start["profiles.browser.actions.submit_feedback"] == 0


def test_a_scenario_of_ones_own_is_found_beside_the_targets_file(tmp_path: Path) -> None:
    (tmp_path / "mine.yaml").write_text("extends: quiet_week\nseed: 99\n")
    text = TWO_TARGETS.replace("scenario: quiet_week", "scenario: mine.yaml")

    assert read_tuning(targets_file(tmp_path, text)).start.scenario.seed == 99


def test_a_whole_number_stays_whole(tmp_path: Path) -> None:
    text = TWO_TARGETS.replace(THANK_LINE, "workers.count: [1, 9]")
    one = read_tuning(targets_file(tmp_path, text)).space.dimensions[1]

    assert one.whole
    assert one.value(0.49) == 5
    assert list(one.changes(5)) == ["workers.count=5"]


@pytest.mark.parametrize(
    ("goal", "met", "missed", "error"),
    [
        (Goal(value=0.5, tolerance=0.1), 0.58, 0.7, 2.0),
        (Goal(at_most=6, tolerance=2), 6.0, 9.0, 1.5),
        (Goal(at_least=6, tolerance=2), 6.0, 3.0, -1.5),
        (Goal(at_least=1, at_most=2, tolerance=0.5), 1.5, 2.5, 1.0),
    ],
)
def test_a_goal_knows_when_it_is_met_and_how_far_off_a_measure_is(
    goal: Goal, met: float, missed: float, error: float
) -> None:
    assert goal.met_by(met)
    assert not goal.met_by(missed)
    assert not goal.met_by(None)
    assert goal.error(missed) == pytest.approx(error)


@pytest.mark.parametrize("file", sorted(SHELF.glob("*.yaml")), ids=lambda file: str(file.stem))
def test_every_file_of_the_shelf_can_be_searched_for(file: Path) -> None:
    assert read_tuning(file.stem).targets.about.endswith("?")
