"""Pictures of karma: how evenly it lies, and how that develops."""

import numpy as np
import pandas as pd

from model.tallies import gini
from reports.canvas import Picture, canvas
from reports.colours import LIGHT, Theme
from reports.plots.lines import line, over_days, percent, said, thousands


def lorenz(karma: "pd.Series[float]") -> tuple[np.ndarray, np.ndarray]:
    """The poorest share of those who have any, and their share of all karma; both from 0 to 1."""
    amounts = np.sort(karma[karma > 0].to_numpy(dtype=float))
    if not len(amounts):
        return np.array([0.0, 1.0]), np.array([0.0, 1.0])
    parts = np.concatenate([[0.0], np.cumsum(amounts) / amounts.sum()])
    people = np.linspace(0, 1, len(parts))
    kept = np.unique(np.linspace(0, len(parts) - 1, 120).round().astype(int))
    return people[kept], parts[kept]


def distribution(members: pd.DataFrame, measures: pd.DataFrame, *, theme: Theme = LIGHT) -> Picture:
    """Lorenz curve, how much karma how many have, and the Gini coefficient over time."""
    some = members.loc[members["karma"] > 0, "karma"]
    index = gini([float(value) for value in some])
    people, parts = lorenz(some)
    with canvas(theme, columns=3, inches=(3.5, 2.9)) as (figure, (curve, amounts, course)):
        curve.plot([0, 100], [0, 100], color=theme.quiet, linestyle="--", linewidth=1)
        curve.fill_between(100 * people, 100 * parts, 100 * people, color=theme.orange, alpha=0.2)
        curve.plot(100 * people, 100 * parts, color=theme.orange)
        curve.set_title(f"Lorenz curve, Gini {said(index, 2)}")
        curve.set_xlabel("% of people, the poorest first")
        curve.set_ylabel("% of all karma")
        curve.set_xlim(0, 100)
        curve.set_ylim(0, 100)
        if len(some):
            amounts.hist(some, bins=24, color=theme.orange, alpha=0.85)
        amounts.set_title("How much who has")
        amounts.set_xlabel("karma points")
        amounts.set_ylabel("people")
        amounts.grid(axis="y")
        thousands(amounts.xaxis)
        line(course, measures, "karma_gini", theme.orange, "")
        over_days(course, "Gini over time", "Gini coefficient", whole=False)
        course.set_ylim(0, 1)
    top = some.sort_values(ascending=False).head(max(1, len(some) // 10)).sum()
    return Picture(
        "karma",
        figure,
        "Karma",
        f"A Lorenz curve, a histogram and a line. The Gini coefficient is {said(index, 2)}; the "
        f"tenth of the people with the most has {percent(float(top), float(some.sum()))} of it.",
        "Karma of completed matches (60 points to who helped, 40 to who asked) over the people who "
        "have any; 0 means that all have the same, 1 that one has all.",
    )
