"""The search: what it tries, what it gives up, and that nothing it has done is lost."""

from pathlib import Path

import pytest
from optuna.trial import TrialState

from experiments.engine import failed as broken
from experiments.errors import ExperimentError
from experiments.replication import Replication, Result
from experiments.seeds import seed_of
from experiments.tuning.ending import best_trials
from experiments.tuning.estimates import ranges
from experiments.tuning.loading import read_tuning
from experiments.tuning.search import ENOUGH
from experiments.tuning.study import Storage, opened
from experiments.tuning.trials import FAILURE, VALUES, complete, failed, lost
from experiments.tuning.watching import meets_all
from tests.experiments.searches import (
    COMPLETE,
    THANK,
    TWO_TARGETS,
    Counting,
    answered,
    search,
    searched,
    targets_file,
    two,
)

BASE_SEED = 7


def unsure(asked: Replication) -> Result:
    """Nobody posts, so there is nothing to complete."""
    return Result(asked.point, asked.number, asked.seed, 0.0, measures={"completion_rate": None})


def test_the_first_trial_is_the_start_and_the_targets_are_found(tmp_path: Path) -> None:
    tuning = two(tmp_path)
    with searched(tuning) as study:
        first, best = study.get_trials()[0], best_trials(tuning, study)[0]

    assert first.params == tuning.space.start == {COMPLETE: 0.6, THANK: 0.9}
    assert best.params[COMPLETE] == pytest.approx(0.5, abs=0.03)
    assert best.params[THANK] == pytest.approx(0.3, abs=0.03)


def test_every_trial_meets_the_same_block_of_seeds(tmp_path: Path) -> None:
    work = Counting()
    with searched(two(tmp_path, trials=4), work=work) as study:
        trials = study.get_trials()

    block = [seed_of(BASE_SEED, number) for number in range(4)]
    assert work.seeds() == block * len(trials)
    assert all(len(one.user_attrs[VALUES]["completion_rate"]) == 4 for one in trials)


def test_a_search_ends_early_when_enough_trials_have_met_all_targets(tmp_path: Path) -> None:
    tuning = two(tmp_path, trials=60)
    with searched(tuning) as study:
        trials = study.get_trials()

    assert sum(meets_all(tuning, one) for one in trials) == ENOUGH
    assert len(trials) < 30


def test_a_hopeless_trial_is_given_up_after_half_of_its_seeds(tmp_path: Path) -> None:
    work = Counting()
    with searched(two(tmp_path, trials=6), tmp_path, work) as study:
        study.enqueue_trial({COMPLETE: 1.0, THANK: 1.0})
    with searched(two(tmp_path, trials=7), tmp_path, work) as study:
        *usual, hopeless = study.get_trials()

    assert {one.state for one in usual} == {TrialState.COMPLETE}
    assert hopeless.state == TrialState.PRUNED
    assert len(hopeless.user_attrs[VALUES]["completion_rate"]) == 2
    assert len(work.asked) == 6 * 4 + 2


def test_the_same_search_tries_the_same_values(tmp_path: Path) -> None:
    with searched(two(tmp_path, trials=9)) as one, searched(two(tmp_path, trials=9)) as other:
        assert [t.params for t in one.get_trials()] == [t.params for t in other.get_trials()]


def test_an_interrupted_search_goes_on_as_if_it_had_never_stopped(tmp_path: Path) -> None:
    tuning = two(tmp_path, trials=9)

    def interrupted(asked: Replication) -> Result:
        if len(work.asked) == 6 * 4 + 2:
            raise KeyboardInterrupt
        return answered(asked)

    work = Counting(interrupted)
    (kept := tmp_path / "kept").mkdir()
    with pytest.raises(KeyboardInterrupt), searched(tuning, kept, work):
        pass
    with searched(tuning, kept) as resumed, searched(tuning) as whole:
        trials = resumed.get_trials()
        again = [one for one in trials if one.number not in lost(trials)]

        assert lost(trials) == {6}
        assert [one.params for one in again] == [one.params for one in whole.get_trials()]
        assert [one.values for one in again] == [one.values for one in whole.get_trials()]


