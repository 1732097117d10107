"""README.md's look at a run: the summary of quiet_week, shortened."""

import re

COMMAND = ".venv/bin/python run.py run quiet_week"
KEPT = (
    ("what became of the requests", "answers "),
    ("action ", "complete_match "),
    ("offer_help ", "offer_help "),
    ("send_message ", "submit_feedback "),
    ("time_to_first_offer_median_h ", "time_to_complete_median_h "),
    ("reciprocity ", "reciprocity "),
    ("expected ", "report "),
)
"""From which line to which something is shown; what lies between becomes three dots."""

_TIMES = re.compile(r"in [\d.]+ s \([\d,]+ a second\)")


def timeless(text: str) -> str:
    """A summary without wall-clock seconds and rate, which alone differ from run to run."""
    return _TIMES.sub("in some time", text)


def shown_week(printed: str) -> str:
    """The console block: the command, and what it prints, with gaps."""
    lines = printed.rstrip("\n").split("\n")
    parts = [lines[:2]]
    for first, last in KEPT:
        start = next(n for n, line in enumerate(lines) if line.startswith(first))
        end = next(n for n, line in enumerate(lines) if n >= start and line.startswith(last))
        parts.append(lines[start : end + 1])
    head, *rest = ("\n".join(part) for part in parts)
    return "\n".join(["```console", f"$ {COMMAND}", head, "\n...\n".join(rest), "```"])
