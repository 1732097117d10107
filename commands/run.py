"""`run.py run`: a dry run, the default main job."""

from commands.dry_run import dry_run
from commands.folders import alone, begun
from commands.options import (
    AsJson,
    Changes,
    Days,
    Out,
    Quiet,
    ScenarioName,
    Seed,
    Strict,
    Until,
    Wanted,
)
from commands.reporting import WithReport, conclude


def run(
    scenario: ScenarioName = "reference",
    days: Days = None,
    until: Until = None,
    seed: Seed = None,
    out: Out = None,
    changes: Changes = None,
    as_json: AsJson = False,
    quiet: Quiet = False,
    strict: Strict = False,
    report: WithReport = True,
) -> None:
    """Run a scenario in memory, in seconds.

    Example: run.py run quiet_week --days 3 --set workers.count=4
    """
    resolved = Wanted(days, until, seed, changes or []).resolved(scenario)
    with begun(resolved, scenario, out, "dry-run") as (folder, log):
        pass  # nothing more can be refused
    with alone(folder):
        summary = dry_run(resolved.scenario, folder, log, quiet=quiet)
    conclude(folder, summary, as_json=as_json, strict=strict, report=report)
