"""The page of an experiment: what it asked, its points over each other, what moved."""

from dataclasses import replace

from commands.compare_printing import sentence
from experiments.comparisons import COMPARE, compared
from experiments.plots import pictures_of
from experiments.results import Results
from experiments.sides import sides_of
from experiments.sweeps import SWEEP, moving
from model.run_folder import RunFolder
from reports.many_report import About, report_on_many
from reports.page import Page
from reports.plots import overlay

MOST_PICTURES = 12
"""Of a sweep; the folder has one of each measure that moved."""


def page_of(results: Results) -> Page:
    """The report on an experiment of any kind."""
    assert results.path is not None
    told = RunFolder(results.path).manifest()
    done, asked = len(results.done), len(results.replications)
    subtitle = (
        f"{results.kind}, {done} of {asked} runs, {float(told.get('days', 0)):g} virtual days"
    )
    points = len(results.points)
    about = About(
        title=f"{told.get('scenario', results.path.name)}, base seed {results.notes['base_seed']}",
        question=str(told.get("about") or results.path.name),
        subtitle=f"{subtitle}, {points} scenarios" if points > 1 else subtitle,
        findings=_findings(results),
        footer=(
            ("folder", results.path.name),
            ("digest", results.digest),
            ("versions", ", ".join(f"{k} {v}" for k, v in results.notes["versions"].items())),
        ),
    )
    if results.kind == SWEEP:
        about = replace(about, pictures=list(pictures_of(results, _drawn(results))))
    return report_on_many(about, sides_of(results))


def _drawn(results: Results) -> list[str]:
    """Of the measures that moved the main ones first, as many as a page should have."""
    moved, main = moving(results), [name for name, _, _ in overlay.MAIN]
    return sorted(moved, key=lambda name: (name not in main, moved.index(name)))[:MOST_PICTURES]


def _findings(results: Results) -> list[str]:
    if results.kind != COMPARE:
        return []
    comparison = compared(results)
    moved = [sentence(one, comparison.b) for one in comparison.moved]
    return moved or ["nothing moved beyond noise"]
