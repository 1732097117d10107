"""What the notebooks share: how large a run of theirs is."""

from os import environ

from reports.errors import ReportError

SIZE_VARIABLE = "KARMYQ_SIM_NOTEBOOK_SIZE"
FULL, SMALL = "full", "small"


def sized[T](*, full: T, small: T) -> T:
    """The value for a full run, or for the small one that KARMYQ_SIM_NOTEBOOK_SIZE=small asks for.

    Full is what the notebooks show, and what runs where nothing is said; small is what the tests
    run. Raises ReportError for any other word.
    """
    size = environ.get(SIZE_VARIABLE, FULL)
    if size not in (FULL, SMALL):
        raise ReportError(f'{SIZE_VARIABLE} is "{size}"; set it to {FULL} or {SMALL}, or unset it')
    return full if size == FULL else small
