"""`run.py export`: a run's events and measures as Parquet or CSV, for other tools."""

from enum import StrEnum
from pathlib import Path
from typing import Annotated

import pandas as pd
import typer
from sqlalchemy import create_engine, inspect

from commands.complaints import Complaint
from commands.experiment_kinds import is_experiment
from commands.tune_run import no_search
from experiments.job import REPLICATIONS_FILE
from model.run_folder import PLATFORM_FILE, RunFolder


class Format(StrEnum):
    """The file formats that can be written."""

    PARQUET = "parquet"
    CSV = "csv"


def export(
    run: Annotated[str, typer.Argument(help="The run's folder, or its name below runs/.")],
    file_format: Annotated[
        Format, typer.Option("--format", metavar="FORMAT", help="parquet or csv.")
    ] = Format.CSV,
    out: Annotated[
        Path | None,
        typer.Option(metavar="PATH", help="The folder to write to. [default: export/ in the run]"),
    ] = None,
) -> None:
    """Write a run as files for other tools.

    Its events, its measures, and the platform as a dry run left it.

    Events have a row per action, measures a row per hour, the platform's tables a row per record.

    Example: run.py export quiet_week-s7-1 --format csv
    """
    folder = RunFolder.open(run)
    if is_experiment(folder):
        raise Complaint(
            f"{folder.path} is an experiment of many runs; its table is {folder.path}/"
            f"{REPLICATIONS_FILE}, and its result file opens with pandas.read_sql"
        )
    no_search(folder)
    place = out or folder.path / "export"
    frames = _frames(folder.log_file) | _platform(folder.path / PLATFORM_FILE)
    for name, frame in frames.items():
        file = place / f"{name}.{file_format.value}"
        _write(frame, file, file_format)
        typer.echo(f"{file}  {len(frame)} rows")


def _frames(log_file: Path) -> dict[str, pd.DataFrame]:
    engine = create_engine(f"sqlite:///{log_file}")
    try:
        events = pd.read_sql("SELECT * FROM events ORDER BY id", engine)
        long = pd.read_sql("SELECT * FROM measures ORDER BY hour, name", engine)
    finally:
        engine.dispose()
    measures = long.pivot(index="hour", columns="name", values="value").reset_index()
    return {"events": events, "measures": measures}


def _platform(file: Path) -> dict[str, pd.DataFrame]:
    """The platform's tables that have rows; a live run has none, since karmyq keeps its own."""
    if not file.is_file():
        return {}
    engine = create_engine(f"sqlite:///{file}")
    try:
        tables = {
            name: pd.read_sql_table(name, engine) for name in inspect(engine).get_table_names()
        }
    finally:
        engine.dispose()
    return {f"platform_{name}": table for name, table in tables.items() if len(table)}


def _write(frame: pd.DataFrame, file: Path, file_format: Format) -> None:
    draft = file.with_name(file.name + ".new")
    try:
        file.parent.mkdir(parents=True, exist_ok=True)
        if file_format is Format.CSV:
            frame.to_csv(draft, index=False)
        else:
            frame.to_parquet(draft, index=False)
    except ImportError:
        raise Complaint(
            "Parquet needs pyarrow, which is missing: .venv/bin/pip install -e '.[parquet]', "
            "or use --format csv"
        ) from None
    draft.replace(file)
