"""`reports.load`: tidy frames of a run's folder, with the numbers of its summary."""

import json
import shutil
from pathlib import Path
from typing import Any

import pandas as pd
import pytest

from model.tallies import gini
from reports import Run, load
from reports.errors import NoRunError
from reports.plots.activity import outcomes_of
from reports.plots.requests import steps_of


def summary_of(run: Run) -> dict[str, Any]:
    assert run.summary is not None
    return run.summary


def measures_of(run: Run) -> dict[str, Any]:
    measures: dict[str, Any] = summary_of(run)["measures"]
    return measures


def as_if_live(run: Run, folder: Path) -> Run:
    """The same run without what only a dry run has."""
    shutil.copytree(run.path, folder)
    (folder / "platform.sqlite").unlink()
    return load(folder)


def test_requests_count_as_the_summary_counts(run: Run) -> None:
    told, found = measures_of(run), run.requests

    assert len(found) == told["requests_created"]
    assert found["first_offer_hour"].count() == told["requests_offered"]
    assert found["accepted_hour"].count() == told["requests_accepted"]
    assert found["completed_hour"].count() == told["requests_completed"]
    assert found["withdrawn_hour"].count() == told["requests_withdrawn"]
    assert found["feedback"].sum() <= told["feedback_given"]


def test_within_a_run_without_a_past_offers_and_feedback_count_as_well(split: Run) -> None:
    told, found = measures_of(split), split.requests

    assert found["offers"].sum() == told["offers_made"]
    assert found["feedback"].sum() == told["feedback_given"]


def test_the_funnels_hours_are_the_medians_of_the_summary(run: Run) -> None:
    told = measures_of(run)
    names = ("time_to_first_offer_median_h", "time_to_accept_median_h", "time_to_complete_median_h")

    found = steps_of(run.requests)["median_hours"].astype(float).iloc[1:4]

    expected = [float("nan") if told[name] is None else told[name] for name in names]
    assert found.tolist() == pytest.approx(expected, nan_ok=True)


def test_people_and_communities_count_as_the_summary_counts(run: Run) -> None:
    told, communities = measures_of(run), run.communities
    standing = communities[communities["ended_hour"].isna() & (communities["members"] > 0)]

    assert len(run.members) == told["users_registered"]
    assert len(standing) == told["communities"]
    assert standing["members"].max() == told["members_per_community_max"]
    assert standing["members"].sum() == round(
        told["memberships_per_user_mean"] * told["users_registered"]
    )


def test_helps_and_karma_are_those_of_the_summary(week: Run) -> None:
    told, members = measures_of(week), week.members
    some = members.loc[members["karma"] > 0, "karma"]

    assert len(week.exchanges) == told["requests_completed"]
    assert members["helps_given"].max() == told["helps_given_max"]
    assert members["karma"].sum() / len(members) == pytest.approx(told["karma_mean"])
    assert gini([float(value) for value in some]) == pytest.approx(told["karma_gini"])


def test_a_split_ends_a_community_and_two_begin_with_its_members(split: Run) -> None:
    ended = split.communities[split.communities["ended_by"] == "split"]
    [parent] = ended["community"]
    halves = split.communities[split.communities["parents"] == parent]
    last = split.sizes[split.sizes["members"] > 0].groupby("community")["members"].last()
    first = split.sizes.groupby("community")["members"].first()

    assert len(halves) == 2
    assert (halves["founded_hour"] == ended["ended_hour"].iloc[0]).all()
    assert first[halves["community"]].sum() == last[parent]
    assert (split.governance["kind"] == "split_executed").sum() == 1


def test_who_was_there_before_the_run_registered_before_hour_zero(past: Run) -> None:
    first_sizes = past.sizes[past.sizes["hour"] == 0].groupby("community")["members"].last()

    assert (past.members["registered_hour"] < 0).sum() >= 20
    assert past.sizes["hour"].min() == 0
    assert first_sizes.sum() >= 20


def test_turns_are_those_of_the_summary(run: Run) -> None:
    table = outcomes_of(run.turns)

    assert {
        action: {how: int(count) for how, count in counts.items()}
        for action, counts in table.iterrows()
    } == {
        action: {how: row[how] for how in ("done", "skipped", "refused", "failed")}
        for action, row in summary_of(run)["actions"].items()
    }
    assert len(run.events) == summary_of(run)["events"] == run.turns["turns"].sum()


def test_measures_have_a_row_an_hour_and_the_columns_of_the_data_collector(week: Run) -> None:
    assert week.measures.index.tolist() == [float(hour) for hour in range(1, 169)]
    assert set(measures_of(week)) == set(week.measures.columns)
    assert week.measures["requests_created"].iloc[-1] == measures_of(week)["requests_created"]


def test_matches_say_who_offered_what_became_of_it_and_when(week: Run) -> None:
    matches, told = week.matches, measures_of(week)
    done = matches.dropna(subset=["completed_hour", "offered_hour"])

    assert matches["offered_hour"].count() == told["offers_made"]
    assert matches["completed_hour"].count() == told["requests_completed"]
    assert (done["offered_hour"] <= done["accepted_hour"]).all()
    assert (done["accepted_hour"] <= done["completed_hour"]).all()


def test_services_are_counted_by_kind(week: Run) -> None:
    counts = week.services["kind"].value_counts()

    assert counts["provider_registered"] == measures_of(week)["providers_registered"]
    assert counts["provider_reviewed"] == measures_of(week)["provider_reviews"]


def test_a_live_run_has_the_same_frames_but_for_names_and_homes(week: Run, tmp_path: Path) -> None:
    live = as_if_live(week, tmp_path / "live")
    shared = week.members.columns.drop(["home"])

    pd.testing.assert_frame_equal(
        live.members[shared].sort_values("member", ignore_index=True),
        week.members[shared].sort_values("member", ignore_index=True),
    )
    pd.testing.assert_frame_equal(
        live.requests.drop(columns="community"), week.requests.drop(columns="community")
    )
    assert set(live.communities["name"]) == {"Community 1", "Community 2", "Community 3"}
    assert set(live.members["home"]) == {""}


def test_everybodys_home_is_a_community_of_theirs(week: Run) -> None:
    homes = set(week.members["home"]) - {""}

    assert homes == set(week.communities["community"])


def test_what_is_no_run_is_told_in_a_sentence(tmp_path: Path) -> None:
    with pytest.raises(NoRunError, match='there is no run called "nowhere"'):
        load("nowhere")
    (tmp_path / "run.json").write_text("{}")
    with pytest.raises(NoRunError, match=r"holds no run\.sqlite"):
        load(tmp_path)


def test_a_broken_log_is_told_in_a_sentence(week: Run, tmp_path: Path) -> None:
    shutil.copytree(week.path, tmp_path / "run")
    (tmp_path / "run" / "run.sqlite").write_text("no database")

    with pytest.raises(NoRunError, match=r"run\.sqlite cannot be read \(file is not a database\)"):
        _ = load(tmp_path / "run").measures


def test_a_run_that_goes_on_has_frames_too(week: Run, tmp_path: Path) -> None:
    shutil.copytree(week.path, tmp_path / "run")
    (tmp_path / "run" / "summary.json").unlink()
    manifest = json.loads((tmp_path / "run" / "run.json").read_text())
    (tmp_path / "run" / "run.json").write_text(json.dumps(manifest | {"status": "running"}))

    found = load(tmp_path / "run")

    assert found.summary is None
    assert found.hours == 168
    assert len(found.requests) == len(week.requests)
