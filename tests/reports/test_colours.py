"""Colours that can be told apart, and read, on light and dark paper."""

import pytest

from reports.colours import DARK, LIGHT, Theme

BOTH = pytest.mark.parametrize("theme", [LIGHT, DARK], ids=lambda theme: theme.name)


def luminance(colour: str) -> float:
    """Relative luminance as WCAG 2 defines it."""
    parts = [int(colour[place : place + 2], 16) / 255 for place in (1, 3, 5)]
    linear = [one / 12.92 if one <= 0.04045 else ((one + 0.055) / 1.055) ** 2.4 for one in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(one: str, other: str) -> float:
    low, high = sorted((luminance(one), luminance(other)))
    return (high + 0.05) / (low + 0.05)


@BOTH
def test_text_can_be_read(theme: Theme) -> None:
    assert contrast(theme.ink, theme.paper) >= 7
    assert contrast(theme.quiet, theme.paper) >= 4.5


@BOTH
def test_lines_stand_out_from_the_paper(theme: Theme) -> None:
    assert min(contrast(colour, theme.paper) for colour in theme.series) >= 2


@BOTH
def test_no_two_colours_are_alike(theme: Theme) -> None:
    assert len(set(theme.hexes().values())) == len(theme.hexes())


@BOTH
def test_done_and_skipped_differ_in_brightness_so_that_hue_is_not_needed(theme: Theme) -> None:
    assert contrast(theme.blue, theme.mist) >= 2
