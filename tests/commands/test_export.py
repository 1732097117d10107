"""`run.py export`: files that other tools read."""

from pathlib import Path

import pandas as pd
import pytest

from commands.app import main


@pytest.fixture
def run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    folder = tmp_path / "week"
    assert main(["run", "quiet_week", "--days", "1", "--out", str(folder), "--quiet"]) == 0
    return folder


@pytest.mark.parametrize("file_format", ["csv", "parquet"])
def test_events_and_measures_are_written(
    run: Path, file_format: str, capsys: pytest.CaptureFixture[str]
) -> None:
    capsys.readouterr()

    code = main(["export", str(run), "--format", file_format])

    read = {"csv": pd.read_csv, "parquet": pd.read_parquet}[file_format]
    events = read(run / "export" / f"events.{file_format}")
    measures = read(run / "export" / f"measures.{file_format}")
    assert code == 0
    assert capsys.readouterr().out.count(" rows") == len(list((run / "export").iterdir()))
    assert list(measures["hour"]) == [float(hour) for hour in range(1, 25)]
    assert measures["users_registered"].iloc[-1] == (events["action"] == "register").sum()


def test_an_unknown_run_is_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)

    assert main(["export", "nothing"]) == 2
    assert "nothing" in capsys.readouterr().err


def test_without_pyarrow_parquet_names_the_extra(
    run: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def missing(*_args: object, **_kwargs: object) -> None:
        raise ImportError

    monkeypatch.setattr(pd.DataFrame, "to_parquet", missing)

    assert main(["export", str(run), "--format", "parquet"]) == 2
    assert "pip install -e '.[parquet]'" in capsys.readouterr().err
