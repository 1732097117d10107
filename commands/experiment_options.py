"""The options that every command which runs many replications takes."""

from pathlib import Path
from typing import Annotated

import typer

from experiments.design import Design

Replications = Annotated[
    int,
    typer.Option("--replications", metavar="NUMBER", help="How many seeds each scenario gets."),
]
PointReplications = Annotated[
    int, typer.Option("--replications", metavar="NUMBER", help="How many seeds each point gets.")
]
Varied = Annotated[
    list[str] | None,
    typer.Option(
        "--vary",
        metavar="KEY=VALUES",
        help="A range lo:hi:n or a list a,b,c of values; repeatable.",
    ),
]
DesignName = Annotated[
    Design, typer.Option("--design", metavar="DESIGN", help="grid, lhs (Latin hypercube) or sobol.")
]
Samples = Annotated[
    int | None, typer.Option("--samples", metavar="NUMBER", help="Points of lhs and sobol.")
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
