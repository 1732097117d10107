"""Pictures of what people do: when, with which outcome, and how fast the simulator goes."""

from datetime import datetime
from typing import Any

import numpy as np
import pandas as pd

from reports.canvas import Picture, canvas
from reports.colours import LIGHT, OUTCOMES, Theme, fading, of
from reports.plots.lines import line, over_days, said, thousands

WEEKDAYS = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")
MOST_REASONS = 14


def week(turns: pd.DataFrame, starts: datetime, hours: float, *, theme: Theme = LIGHT) -> Picture:
    """Actions done by weekday and hour of the day, on average, in the scenario's time zone."""
    table = by_weekday(turns, starts, hours)
    with canvas(theme, inches=(7.6, 2.7)) as (figure, (axes,)):
        image = axes.imshow(
            np.ma.masked_invalid(table.to_numpy()),
            cmap=fading(theme.completed),
            vmin=0,
            aspect="auto",
            interpolation="nearest",
        )
        axes.set_yticks(range(7), WEEKDAYS)
        axes.set_yticks(np.arange(0.5, 6), minor=True)
        axes.grid(which="minor", axis="y", color=theme.paper, linewidth=1.5)
        axes.set_xticks(range(0, 24, 3), [f"{hour}:00" for hour in range(0, 24, 3)])
        axes.set_xlabel(f"hour of the day ({starts.tzinfo})")
        axes.tick_params(length=0)
        figure.colorbar(image, ax=axes, label="actions an hour", shrink=0.9)
    whole = table.to_numpy()
    seen = bool(np.isfinite(whole).any()) and float(np.nanmax(whole)) > 0
    most = np.unravel_index(np.nanargmax(whole), whole.shape) if seen else (0, 0)
    told = (
        f"Most happens on {WEEKDAYS[most[0]]} at {most[1]}:00 with {said(np.nanmax(whole))} "
        f"actions an hour, least with {said(np.nanmin(whole))}."
        if seen
        else "Nothing has been done yet."
    )
    return Picture(
        "week",
        figure,
        "When people act",
        f"A heat map of weekdays by hours of the day. {told}",
        "Actions done by people whom a worker woke, averaged over the weeks of the run; a blank "
        "cell is an hour that the run did not see.",
    )


def by_weekday(turns: pd.DataFrame, starts: datetime, hours: float) -> pd.DataFrame:
    """Actions done per hour: weekdays in rows (Monday is 0), local hours of the day in columns."""
    own = turns[(turns["outcome"] == "done") & (turns["awake"] == 1)]
    done = own.groupby("hour")["turns"].sum()
    every = range(int(np.ceil(hours)))
    begin = pd.Timestamp(starts).tz_convert("UTC")
    local = (begin + pd.to_timedelta(list(every), unit="h")).tz_convert(str(starts.tzinfo))
    frame = pd.DataFrame({"weekday": local.day_of_week, "hour": local.hour})
    frame["actions"] = done.reindex(every, fill_value=0).to_numpy()
    table = frame.groupby(["weekday", "hour"])["actions"].mean().unstack()
    return table.reindex(index=range(7), columns=range(24))


def outcomes_of(turns: pd.DataFrame) -> pd.DataFrame:
    """How often each action ended how: actions in rows, the four outcomes in columns."""
    table = turns.pivot_table(
        index="action", columns="outcome", values="turns", aggfunc="sum", fill_value=0
    )
    table = table.reindex(columns=list(OUTCOMES), fill_value=0).astype(int)
    table.columns.name = None
    return table


def outcomes(turns: pd.DataFrame, *, theme: Theme = LIGHT) -> Picture:
    """What became of each kind of action, as shares, with how often it was done."""
    table = outcomes_of(turns)
    total = table.sum(axis=1)
    table = table.loc[total.sort_values(ascending=False, kind="stable").index]
    shares = 100 * table.div(table.sum(axis=1), axis=0)
    with canvas(theme, inches=(9.4, 0.9 + 0.23 * max(len(table), 3))) as (figure, (axes,)):
        left = np.zeros(len(table))
        for outcome in OUTCOMES:
            width = shares[outcome].to_numpy()
            colour = of(theme, OUTCOMES, outcome)
            axes.barh(table.index, width, left=left, color=colour, label=outcome, height=0.74)
            left += width
        for row, (_, counts) in enumerate(table.iterrows()):
            axes.annotate(
                f"{counts['done']:,} of {counts.sum():,}",
                (101, row),
                va="center",
                fontsize=8,
                color=theme.quiet,
                annotation_clip=False,
            )
        axes.set_ylim(len(table) - 0.4, -0.6)
        axes.set_xlim(0, 118)
        axes.set_xticks(range(0, 101, 20))
        axes.set_xlabel("% of the turns of that action; on the right, how many were done")
        axes.tick_params(axis="y", length=0)
        axes.spines["left"].set_visible(False)
        figure.legend(*axes.get_legend_handles_labels(), loc="outside upper left", ncols=4)
    sums = table.sum()
    told = ", ".join(f"{outcome} {sums[outcome]:,}" for outcome in OUTCOMES)
    return Picture(
        "outcomes",
        figure,
        "What became of the actions",
        f"Stacked bars of outcomes for each of {len(table)} kinds of action. In all: {told}.",
    )


