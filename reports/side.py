"""One side of a page on several: a run, or many runs of one scenario, under one name."""

from dataclasses import dataclass

import pandas as pd

from reports.frames import Run
from reports.run_report import so_far


@dataclass(frozen=True, slots=True)
class Side:
    """What is known of it.

    `finals` has a row per run and a column per measure at its end. `hourly` is the frame of
    measures, where the hours were kept; that of many runs has the column `replication`. `run` is
    there where the side is one run, with all of its frames.
    """

    label: str
    finals: pd.DataFrame
    hourly: pd.DataFrame | None = None
    run: Run | None = None

    @property
    def many(self) -> bool:
        """Whether it is more than one run."""
        return len(self.finals) > 1


def side_of(run: Run, label: str) -> Side:
    """A run as a side."""
    measures = (run.summary or so_far(run))["measures"]
    return Side(label, pd.DataFrame([measures], dtype=float), run.measures, run)
