"""`run.py show`: the summary of a run that is kept."""

import json

import typer

from commands.complaints import Complaint
from commands.experiment_kinds import is_experiment, show_experiment
from commands.options import AsJson, RunName
from commands.printing import print_summary
from commands.tune_run import is_search, show_search
from model.run_folder import PLATFORM_FILE, RunFolder


def show(
    run: RunName,
    as_json: AsJson = False,
) -> None:
    """Show what a run, or an experiment of many, came to.

    Example: run.py show quiet_week-s7-1
    """
    folder = RunFolder.open(run)
    if is_experiment(folder):
        show_experiment(folder, as_json=as_json)
        return
    if is_search(folder):
        show_search(folder, as_json=as_json)
        return
    summary, manifest = folder.summary(), folder.manifest()
    if summary is None:
        raise Complaint(
            f"{folder.path} has no summary, it is {manifest.get('status', 'unknown')}; "
            f"{_how_to_go_on(run)}"
        )
    if not as_json:
        typer.echo(f"{folder.path.name}: {manifest.get('about', '')}")
    print_summary(summary, str(folder.path), as_json=as_json)
    if not as_json:
        platform = folder.path / PLATFORM_FILE
        if platform.is_file():
            typer.echo(f"platform      {platform}: every record as the run ended")
        typer.echo(f"versions      {json.dumps(manifest.get('versions', {}))}")


def _how_to_go_on(run: str) -> str:
    return f"go on with: run.py resume {run}"