def reasons(turns: pd.DataFrame, *, theme: Theme = LIGHT) -> Picture:
    """Why turns came to nothing: guards that ended them, karmyq's refusals, failures."""
    why = turns[turns["reason"] != ""].groupby(["outcome", "action", "reason"])["turns"].sum()
    refused = why[why.index.get_level_values("outcome").isin(["refused", "failed"])]
    skipped = why[why.index.get_level_values("outcome") == "skipped"]
    both = [
        (why, title)
        for why, title in (
            (refused, "Refused by karmyq, or failed"),
            (skipped, "Skipped by a guard"),
        )
        if len(why)
    ]
    with canvas(theme, columns=max(len(both), 1), inches=(5.2, 3.4)) as (figure, grid):
        for axes, (some, title) in zip(grid, both, strict=False):
            _bars(axes, some, title, theme)
        if not both:
            grid[0].set_axis_off()
    top = refused.sort_values(ascending=False)
    first = f"; most often {top.index[0][2]} in {top.index[0][1]}" if len(top) else ""
    return Picture(
        "reasons",
        figure,
        "Why not",
        f"Two bar charts of reasons. {int(refused.sum()):,} turns were refused or failed{first}; "
        f"{int(skipped.sum()):,} were skipped.",
    )


def _bars(axes: Any, why: "pd.Series[int]", title: str, theme: Theme) -> None:
    axes.set_title(title)
    top = why.sort_values(ascending=False, kind="stable").head(MOST_REASONS)
    labels = [f"{action}: {reason}".replace("$", r"\$") for _, action, reason in top.index]
    colours = [of(theme, OUTCOMES, outcome) for outcome, _, _ in top.index]
    places = np.arange(len(top))
    axes.barh(places, top.to_numpy(), color=colours, height=0.7)
    axes.set_yticks(places, labels, fontsize=7.5)
    for place, count in enumerate(top):
        axes.annotate(
            f"{count:,}",
            (count, place),
            xytext=(3, 0),
            textcoords="offset points",
            va="center",
            fontsize=7.5,
            color=theme.quiet,
        )
    axes.set_ylim(max(len(top), 5) - 0.4, -0.6)
    axes.set_xlabel("turns")
    thousands(axes.xaxis)
    axes.margins(x=0.18)
    axes.tick_params(axis="y", length=0)


def rates(turns: pd.DataFrame, measures: pd.DataFrame, *, theme: Theme = LIGHT) -> Picture:
    """The simulator itself: turns and calls per virtual hour."""
    own = turns[turns["awake"] == 1]
    per_hour = own.groupby(["hour", "outcome"])["turns"].sum().unstack(fill_value=0)
    whole_hours = int(measures.index.max()) if len(measures) else 0
    per_hour = per_hour.reindex(range(whole_hours), fill_value=0)
    with canvas(theme, columns=2) as (figure, (left, right)):
        for outcome in OUTCOMES:
            if outcome in per_hour and per_hour[outcome].any():
                days = per_hour.index / 24
                colour = of(theme, OUTCOMES, outcome)
                left.plot(days, per_hour[outcome].fillna(0), color=colour, label=outcome, lw=1.1)
        over_days(left, "Turns per virtual hour", "turns an hour")
        calls = pd.DataFrame({"calls": measures["api_calls"].diff().fillna(measures["api_calls"])})
        line(right, calls, "calls", theme.completed, "")
        over_days(right, "Calls on karmyq per virtual hour", "calls an hour")
    whole = int(own["turns"].sum())
    made = said(measures["api_calls"].iloc[-1] if len(measures) else None)
    return Picture(
        "rates",
        figure,
        "The simulator's own pace",
        f"Two line charts over virtual days: {whole:,} turns by outcome, and {made} calls.",
        "Turns of people whom a worker woke; the opening, growth and founding are left out.",
    )
