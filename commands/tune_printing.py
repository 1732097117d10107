"""What a search came to, as people read it."""

from collections.abc import Mapping
from typing import Any

from commands.printing import shown, table

type Summary = Mapping[str, Any]


def tuned_text(summary: Summary, place: str) -> str:
    """The whole result: targets before and after, parameters with their ranges, what it costs."""
    parts = [_head(summary)]
    if summary["chosen_trial"] is not None:
        parts += [_targets(summary), _parameters(summary), _candidates(summary)]
    else:
        parts.append(_no_end(summary))
    if summary["trade_offs"]:
        parts.append("\n".join(summary["trade_offs"]))
    parts.append(_foot(summary, place))
    return "\n\n".join(parts)


def _head(summary: Summary) -> str:
    counts = summary["trials"]
    made = counts["complete"] + counts["given_up"]
    words = f"{summary['targets_file']}: {made} trials"
    notes = [
        f"{counts[key]} {key.replace('_', ' ')}"
        for key in ("given_up", "failed", "repeated")
        if counts[key]
    ]
    if notes:
        words += f" ({', '.join(notes)})"
    words += f", {summary['replications']} seeds each, search seed {summary['search_seed']}"
    first = summary["first_to_meet_all"]
    met = (
        "no trial met all targets" if first is None else f"trial {first} was the first to meet all"
    )
    return f"{words}, {summary['seconds']:.0f} s\n{met}"


def _targets(summary: Summary) -> str:
    seeds = len(summary["fresh_seeds"])
    rows = [["measure", "target", "before", "after", ""]]
    for name, target in summary["targets"].items():
        verdict = "met" if target["met"] else "NOT MET"
        before, after = _mean(target["before"]), _mean(target["after"])
        rows.append([name, target["text"], before, after, verdict])
    head = f"chosen: trial {summary['chosen_trial']}; before and after on {seeds} fresh seeds"
    return f"{head}\n{table(rows, numbers_from=2)}"


def _mean(estimate: Mapping[str, float | None]) -> str:
    mean, low = estimate["mean"], estimate["mean_low"]
    if mean is None or low is None:
        return shown(mean)
    return f"{mean:.3f} ± {mean - low:.3f}"


def _parameters(summary: Summary) -> str:
    rows = [["parameter", "start", "tuned", "from", "to", ""]]
    for name, one in summary["parameters"].items():
        bounds = [_number(one.get("low")), _number(one.get("high"))]
        note = "the targets do not decide" if one.get("undecided") else ""
        rows.append([name, _number(one["start"]), _number(one["tuned"]), *bounds, note])
    legend = "from and to  95 % of the values with which all targets are met, as far as trials show"
    if summary["first_to_meet_all"] is None:
        legend = "from and to  unknown, since no trial has met all targets"
    return f"{table(rows)}\n{legend}"


def _number(value: float | None) -> str:
    return "-" if value is None else f"{value:.4g}"


def _candidates(summary: Summary) -> str:
    names = list(summary["targets"])
    best = summary["candidates"]
    seeds = best[0]["measures"][names[0]]["replications"]
    rows = [["trial", *names, "distance", "score", "met"]]
    for one in best:
        cells = [_mean(one["measures"][name]) for name in names]
        met = f"{len(one['met'])} of {len(names)}"
        rows.append(
            [str(one["trial"]), *cells, f"{one['distance']:.3f}", f"{one['score']:.3g}", met]
        )
    return f"the best {len(best)}, on {seeds} other fresh seeds\n{table(rows)}"


def _no_end(summary: Summary) -> str:
    if summary["storage"]:
        return (
            "the search is over; the process that began it runs the best on fresh seeds, and so "
            "does this command, given again"
        )
    return "no trial came to its end, so there is nothing to choose from"


def _foot(summary: Summary, place: str) -> str:
    lines = [] if summary["chosen_trial"] is None else [f"scenario      {place}/tuned.yaml"]
    if summary["storage"]:
        lines.append(f"study         {summary['storage']}")
    return "\n".join([*lines, f"kept in       {place}"])
