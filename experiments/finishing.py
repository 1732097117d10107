"""What a kind of experiment leaves in its folder beside what all leave."""

from collections.abc import Sequence

from experiments.errors import MissingExtraError
from experiments.job import write_csv
from experiments.plots import PLOTS, draw_sweep
from experiments.results import Results
from experiments.sweeps import SWEEP, moving, tidy

TABLE_FILE = "table.csv"


def finish(results: Results, measures: Sequence[str] = ()) -> list[str]:
    """Write them; returns a sentence for each thing that could not be made.

    `measures` are those to draw, by default all that moved.
    """
    if results.path is None or results.kind != SWEEP:
        return []
    write_csv(results.path / TABLE_FILE, tidy(results))
    try:
        for _ in draw_sweep(results, list(measures) or moving(results), results.path / PLOTS):
            pass
    except MissingExtraError as problem:
        return [f"the table is complete, but {problem}"]
    return []
