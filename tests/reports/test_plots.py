"""Every picture: from frames alone, titled, with units, told in words, in both themes."""

import re
from collections.abc import Callable

import numpy as np
import pandas as pd
import pytest

from reports import Run
from reports.canvas import Picture
from reports.colours import DARK, LIGHT, Theme
from reports.plots import activity, communities, karma, network, overlay, people, requests, services
from reports.plots.lines import REPLICATION, last

type Draw = Callable[[Run, Theme], Picture]

PICTURES: dict[str, Draw] = {
    "growth": lambda run, theme: people.growth(run.measures, theme=theme),
    "retention": lambda run, theme: people.retention(
        run.members, run.requests, run.matches, run.hours, theme=theme
    ),
    "sizes": lambda run, theme: communities.sizes(
        run.communities, run.sizes, run.hours, theme=theme
    ),
    "governance": lambda run, theme: communities.governance(run.governance, run.hours, theme=theme),
    "funnel": lambda run, theme: requests.funnel(run.requests, theme=theme),
    "survival": lambda run, theme: requests.survival(run.requests, run.hours, theme=theme),
    "times": lambda run, theme: requests.times(run.requests, theme=theme),
    "waiting": lambda run, theme: requests.waiting(run.measures, theme=theme),
    "karma": lambda run, theme: karma.distribution(run.members, run.measures, theme=theme),
    "network": lambda run, theme: network.who_helps_whom(
        run.members, run.exchanges, run.communities, theme=theme
    ),
    "week": lambda run, theme: activity.week(run.turns, run.starts, run.hours, theme=theme),
    "outcomes": lambda run, theme: activity.outcomes(run.turns, theme=theme),
    "reasons": lambda run, theme: activity.reasons(run.turns, theme=theme),
    "rates": lambda run, theme: activity.rates(run.turns, run.measures, theme=theme),
    "services": lambda run, theme: services.growth(run.measures, theme=theme),
    "overlay": lambda run, theme: overlay.over_time({"one": run.measures}, theme=theme),
    "finals": lambda run, theme: overlay.finals({"one": run.measures.tail(9)}, theme=theme),
    "overlay-survival": lambda run, theme: overlay.survival(
        {"one": (run.requests, run.hours)}, theme=theme
    ),
    "overlay-shares": lambda run, theme: overlay.shares(
        {"one": (run.requests, run.members)}, theme=theme
    ),
}


@pytest.fixture(params=PICTURES)
def name(request: pytest.FixtureRequest) -> str:
    return str(request.param)


def test_it_is_titled_told_in_words_and_its_axes_say_what_and_in_which_unit(
    name: str, week: Run
) -> None:
    picture = PICTURES[name](week, LIGHT)

    assert picture.name == name
    assert picture.title
    assert len(picture.alt) > 40
    for axes in picture.figure.axes:
        if axes.axison and axes.get_label() != "<colorbar>":
            assert axes.get_xlabel(), axes.get_title()


def test_of_a_run_in_which_nothing_has_happened_it_is_drawn_too(name: str, moment: Run) -> None:
    assert PICTURES[name](moment, LIGHT).svg().startswith("<svg ")


def test_its_colours_are_those_of_the_theme(name: str, week: Run) -> None:
    svg = PICTURES[name](week, DARK).svg()
    # White and black are matplotlib's own, of what is not to be seen.
    used = set(re.findall(r"#[0-9a-f]{6}\b", svg)) - {"#ffffff", "#000000"}

    assert used <= set(DARK.hexes().values())
    assert len(used) >= 2


@pytest.mark.parametrize("drawn", ["sizes", "network", "governance"])
def test_it_is_the_same_file_from_one_drawing_to_the_next(drawn: str, split: Run) -> None:
    assert PICTURES[drawn](split, LIGHT).svg() == PICTURES[drawn](split, LIGHT).svg()


def test_a_picture_shows_itself_in_a_notebook(week: Run) -> None:
    picture = people.growth(week.measures)
    bundle = picture._repr_mimebundle_()

    assert bundle["image/png"].startswith(b"\x89PNG")
    assert "33 people" in bundle["text/plain"]


def test_many_runs_are_a_median_with_a_band(week: Run) -> None:
    hours = week.measures[["users_registered"]].head(24)
    many = pd.concat([(hours + n).assign(**{REPLICATION: n}) for n in range(5)])
    picture = overlay.over_time({"many": many})
    people_axes = picture.figure.axes[0]

    assert last(many, "users_registered") == hours["users_registered"].iloc[-1] + 2
    assert len(people_axes.collections) == 1
    assert "nine of ten" in picture.caption


def test_the_lorenz_curve_begins_with_nothing_and_ends_with_all(week: Run) -> None:
    poorest, part = karma.lorenz(week.members["karma"])

    assert (poorest[0], part[0], poorest[-1], part[-1]) == (0, 0, 1, 1)
    assert (np.diff(part) >= 0).all()
    assert (part <= poorest + 1e-9).all()


def test_the_heat_map_of_sizes_holds_every_change(split: Run) -> None:
    table = communities.table_of(split.communities, split.sizes, split.hours, columns=49)
    final = split.communities.set_index("community").loc[table.index, "members"]

    assert table[48.0].tolist() == final.tolist()
    assert table.to_numpy().max() >= 139


def test_weekdays_and_hours_are_those_of_the_scenarios_zone(week: Run) -> None:
    table = activity.by_weekday(week.turns, week.starts, week.hours)
    # Monday, 9 in the morning in Portland, is hour 1, and no other: clocks change on Sunday.
    second = week.turns[
        (week.turns["hour"] == 1) & (week.turns["outcome"] == "done") & (week.turns["awake"] == 1)
    ]

    assert table.loc[0, 9] == second["turns"].sum()
    assert table.isna().sum().sum() == 1
    assert np.isnan(table.loc[6, 2])


def test_retention_looks_at_whole_days_only(week: Run) -> None:
    picture = people.retention(week.members, week.requests, week.matches, week.hours)
    heat, curves = picture.figure.axes[:2]

    assert heat.images[0].get_array().max() <= 100
    assert max(line.get_xdata().max() for line in curves.lines) == 6
    assert "joined in day" in heat.get_ylabel()


def test_the_strongest_ties_leave_nobody_out_who_helped(week: Run) -> None:
    pairs = week.exchanges.groupby(["helper", "requester"]).size()
    graph = network.backbone(pairs)
    people_in = set(week.exchanges["helper"]) | set(week.exchanges["requester"])

    assert set(graph) == people_in
    assert graph.number_of_edges() <= network.STRONGEST * len(people_in)
