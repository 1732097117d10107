"""Beginning a run's folder."""

from pathlib import Path

from commands.versions import versions
from model.run_folder import RunFolder, free_name
from scenarios import ResolvedScenario


def new_folder(resolved: ResolvedScenario, name: str, out: Path | None, mode: str) -> RunFolder:
    """Make the folder of a new run, with its scenario and its manifest."""
    scenario = resolved.scenario
    stem = Path(name).stem
    folder = RunFolder.create(out or free_name(f"{stem}-s{scenario.seed}"))
    folder.write_scenario(resolved.to_yaml())
    folder.write_manifest(
        status="running",
        mode=mode,
        scenario=stem,
        about=scenario.about,
        seed=scenario.seed,
        days=scenario.time.days,
        versions=versions(),
    )
    return folder
