"""The settings of the next run."""

from pathlib import Path

import pytest

from commands.app import main
from dashboard.page.draft import Draft, fields_of, value_at
from dashboard.theatre.simulated import SimulatedStage
from model.run_folder import RunFolder
from scenarios import ScenarioError
from tests.dashboard.stages import quiet_day, resolve

OFFER = "profiles.requester.actions.offer_help"
SHARES = [f"profiles.{name}.share" for name in quiet_day().profiles]


def test_a_change_is_the_next_runs() -> None:
    draft = Draft(resolve)

    draft.change(OFFER, 0.9)
    draft.change("growth.users_per_day", 4)

    scenario = draft.resolved().scenario
    assert scenario.profiles["requester"].actions["offer_help"] == 0.9
    assert scenario.growth.users_per_day == 4
    assert draft.changed.keys() == {OFFER, "growth.users_per_day"}


def test_a_change_back_is_none() -> None:
    draft = Draft(resolve)
    draft.change("workers.count", 5)

    draft.change("workers.count", 2)

    assert draft.changed == {}
    assert draft.resolved().scenario == resolve().scenario


def test_one_end_of_a_pair_leaves_the_other() -> None:
    draft = Draft(resolve)

    draft.change("workers.delay_s.1", 400)

    assert draft.resolved().scenario.workers.delay_s == (60, 400)


def test_shares_stay_a_whole() -> None:
    draft = Draft(resolve)

    draft.change("profiles.requester.share", 0.55)
    draft.change("profiles.browser.share", 1.0)
    draft.change("profiles.browser.share", 0.4)

    assert sum(draft.value(key) for key in SHARES) == pytest.approx(1)
    assert draft.resolved().scenario.profiles["browser"].share == 0.4


def test_what_does_not_fit_together_is_said_by_the_loader() -> None:
    draft = Draft(resolve)

    draft.change("workers.delay_s.0", 500)

    with pytest.raises(ScenarioError, match=r"expects the lower number first"):
        draft.resolved()
    draft.forget()
    assert draft.resolved().scenario == resolve().scenario


def test_only_what_is_offered_can_be_changed() -> None:
    with pytest.raises(KeyError):
        Draft(resolve).change("growth.email_domain", 1)


def test_every_field_has_a_number_in_the_scenario_and_a_slider_that_reaches_it() -> None:
    scenario = quiet_day()

    for field in fields_of(scenario):
        assert 0 <= value_at(scenario, field.key) <= field.top, field.key


def test_the_file_that_can_be_downloaded_makes_the_same_run(tmp_path: Path) -> None:
    draft = Draft(resolve)
    draft.change(OFFER, 0.9)
    draft.change("seed", 11)
    file, run = tmp_path / draft.name, tmp_path / "run"

    file.write_text(draft.resolved().to_yaml(), encoding="utf-8")

    stage = SimulatedStage(draft.resolved().scenario)
    stage.advance(24)
    assert main(["run", str(file), "--out", str(run), "--quiet"]) == 0
    assert RunFolder(run).manifest()["event_digest"] == stage.digest.hex()
    assert draft.name == "scenario-s11.yaml"
