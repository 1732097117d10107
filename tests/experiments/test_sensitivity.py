"""Sensitivity: known indices are found, what matters nothing is left out, and stages go on."""

import csv
import json
import sys
from pathlib import Path

import numpy as np
import pytest

import experiments
from experiments import Where
from experiments.engine import Engine
from experiments.errors import ExperimentError, MissingExtraError
from experiments.job import Workers, run_job
from experiments.keeping import home_for
from experiments.replication import Result, replicate
from experiments.results import Results
from experiments.sensitivity_analysis import chances, indices, matching, morris, screened, sobol
from experiments.sensitivity_design import saltelli, trajectories
from experiments.sensitivity_job import Depth, Sensitivity, run_stages, sensitivity_job
from experiments.sensitivity_report import sensitivity_rows
from tests.commands.told import Terminal
from tests.experiments.cases import Doing
from tests.experiments.ishigami import (
    FIRST,
    KEYS,
    MEASURE,
    RANGES,
    TOTAL,
    UNUSED,
    ishigami,
    load_quiet,
)

FOUR = [*RANGES, f"{UNUSED}=1:2"]
KNOWN = Sensitivity(FOUR, [MEASURE], Depth(8, 64, 2))
FEW = Sensitivity(FOUR, [MEASURE], Depth(4, 8, 2))
DAY = ("quiet_week", "--days", "0.1", "--workers", "1", "--quiet")
VARIED = ("--vary", "workers.count=1:6", "--vary", "growth.users_per_day=0:10")
LITTLE = ("--trajectories", "2", "--samples", "8", "--replications", "1")


class KnownModel(Workers):
    """Ishigami's function in place of a run."""

    def engine(self, replications: int) -> Engine:
        return Doing(ishigami)


def analysed(wanted: Sensitivity, folder: Path | None = None) -> Results:
    home = None if folder is None else home_for(folder, "known")
    job = sensitivity_job(load_quiet, "quiet_week", wanted, home)
    return run_stages(job, KnownModel(), quiet=True)


@pytest.fixture(scope="module")
def known() -> Results:
    return analysed(KNOWN)


def test_the_indices_of_a_known_model_lie_in_their_intervals(known: Results) -> None:
    found = {one.key: one for one in indices(known)}

    assert list(found) == list(KEYS)
    for key, one in found.items():
        assert one.first_low <= FIRST[key] <= one.first_high
        assert one.total_low <= TOTAL[key] <= one.total_high


def test_with_more_samples_the_known_indices_are_met_closely() -> None:
    places = np.array(saltelli(KEYS, 2048, 7)) * 2 * np.pi - np.pi
    x1, x2, x3 = places.T
    y = np.sin(x1) + 7 * np.sin(x2) ** 2 + 0.1 * x3**4 * np.sin(x1)
    found = {one.key: one for one in sobol(KEYS, y, seed=1)}

    for key in KEYS:
        assert found[key].first == pytest.approx(FIRST[key], abs=0.02)
        assert found[key].total == pytest.approx(TOTAL[key], abs=0.02)


def test_a_key_without_effect_is_left_out_of_the_second_stage(known: Results) -> None:
    assert matching(known, screened(known)) == list(KEYS)
    effects = {one.key: one for one in screened(known)}

    assert effects[UNUSED].mu_star == 0
    assert len(known.points) == 8 * (4 + 1) + 64 * (3 + 2)
    assert UNUSED not in known.values(len(known.points) - 1)


def test_effects_have_the_unit_of_the_measure_over_the_whole_range() -> None:
    places = trajectories(["a", "b"], 6, 7)
    y = np.array([3 * a - 5 * b for a, b in places])
    a, b = morris(["a", "b"], np.array(places), y, seed=1)

    assert [a.mu_star, b.mu_star] == pytest.approx([3, 5])
    assert [a.mu, b.mu] == pytest.approx([3, -5])
    assert [a.sigma, b.sigma] == pytest.approx([0, 0], abs=1e-9)


def test_an_effect_below_the_noise_does_not_matter() -> None:
    places = np.array(trajectories(["a", "b"], 6, 7))
    y = places @ [3.0, 5.0]
    loud = {one.key: one.matters for one in morris(["a", "b"], places, y, seed=1, noise=4.0)}

    assert loud == {"a": False, "b": True}


def test_without_chance_no_variance_is_the_seeds(known: Results) -> None:
    (chance,) = chances(known)

    assert (chance.seed_share, chance.noise_share) == (0.0, 0.0)
    assert chance.blocks == 64


def test_trajectories_and_blocks_with_a_gap_are_left_out() -> None:
    places = np.array(trajectories(["a"], 4, 7))
    walked = np.where(np.arange(len(places)) == 1, np.nan, places[:, 0])
    (effect,) = morris(["a"], places, walked, seed=1)
    means = np.array(saltelli(["a"], 16, 7))[:, 0]
    means[4] = np.nan
    (index,) = sobol(["a"], means, seed=1)

    assert effect.mu_star == pytest.approx(1)
    assert index.total > 0.5


def test_what_never_changes_has_no_effects_and_no_indices() -> None:
    places = np.array(trajectories(["a"], 4, 7))

    assert morris(["a"], places, np.ones(len(places)), seed=1) == []
    assert sobol(["a"], np.ones(3 * 16), seed=1) == []


