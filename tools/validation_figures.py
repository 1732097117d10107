"""The figures of docs/validation.md: a month of the reference, and what brings it closer."""

from collections.abc import Callable

Printed = Callable[..., str]

SLOWER = ("--set", "workers.count=2")
"""A fifth of the turns: what the number of exchanges depends on most."""
PARTED = (
    *("--set", "profiles.active_helper.actions.create_request=0"),
    *("--set", "profiles.social_user.actions.create_request=0"),
    *("--set", "profiles.browser.actions.create_request=0"),
    *("--set", "profiles.browser.actions.offer_help=0"),
    *("--set", "profiles.requester.actions.offer_help=0"),
)
"""Helpers and social people do not ask, requesters do not offer, browsers do neither."""

RUNS: tuple[tuple[str, tuple[str, ...]], ...] = (
    ("reference", ()),
    ("slower", SLOWER),
    ("parted", (*SLOWER, *PARTED)),
)
"""Each run's folder, and what it changes in the reference."""


def commands() -> list[list[str]]:
    """What the page shows, in its order."""
    runs = [["run", "reference", *changes, "--no-report", "--out", name] for name, changes in RUNS]
    return [*runs, ["validate", *(name for name, _ in RUNS)]]


def figures_of_validation(printed: Printed) -> str:
    """What the last of the commands prints, after the others."""
    *runs, last = commands()
    for command in runs:
        printed(*command, "--quiet")
    return f"```text\n{printed(*last).rstrip()}\n```"