def test_a_trial_whose_process_was_killed_is_repeated(tmp_path: Path) -> None:
    tuning = two(tmp_path, trials=3)
    with opened(tuning, Storage(tmp_path)) as study:
        study.ask(study.sampler.infer_relative_search_space(study, None))  # type: ignore[arg-type]
    with searched(tuning, tmp_path) as study:
        trials = study.get_trials()

    assert [one.state for one in trials].count(TrialState.COMPLETE) == 3
    assert lost(trials) == {0}
    assert trials[1].params == trials[0].params == tuning.space.start


def test_a_replication_that_fails_fails_its_trial_alone(tmp_path: Path) -> None:
    def unlucky(asked: Replication) -> Result:
        if len(work.asked) == 5:
            return broken(asked, "ValueError: unlucky")
        return answered(asked)

    work = Counting(unlucky)
    with searched(two(tmp_path, trials=4), work=work) as study:
        trials = study.get_trials()

    assert [one.number for one in failed(trials)] == [1]
    assert trials[1].user_attrs[FAILURE].endswith("ValueError: unlucky")
    assert sum(complete(one) for one in trials) == 3


def test_a_study_of_another_search_is_refused(tmp_path: Path) -> None:
    with searched(two(tmp_path, trials=1), tmp_path):
        pass
    other = TWO_TARGETS.replace("value: 0.5", "value: 0.6")

    with (
        pytest.raises(ExperimentError, match="is about another search: its targets differs"),
        searched(read_tuning(targets_file(tmp_path, other)), tmp_path),
    ):
        pass


def test_more_trials_extend_a_study(tmp_path: Path) -> None:
    with searched(two(tmp_path, trials=2), tmp_path):
        pass
    with searched(two(tmp_path, trials=5), tmp_path) as study:
        assert len(study.get_trials()) == 5


def test_code_that_makes_other_replications_now_is_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with searched(two(tmp_path, trials=1), tmp_path):
        pass
    monkeypatch.setattr("experiments.tuning.study.provenance", lambda: {"code": "another"})
    monkeypatch.setattr("experiments.tuning.study.replicate", answered)
    with searched(two(tmp_path, trials=2), tmp_path):
        pass  # the same digest: harmless
    monkeypatch.setattr("experiments.tuning.study.replicate", unsure)

    with (
        pytest.raises(ExperimentError, match="the code or a library has changed"),
        searched(two(tmp_path, trials=3), tmp_path),
    ):
        pass


def test_a_measure_without_a_value_is_as_far_off_as_can_be(tmp_path: Path) -> None:
    with searched(two(tmp_path, trials=5), work=unsure) as study:
        values = {one.value for one in study.get_trials()}

    assert all(value is not None and value >= 100**2 for value in values)


def test_the_ranges_hold_what_was_hidden_and_little_else(tmp_path: Path) -> None:
    tuning = two(tmp_path)
    with searched(tuning) as study:
        complete_match, thank = ranges(tuning, study.get_trials(), 1)

    assert complete_match.holds(0.5)
    assert thank.holds(0.3)
    assert complete_match.high - complete_match.low < 0.12
    assert not complete_match.undecided


def test_a_parameter_that_does_nothing_is_said_to_be_undecided(tmp_path: Path) -> None:
    idle = "profiles.browser.actions.browse_requests"
    tuning = read_tuning(targets_file(tmp_path, TWO_TARGETS + f"  {idle}: [0.1, 1]\n"))
    with searched(tuning) as study:
        found = {one.name: one for one in ranges(tuning, study.get_trials(), 1)}

    assert found[idle].undecided
    assert not found[THANK].undecided


def test_pareto_keeps_each_error_apart_and_begins_with_the_front(tmp_path: Path) -> None:
    text = TWO_TARGETS + "objective: pareto\n"
    tuning = read_tuning(targets_file(tmp_path, text))
    with searched(tuning) as study:
        trials, best = study.get_trials(), best_trials(tuning, study)

    front = {one.number for one in study.best_trials}
    assert len(study.directions) == 3
    assert all(len(one.values or ()) == 3 for one in trials)
    assert best[0].number in front


def test_another_process_may_search_on(tmp_path: Path) -> None:
    tuning = two(tmp_path, trials=3)
    with opened(tuning, Storage(tmp_path)) as study:
        search(tuning, study)
    with opened(tuning, Storage(tmp_path)) as study:
        assert len(study.get_trials()) == 3