def test_an_analysis_that_stopped_after_its_first_stage_goes_on(tmp_path: Path) -> None:
    whole = analysed(FEW, tmp_path / "whole")
    job = sensitivity_job(load_quiet, "quiet_week", FEW, home_for(tmp_path / "half", "x"))
    first = run_job(job, KnownModel(), quiet=True)
    again = analysed(FEW, tmp_path / "half")

    assert len(first.points) < len(again.points)
    assert again.digest == whole.digest
    assert sensitivity_rows(again) == sensitivity_rows(whole)


def test_more_samples_keep_what_is_there(tmp_path: Path) -> None:
    few = analysed(FEW, tmp_path / "a")
    more = Sensitivity(FOUR, [MEASURE], Depth(4, 16, 2))
    many = analysed(more, tmp_path / "a")

    assert many.points[: len(few.points)] == few.points
    assert len(many.points) == len(few.points) + 8 * 5


def test_another_range_in_the_same_folder_is_refused(tmp_path: Path) -> None:
    analysed(FEW, tmp_path / "a")
    wider = Sensitivity([*RANGES, f"{UNUSED}=1:3"], [MEASURE], Depth(4, 8, 2))

    with pytest.raises(ExperimentError, match=r"cannot go on: in it obligations.weight is"):
        analysed(wider, tmp_path / "a")


def test_the_command_leaves_table_pictures_and_summary(tmp_path: Path, terminal: Terminal) -> None:
    out = tmp_path / "s"
    asked = (*VARIED, *LITTLE, "--measure", "requests_created", "--out", str(out))
    told = terminal("sensitivity", *DAY, *asked, "--json")
    printed = json.loads(told.out)
    rows = list(csv.DictReader((out / "table.csv").read_text().splitlines()))

    assert told.code == 0
    assert json.loads((out / "summary.json").read_text()) == printed
    assert printed["sensitivity"]["keys_that_matter"][0] == "workers.count"
    assert [row["key"] for row in rows] == ["workers.count", "growth.users_per_day"]
    assert "<svg" in (out / "plots" / "tornado-requests_created.svg").read_text()

    shown = terminal("show", str(out))
    assert "requests_created  workers.count" in shown.out
    assert "with others" in shown.out


def test_an_interrupted_analysis_is_resumed_in_the_stage_that_it_was_in(
    tmp_path: Path, terminal: Terminal, monkeypatch: pytest.MonkeyPatch
) -> None:
    whole = terminal("sensitivity", *DAY, *VARIED, *LITTLE, "--json", "--out", str(tmp_path / "w"))
    begun = 0

    def interrupted(*asked: object) -> Result:
        nonlocal begun
        begun += 1
        if begun == 10:  # the screening has six runs
            raise KeyboardInterrupt
        return replicate(*asked)  # type: ignore[arg-type]

    with monkeypatch.context() as patched:
        patched.setattr("experiments.pool.replicate", interrupted)
        cut = terminal("sensitivity", *DAY, *VARIED, *LITTLE, "--out", str(tmp_path / "h"))
    folder = str(tmp_path / "h")
    again = terminal("resume", folder, "--workers", "1", "--quiet", "--json")

    assert cut.code == 130
    assert cut.sentence.endswith(f"go on with: run.py resume {folder}")
    assert again.code == 0
    digests = [json.loads(told.out)["experiment_digest"] for told in (whole, again)]
    assert digests[0] == digests[1]
    assert (tmp_path / "h" / "table.csv").read_text() == (tmp_path / "w" / "table.csv").read_text()


def test_the_call_is_the_command(tmp_path: Path, terminal: Terminal) -> None:
    told = terminal(
        *("sensitivity", *DAY, *VARIED, *LITTLE, "--json", "--out", str(tmp_path / "s"))
    )
    called = experiments.sensitivity(
        "quiet_week",
        {"workers.count": "1:6", "growth.users_per_day": "0:10"},
        depth=experiments.Depth(2, 8, 1),
        days=0.1,
        where=Where(workers=1, progress=False),
    )

    assert called.results.digest == json.loads(told.out)["experiment_digest"]
    assert set(called.frame().key) == {"workers.count", "growth.users_per_day"}


REFUSED: list[tuple[tuple[str, ...], str]] = [
    ((), "nothing is varied; write --vary"),
    (("--vary", "workers.count=1,2"), "chooses the values between two bounds itself; write"),
    (("--vary", "workers.count=1:6:3"), "write --vary workers.count=1:6"),
    (("--vary", "workers.cuont=1:6"), 'no key is called "cuont". Did you mean "count"?'),
    ((*VARIED, "--samples", "12"), "--samples 12: Sobol' points are balanced only in powers of"),
    ((*VARIED, "--trajectories", "1"), "--trajectories: expects a number from 2 up; found 1"),
    ((*VARIED, "--measure", "completion_rat"), 'Did you mean "completion_rate"?'),
    (("--vary", "seed=1:6"), "the seed is no parameter"),
]


@pytest.mark.parametrize(("options", "said"), REFUSED, ids=[said[:20] for _, said in REFUSED])
def test_what_cannot_be_analysed_is_refused_in_a_sentence(
    options: tuple[str, ...], said: str, tmp_path: Path, terminal: Terminal
) -> None:
    told = terminal("sensitivity", *DAY, *options, "--out", str(tmp_path / "s"))

    assert told.code == 2
    assert said in told.err
    assert not (tmp_path / "s").exists()


def test_a_missing_extra_is_one_sentence(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "SALib.sample.morris", None)

    with pytest.raises(MissingExtraError, match=r"pip install -e '.\[sensitivity\]'"):
        trajectories(["a"], 4, 7)
