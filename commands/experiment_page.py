"""The page of an experiment: what it asked, its points over each other, what moved."""

from commands.compare_printing import sentence
from experiments.comparisons import COMPARE, compared
from experiments.results import Results
from experiments.sides import sides_of
from model.run_folder import RunFolder
from reports.many_report import About, report_on_many
from reports.page import Page


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
    return report_on_many(about, sides_of(results))


def _findings(results: Results) -> list[str]:
    if results.kind != COMPARE:
        return []
    comparison = compared(results)
    moved = [sentence(one, comparison.b) for one in comparison.moved]
    return moved or ["nothing moved beyond noise"]
