"""The options that every command which runs many replications takes."""

from pathlib import Path
from typing import Annotated

import typer

Replications = Annotated[
    int,
    typer.Option("--replications", metavar="NUMBER", help="How many seeds each scenario gets."),
]
WorkerCount = Annotated[
    int | None,
    typer.Option(
        "--workers", metavar="NUMBER", help="Processes to use. [default: one for each core]"
    ),
]
Cluster = Annotated[
    str | None,
    typer.Option(
        metavar="ADDRESS", help="A Dask scheduler to send replications to: tcp://host:8786."
    ),
]
ExperimentOut = Annotated[
    Path | None,
    typer.Option(
        "--out",
        metavar="FOLDER",
        help="The experiment's folder; the same one again extends it. [default: below runs/]",
    ),
]
Hourly = Annotated[bool, typer.Option("--hourly", help="Keep the measures of every hour, too.")]
Measure = Annotated[
    list[str] | None,
    typer.Option("--measure", metavar="NAME", help="Show only this measure; repeatable."),
]
