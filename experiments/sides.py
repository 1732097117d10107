"""What an experiment has come to, as the report shows it: a side for each of its points."""

from pathlib import Path

import pandas as pd

from experiments.results import Results
from experiments.store import RESULT_FILE, Store
from reports.plots.lines import REPLICATION
from reports.side import Side


def sides_of(results: Results) -> list[Side]:
    """The points of an experiment with a result, with their hours where these were kept."""
    hours = hourly_frames(results.path) if results.path is not None else {}
    return [
        Side(
            label=str(point["label"]),
            finals=pd.DataFrame(results.numbers(place), dtype=float),
            hourly=hours.get(place),
        )
        for place, point in enumerate(results.points)
        if results.done_at(place)
    ]


def hourly_frames(folder: Path) -> dict[int, pd.DataFrame]:
    """Point to its frame of measures: a row per hour and replication, by column `replication`."""
    store = Store(folder / RESULT_FILE)
    try:
        rows = store.hourly()
    finally:
        store.close()
    columns = ["point", REPLICATION, "hour", "name", "value"]
    long = pd.DataFrame(rows, columns=columns).astype({"value": float})
    return {int(point): _wide(one) for point, one in long.groupby("point", sort=True)}


def _wide(one: pd.DataFrame) -> pd.DataFrame:
    wide = one.pivot(index=["hour", REPLICATION], columns="name", values="value")
    wide.columns.name = None
    return wide.reset_index(REPLICATION)
