"""`run.py resume`: go on with a dry run that was interrupted."""

import typer

from commands.complaints import Complaint
from commands.dry_run import dry_run
from commands.folders import alone, opened_log
from commands.options import AsJson, Quiet, RunName, Strict
from commands.printing import exit_code, print_summary
from commands.words import VOCABULARY
from model.run_folder import RunFolder
from scenarios import load


def resume(
    run: RunName,
    as_json: AsJson = False,
    quiet: Quiet = False,
    strict: Strict = False,
) -> None:
    """Go on with a dry run that was interrupted.

    The run is replayed from its seed, each row is compared with the stored ones, and new rows are
    appended after them, to the digest of an uninterrupted run.

    Example: run.py resume quiet_week-s7-1
    """
    folder = RunFolder.open(run)
    manifest = folder.manifest()
    if manifest.get("mode") != "dry-run":
        raise Complaint(
            f"{folder.path} is a live run; live runs go on by starting live again, since the "
            "platform keeps their state"
        )
    if manifest.get("status") == "done":
        raise Complaint(f"{folder.path} is done already; look at it with: run.py show {run}")
    scenario = load(str(folder.scenario_file), vocabulary=VOCABULARY).scenario
    with alone(folder):
        log = opened_log(folder, f"run the scenario anew: run.py run {folder.scenario_file}")
        folder.write_manifest(status="running")
        summary = dry_run(scenario, folder, log, quiet=quiet)
    print_summary(summary, str(folder.path), as_json=as_json)
    raise typer.Exit(exit_code(summary, strict=strict))
