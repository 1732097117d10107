"""How large a notebook's runs are."""

import pytest

from reports.errors import ReportError
from reports.notebook import SIZE_VARIABLE, sized


def test_it_is_full_size_unless_somebody_says_otherwise(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv(SIZE_VARIABLE, raising=False)

    assert sized(full=30, small=2) == 30


def test_the_environment_makes_it_small(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(SIZE_VARIABLE, "small")

    assert sized(full=30, small=2) == 2


def test_another_word_is_refused_with_those_that_are_known(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(SIZE_VARIABLE, "smal")

    with pytest.raises(ReportError) as refused:
        sized(full=30, small=2)
    assert str(refused.value) == (
        'KARMYQ_SIM_NOTEBOOK_SIZE is "smal"; set it to full or small, or unset it'
    )
