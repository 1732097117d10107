"""The picture of what people owe each other, and whether it comes."""

from collections.abc import Mapping

import pandas as pd

from reports.canvas import Picture, canvas
from reports.colours import LIGHT, Theme
from reports.plots.lines import said
from reports.plots.overlay import looks

PREFIX = "obligations_answered_rate_"
"""What the measures of the kinds are called, before their kind."""


def answers_of(sides: Mapping[str, pd.DataFrame]) -> pd.DataFrame:
    """Kinds of answers in rows, sides in columns: the share that came within three days, in %.

    From frames of final measures; a kind that nobody ever owed anywhere is left out.
    """
    shares = {
        label: {
            name.removeprefix(PREFIX): 100 * frame[name].median()
            for name in frame.columns
            if name.startswith(PREFIX) and frame[name].notna().any()
        }
        for label, frame in sides.items()
    }
    table = pd.DataFrame(shares, columns=list(sides), dtype=float)
    return table.loc[table.mean(axis=1).sort_values(kind="stable").index]


def answered(sides: Mapping[str, pd.DataFrame], *, theme: Theme = LIGHT) -> Picture:
    """Which share of each kind of answer came within three days, a dot for each side."""
    table, styles = answers_of(sides), looks(list(sides), theme)
    with canvas(theme, inches=(8.6, 1.0 + 0.3 * max(len(table), 2))) as (figure, (axes,)):
        for row, (_, shares) in enumerate(table.iterrows()):
            axes.plot([shares.min(), shares.max()], [row, row], color=theme.grid, linewidth=4)
        for place, label in enumerate(sides):
            colour, _ = styles[label]
            # The first ones are larger, so that none hides another.
            size = 5 + 3 * (len(sides) - place)
            dots = {"color": colour, "markersize": size, "mec": theme.paper, "mew": 0.6}
            axes.plot(table[label], range(len(table)), "o", label=label, **dots)
        axes.set_yticks(range(len(table)), [kind.replace("_", " ") for kind in table.index])
        axes.set_xlim(-3, 103)
        axes.set_xlabel("% of what was owed that came within three days")
        axes.grid(axis="x")
        axes.tick_params(axis="y", length=0)
        axes.spines["left"].set_visible(False)
        if len(table):
            figure.legend(*axes.get_legend_handles_labels(), loc="outside upper left", ncols=4)
    told = [
        f"{kind}: " + ", ".join(f"{label} {said(shares[label])} %" for label in sides)
        for kind, shares in table.iterrows()
    ]
    return Picture(
        "answered",
        figure,
        "What is owed, and what comes",
        "Dots for each kind of answer. "
        + ("; ".join(told) or "Nothing has been owed for long yet."),
        "The median of the runs. What was owed less than three days before the end does not count.",
    )
