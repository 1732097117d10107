"""Pictures of services: providers, collectives and activities, and how they grow."""

import pandas as pd

from reports.canvas import Picture, canvas
from reports.colours import LIGHT, Theme
from reports.plots.lines import last, line, over_days, said


def growth(measures: pd.DataFrame, *, theme: Theme = LIGHT) -> Picture:
    """Providers, collectives and activities so far, from a frame of measures."""
    panels = (
        ("Providers", "profiles", (("providers_registered", "registered"),)),
        (
            "Collectives",
            "collectives, members",
            (("collectives_created", "founded"), ("collectives_joined", "members joined")),
        ),
        (
            "Activities",
            "activities, seats",
            (("activities_planned", "planned"), ("activities_joined", "seats taken")),
        ),
    )
    colours = (theme.completed, theme.helped)
    with canvas(theme, columns=3, inches=(3.5, 2.7)) as (figure, grid):
        for axes, (title, unit, names) in zip(grid, panels, strict=True):
            for (name, label), colour in zip(names, colours, strict=False):
                line(axes, measures, name, colour, label)
            over_days(axes, title, unit)
    told = [
        f"{said(last(measures, name))} {what}"
        for name, what in (
            ("providers_registered", "provider profiles"),
            ("collectives_created", "collectives"),
            ("activities_planned", "activities"),
            ("activities_joined", "seats taken in them"),
        )
    ]
    return Picture(
        "services",
        figure,
        "Providers, collectives, activities",
        "Three line charts of what there has been so far over virtual days. At the end: "
        + ", ".join(told),
    )
