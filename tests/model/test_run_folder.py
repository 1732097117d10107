"""A run's folder: made once, written whole, found by name."""

from pathlib import Path

import pytest

from model.run_folder import RunFolder, RunFolderError, all_runs, free_name


def a_run(path: Path) -> RunFolder:
    """A run that has a manifest."""
    folder = RunFolder.create(path)
    folder.write_manifest(status="done")
    return folder


def test_a_new_run_has_its_folder_and_those_above_it(tmp_path: Path) -> None:
    folder = RunFolder.create(tmp_path / "runs" / "monday")

    assert folder.path.is_dir()


def test_a_folder_that_exists_is_refused(tmp_path: Path) -> None:
    with pytest.raises(RunFolderError) as caught:
        RunFolder.create(tmp_path)

    assert str(caught.value) == f"{tmp_path} exists already; choose another --out"


def test_a_folder_that_holds_a_run_is_refused_with_a_second_way_out(tmp_path: Path) -> None:
    RunFolder.create(tmp_path / "run").write_manifest(status="done")

    with pytest.raises(RunFolderError) as caught:
        RunFolder.create(tmp_path / "run")

    assert str(caught.value) == (
        f"{tmp_path}/run exists already; choose another --out, or see what is in it: "
        f"run.py show {tmp_path}/run"
    )


def test_a_folder_that_cannot_be_made_is_refused_with_the_reason(tmp_path: Path) -> None:
    file = tmp_path / "a file"
    file.touch()

    with pytest.raises(RunFolderError) as caught:
        RunFolder.create(file / "run")

    assert str(caught.value) == (
        f"{file}/run cannot be made (Not a directory); choose another place with --out"
    )


def test_a_manifest_keeps_what_a_change_does_not_name(tmp_path: Path) -> None:
    folder = RunFolder.create(tmp_path / "run")
    folder.write_manifest(status="running", seed=7)

    folder.write_manifest(status="done")

    assert folder.manifest() == {"status": "done", "seed": 7}


def test_nothing_half_written_is_left_behind(tmp_path: Path) -> None:
    folder = a_run(tmp_path / "run")
    folder.write_scenario("about: Does it work?\n")
    folder.write_summary({"events": 3})

    names = sorted(file.name for file in folder.path.iterdir())

    assert names == ["run.json", "scenario.yaml", "summary.json"]
    assert folder.scenario_file.read_text(encoding="utf-8") == "about: Does it work?\n"


def test_a_file_that_cannot_be_written_stays_what_it_was(tmp_path: Path) -> None:
    folder = a_run(tmp_path / "run")
    (folder.path / "run.json.new").mkdir()

    with pytest.raises(RunFolderError, match=r"run\.json cannot be written \(Is a directory\)"):
        folder.write_manifest(status="failed")

    assert folder.manifest() == {"status": "done"}


def test_a_run_without_a_summary_has_none(tmp_path: Path) -> None:
    folder = a_run(tmp_path / "run")

    before = folder.summary()
    folder.write_summary({"events": 3})

    assert before is None
    assert folder.summary() == {"events": 3}


def test_a_run_is_opened_by_path_or_by_name(tmp_path: Path) -> None:
    a_run(tmp_path / "monday")

    by_path = RunFolder.open(str(tmp_path / "monday"), tmp_path / "elsewhere")
    by_name = RunFolder.open("monday", tmp_path)

    assert by_path.path == by_name.path == tmp_path / "monday"


def test_a_run_that_is_not_there_is_told_with_those_that_are(tmp_path: Path) -> None:
    a_run(tmp_path / "monday")
    a_run(tmp_path / "friday")

    with pytest.raises(RunFolderError) as caught:
        RunFolder.open("sunday", tmp_path)

    assert str(caught.value) == (
        f'there is no run called "sunday" below {tmp_path}/; there are: friday, monday'
    )


def test_where_no_run_is_yet_that_is_said(tmp_path: Path) -> None:
    with pytest.raises(RunFolderError, match="there are: none yet"):
        RunFolder.open("sunday", tmp_path)


@pytest.mark.parametrize(
    ("text", "complaint"),
    [("{", r"run\.json cannot be read"), ("[]", r"run\.json holds no mapping")],
    ids=["broken", "a list"],
)
def test_a_manifest_that_is_none_is_told(tmp_path: Path, text: str, complaint: str) -> None:
    folder = RunFolder.create(tmp_path / "run")
    (folder.path / "run.json").write_text(text, encoding="utf-8")

    with pytest.raises(RunFolderError, match=complaint + ".*is this a run's folder"):
        folder.manifest()


def test_runs_are_listed_by_name_and_other_folders_are_not(tmp_path: Path) -> None:
    for name in ("b", "a", "c"):
        a_run(tmp_path / name)
    (tmp_path / "no run").mkdir()

    assert [folder.path.name for folder in all_runs(tmp_path)] == ["a", "b", "c"]


def test_a_free_name_is_the_first_number_that_is_not_taken(tmp_path: Path) -> None:
    first = free_name("week", tmp_path)
    for number in (1, 2, 4):
        (tmp_path / f"week-{number}").mkdir()

    assert first == tmp_path / "week-1"
    assert free_name("week", tmp_path) == tmp_path / "week-3"
