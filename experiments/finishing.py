"""What a kind of experiment leaves in its folder beside what all leave."""

from collections.abc import Sequence
from typing import Any

from experiments.comparisons import COMPARE, compared
from experiments.errors import MissingExtraError
from experiments.job import write_csv
from experiments.plots import PLOTS, draw_sweep
from experiments.results import Results
from experiments.sensitivity_job import SENSITIVITY
from experiments.sensitivity_plots import draw_tornados
from experiments.sensitivity_report import sensitivity_of, sensitivity_rows
from experiments.sweeps import SWEEP, moving, tidy
from model.run_folder import RunFolder

TABLE_FILE = "table.csv"


def summary_of(results: Results) -> dict[str, Any]:
    """All that an experiment says of itself, as `--json` prints it."""
    # Hundreds of points with ninety intervals each are in the result file already.
    told = results.as_dict(with_points=results.kind != SENSITIVITY)
    if results.kind == COMPARE:
        told["comparison"] = compared(results).as_dict()
    if results.kind == SENSITIVITY:
        told["sensitivity"] = sensitivity_of(results)
    return told


def finish(results: Results, measures: Sequence[str] = ()) -> list[str]:
    """Write them; returns a sentence for each thing that could not be made.

    `measures` are those to draw, by default all that moved.
    """
    if results.path is None:
        return []
    RunFolder(results.path).write_summary(summary_of(results))
    if results.kind not in (SWEEP, SENSITIVITY):
        return []
    place = results.path / PLOTS
    rows = tidy(results) if results.kind == SWEEP else sensitivity_rows(results)
    if not rows:
        return ["no measure changed anywhere, so there is no table and no picture"]
    write_csv(results.path / TABLE_FILE, rows)
    try:
        if results.kind == SWEEP:
            draw = draw_sweep(results, list(measures) or moving(results), place)
        else:
            draw = draw_tornados(results, place)
        for _ in draw:
            pass
    except MissingExtraError as problem:
        return [f"the table is complete, but {problem}"]
    return []
