"""Pictures of communities: how large each is when, where they split, and what is decided."""

from typing import Any

import numpy as np
import pandas as pd

from model.clock import HOURS_PER_DAY
from model.crowding import SPLIT_MEMBERS
from reports.canvas import Picture, canvas
from reports.colours import LIGHT, Theme, fading
from reports.plots.lines import shortened, threshold

COLUMNS = 120
"""Moments of the heat map."""
MOST_NAMES = 24
"""More communities than that are numbered, not named."""
SPLIT = "split"
NEAR = 0.6
"""The threshold is drawn when a community has come so near to it."""


def sizes(
    communities: pd.DataFrame, changes: pd.DataFrame, hours: float, *, theme: Theme = LIGHT
) -> Picture:
    """Members of each community over time, the split threshold and the splits marked."""
    with canvas(theme, columns=2, inches=(5.2, 3.6)) as (figure, (curves, cells)):
        _curves(curves, communities, changes, hours, theme)
        _cells(figure, cells, communities, changes, hours, theme)
    splits = int((communities["ended_by"] == SPLIT).sum())
    largest = int(changes["members"].max()) if len(changes) else 0
    return Picture(
        "sizes",
        figure,
        "Members per community",
        f"A line for each community's members over virtual days, and the same as a heat map with a "
        f"row for each of {len(communities)} communities. The largest ever had {largest} members; "
        f"{splits} split.",
        f"From {SPLIT_MEMBERS} members on a community may split: the dashed line, and cells of the "
        "other colour, where one came so far. A diamond marks a split: the community ends, and two "
        "begin. A square marks a merger.",
    )


def _curves(
    axes: Any, communities: pd.DataFrame, changes: pd.DataFrame, hours: float, theme: Theme
) -> None:
    ended = communities.set_index("community")["ended_hour"]
    standing = changes[changes["members"] > 0]
    for community, rows in standing.groupby("community", sort=False):
        end = ended.get(community)
        end = hours if pd.isna(end) else end
        days = np.append(rows["hour"], end) / HOURS_PER_DAY
        members = np.append(rows["members"], rows["members"].iloc[-1:])
        axes.step(days, members, where="post", color=theme.completed, alpha=0.45, linewidth=1.0)
        if end < hours and len(members):
            marker = _marker(communities, str(community))
            axes.plot(days[-1], members[-1], marker, color=theme.vermilion, markersize=4.5)
    axes.set_title("Each community")
    axes.set_xlabel("virtual days")
    axes.set_ylabel("members")
    axes.set_xlim(0, hours / HOURS_PER_DAY)
    largest = changes["members"].max() if len(changes) else 0
    axes.set_ylim(0, max(1.12 * largest, 1))
    axes.grid(axis="y")
    if largest >= NEAR * SPLIT_MEMBERS:
        axes.set_ylim(top=max(1.12 * SPLIT_MEMBERS, 1.06 * largest))
        threshold(axes, SPLIT_MEMBERS, f"may split at {SPLIT_MEMBERS}", theme)


def _marker(communities: pd.DataFrame, community: str) -> str:
    ended_by = communities.loc[communities["community"] == community, "ended_by"].iloc[0]
    return "D" if ended_by == SPLIT else "s"


def table_of(
    communities: pd.DataFrame, changes: pd.DataFrame, hours: float, columns: int = COLUMNS
) -> pd.DataFrame:
    """Members of each community (rows, by founding) at so many moments (columns, in hours)."""
    moments = np.linspace(0, hours, columns)
    rows = {}
    by_community = dict(iter(changes.groupby("community", sort=False)))
    for community in communities.sort_values("founded_hour", kind="stable")["community"]:
        one = by_community.get(community)
        if one is None:
            continue
        places = np.searchsorted(one["hour"].to_numpy(), moments, side="right") - 1
        members = one["members"].to_numpy()
        rows[community] = np.where(places >= 0, members[places.clip(min=0)], 0)
    return pd.DataFrame.from_dict(rows, orient="index", columns=moments)


