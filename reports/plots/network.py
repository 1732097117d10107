"""The picture of who helps whom: strong ties drawn, and how many people each one reaches."""

from typing import Any

import networkx as nx
import numpy as np
import pandas as pd

from reports.canvas import Picture, canvas
from reports.colours import LIGHT, Theme
from reports.plots.lines import headed, percent, shortened

MOST_PEOPLE = 400
"""More would be a ball of wool: the most active are drawn."""
STRONGEST = 2
"""Ties drawn of each person."""
COLOURED = 7
"""Communities that can be told apart by colour."""
LAYOUT_SEED = 1
"""Of the drawing alone; nothing in a run depends on it."""


def who_helps_whom(
    members: pd.DataFrame,
    exchanges: pd.DataFrame,
    communities: pd.DataFrame,
    *,
    theme: Theme = LIGHT,
) -> Picture:
    """The network of completed helps, its communities in colour, and its degrees."""
    helped = exchanges[exchanges["helper"] != exchanges["requester"]]
    pairs = helped.groupby(["helper", "requester"]).size()
    with canvas(theme, columns=2, inches=(5.2, 4.2)) as (figure, (drawing, degrees)):
        _draw(drawing, backbone(pairs), members, communities, theme)
        _degrees(degrees, pairs, theme)
    both = sum((b, a) in pairs.index for a, b in pairs.index)
    people = len(set(helped["helper"]) | set(helped["requester"]))
    return Picture(
        "network",
        figure,
        "Who helps whom",
        f"A network of {people:,} people and {len(pairs):,} directed ties from helper to helped, "
        f"{percent(both, len(pairs))} of them in both directions, and the distribution of how "
        "many others each person helped or was helped by.",
        f"Drawn are the {STRONGEST} strongest ties of each person (of the {MOST_PEOPLE} most "
        "active people, if there are more), placed by these ties alone; a dot is larger the more "
        "its person helped. Colours are the communities in which most of their exchanges happened.",
    )


def backbone(pairs: "pd.Series[int]") -> Any:
    """A graph of the strongest ties of each of the most active people."""
    ties: dict[tuple[str, str], int] = {}
    for (helper, requester), helps in pairs.items():
        pair = (min(helper, requester), max(helper, requester))
        ties[pair] = ties.get(pair, 0) + int(helps)
    active: dict[str, int] = {}
    for pair, helps in ties.items():
        for person in pair:
            active[person] = active.get(person, 0) + helps
    drawn = set(sorted(active, key=lambda who: (-active[who], who))[:MOST_PEOPLE])
    of_person: dict[str, list[tuple[int, str, str]]] = {who: [] for who in sorted(drawn)}
    for (a, b), helps in ties.items():
        if a in drawn and b in drawn:
            of_person[a].append((-helps, a, b))
            of_person[b].append((-helps, a, b))
    graph = nx.Graph()
    for own in of_person.values():
        for weight, a, b in sorted(own)[:STRONGEST]:
            graph.add_edge(a, b, weight=-weight)
    return graph


def _draw(
    axes: Any, graph: Any, members: pd.DataFrame, communities: pd.DataFrame, theme: Theme
) -> None:
    axes.set_title("Strongest ties")
    axes.set_axis_off()
    if not graph:
        axes.text(0.5, 0.5, "nobody has helped yet", transform=axes.transAxes, ha="center")
        return
    places = nx.spring_layout(graph, seed=LAYOUT_SEED, iterations=60, method="force")
    homes = members.set_index("member")
    colours, legend = _colours(homes.loc[list(graph), "home"], communities, theme)
    gap = (np.nan, np.nan)  # one line with gaps is drawn much faster than many lines
    ends = np.array([spot for a, b in graph.edges for spot in (places[a], places[b], gap)])
    axes.plot(*ends.T, color=theme.quiet, linewidth=0.5, alpha=0.45, zorder=1)
    spots = np.array([places[who] for who in graph])
    given = homes.loc[list(graph), "helps_given"].to_numpy()
    sizes = np.ceil(5 * np.sqrt(given / max(given.max(), 1))).clip(1, 5)
    looks = pd.DataFrame({"x": spots[:, 0], "y": spots[:, 1], "size": sizes, "colour": colours})
    for (size, colour), dots in looks.groupby(["size", "colour"]):
        look = {"markersize": 2 + 1.3 * size, "mec": theme.paper, "mew": 0.4, "zorder": 2}
        axes.plot(dots["x"], dots["y"], "o", color=colour, **look)
    for name, colour in legend.items():
        axes.plot([], [], "o", markersize=5, color=colour, label=name)
    if legend:
        axes.legend(loc="upper center", bbox_to_anchor=(0.5, 0.02), ncols=2, fontsize=7.5)


def _colours(
    homes: "pd.Series[str]", communities: pd.DataFrame, theme: Theme
) -> tuple[list[str], dict[str, str]]:
    known = homes[homes != ""]
    largest = known.value_counts().head(COLOURED).index
    palette = dict(zip(largest, theme.series, strict=False))
    names = communities.set_index("community")["name"]
    legend = {shortened(str(names.get(home, home))): palette[home] for home in largest}
    if len(known.unique()) > COLOURED or len(known) < len(homes):
        legend["others"] = theme.quiet
    return [palette.get(home, theme.quiet) for home in homes], legend


def _degrees(axes: Any, pairs: "pd.Series[int]", theme: Theme) -> None:
    """The share of people who helped, or were helped by, at least so many others."""
    for level, colour, label in (
        (0, theme.helped, "others helped"),
        (1, theme.asked, "others helped by"),
    ):
        reached = np.sort(pairs.index.get_level_values(level).value_counts().to_numpy())
        if len(reached):
            values, first = np.unique(reached, return_index=True)
            share = 100 * (len(reached) - first) / len(reached)
            axes.plot(values, share, "o-", markersize=3, color=colour, label=label)
    axes.set_xscale("log")
    axes.set_yscale("log")
    axes.set_xlabel("other people, at least so many")
    axes.set_ylabel("% of those who have any")
    axes.grid(which="major")
    _plain_ticks(axes)
    headed(axes, "How many others each person reaches")


def _plain_ticks(axes: Any) -> None:
    from matplotlib.ticker import FuncFormatter, NullFormatter

    for axis in (axes.xaxis, axes.yaxis):
        axis.set_major_formatter(FuncFormatter(lambda value, _: f"{value:g}"))
        axis.set_minor_formatter(NullFormatter())
