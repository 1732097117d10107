"""README.md's look at a run: the summary of quiet_week, shortened."""

COMMAND = ".venv/bin/python run.py run quiet_week"
KEPT = (
    "action ",
    "accept_offer ",
    "complete_match ",
    "create_request ",
    "offer_help ",
    "send_message ",
    "submit_feedback ",
    "users_registered ",
    "completion_rate ",
    "time_to_first_offer_median_h ",
    "reciprocity ",
    "expected ",
    "look at: ",
    "event digest ",
    "kept in ",
)
"""The beginnings of the lines that are shown; others in between become three dots."""

FIRST_LINES = 2


def shown_week(printed: str) -> str:
    """The console block: the command, and what it prints, with gaps."""
    shown: list[str] = []
    for number, line in enumerate(printed.rstrip("\n").split("\n")):
        if number < FIRST_LINES or line.startswith(KEPT):
            shown.append(line)
        elif shown[-1] != "...":
            shown.append("...")
    return "\n".join(["```console", f"$ {COMMAND}", *shown, "```"])