def _cells(
    figure: Any,
    axes: Any,
    communities: pd.DataFrame,
    changes: pd.DataFrame,
    hours: float,
    theme: Theme,
) -> None:
    table = table_of(communities, changes, hours)
    largest = int(table.to_numpy().max()) if table.size else 1
    full = largest >= SPLIT_MEMBERS
    image = axes.imshow(
        np.ma.masked_less(table.to_numpy(), 1),
        cmap=fading(theme.completed, least=0.12, over=theme.vermilion),
        vmin=0,
        vmax=SPLIT_MEMBERS - 0.5 if full else max(largest, 1),
        aspect="auto",
        interpolation="nearest",
        extent=(0, hours / HOURS_PER_DAY, len(table) - 0.5, -0.5),
    )
    known = communities.set_index("community")
    for row, community in enumerate(table.index):
        end = known.loc[community, "ended_hour"]
        if pd.notna(end):
            marker = _marker(communities, community)
            axes.plot(end / HOURS_PER_DAY, row, marker, color=theme.ink, markersize=3.5)
    axes.set_title("All communities, by founding")
    axes.set_xlabel("virtual days")
    if len(table) <= MOST_NAMES:
        names = [shortened(str(known.loc[community, "name"])) for community in table.index]
        axes.set_yticks(range(len(table)), names)
    else:
        axes.set_ylabel("community")
    extend = "max" if full else "neither"
    bar = figure.colorbar(image, ax=axes, label="members", shrink=0.85, extend=extend)
    bar.outline.set_visible(False)


GOVERNANCE = (
    ("member_nominated", "nominated"),
    ("nomination_ratified", "ratified"),
    ("split_proposed", "split proposed"),
    ("split_vote_started", "split vote started"),
    ("vote_cast", "vote cast"),
    ("split_executed", "split carried out"),
    ("fusion_proposed", "fusion proposed"),
    ("fusion_accepted", "fusion taken up"),
    ("fusion_rejected", "fusion turned down"),
    ("fusion_vote_started", "fusion vote started"),
    ("fusion_executed", "fusion carried out"),
)
"""Kinds of facts about governance, and what they are called, in the order of events."""


def governance(happened: pd.DataFrame, hours: float, *, theme: Theme = LIGHT) -> Picture:
    """What communities decide when: nominations, splits, fusions and votes."""
    shown = [(kind, label) for kind, label in GOVERNANCE if (happened["kind"] == kind).any()]
    counts = happened["kind"].value_counts()
    with canvas(theme, inches=(10.4, 0.9 + 0.34 * max(len(shown), 2))) as (figure, (axes,)):
        for row, (kind, _) in enumerate(shown):
            days = happened.loc[happened["kind"] == kind, "hour"] / HOURS_PER_DAY
            _dots(axes, days, row, hours / HOURS_PER_DAY, _colour(kind, theme))
        if not shown:
            axes.text(0.5, 0.5, "nothing was put forward", transform=axes.transAxes, ha="center")
        axes.set_yticks(range(len(shown)), [f"{label}  {counts[kind]:,}" for kind, label in shown])
        axes.set_xlim(0, hours / HOURS_PER_DAY)
        axes.set_ylim(max(len(shown), 1) - 0.4, -0.6)
        axes.set_xlabel("virtual days")
        axes.tick_params(axis="y", length=0)
        axes.grid(axis="y")
    told = ", ".join(f"{label} {counts[kind]:,} times" for kind, label in shown)
    return Picture(
        "governance",
        figure,
        "Governance",
        f"A timeline with a row for each kind of step: {told or 'nothing was put forward'}.",
        "A larger dot stands for more of the same at about the same time.",
    )


def _dots(axes: Any, days: "pd.Series[float]", row: int, end: float, colour: str) -> None:
    bins = np.linspace(0, max(end, 1e-9), 121)
    counts, edges = np.histogram(days, bins)
    some = counts > 0
    middles = (edges[:-1] + edges[1:])[some] / 2
    sizes = np.minimum(np.sqrt(counts[some]).round(), 5)
    for size in np.unique(sizes):  # few sizes: each is a shape that the page holds once
        at = middles[sizes == size]
        places = np.full(len(at), row)
        axes.plot(at, places, "o", color=colour, markersize=2.6 + 1.1 * size, alpha=0.85, mew=0)


def _colour(kind: str, theme: Theme) -> str:
    if kind.startswith("split"):
        return theme.vermilion
    return theme.purple if kind.startswith("fusion") else theme.completed
