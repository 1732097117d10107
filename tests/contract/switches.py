"""Defect switches as parameters of a test."""

import pytest


def off_and_on(name: str) -> pytest.MarkDecorator:
    """The test runs without and with one switch: `today` says which."""
    cases = [pytest.param((), False, id="intended"), pytest.param((name,), True, id=name)]
    return pytest.mark.parametrize(("switches", "today"), cases)
