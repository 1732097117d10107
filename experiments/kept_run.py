"""A replication that is kept as `run.py run` keeps a run: the folder, the event log, the platform.

`run.py show`, `report`, `resume` and `compare` take such a folder as any other.
"""

from pathlib import Path
from time import perf_counter
from typing import Any

from experiments.platform_file import write_platform
from experiments.replication import Replication, Result, Rows, live, opened, result_of
from model.event import Event
from model.run_folder import RunFolder
from model.runlog import RunLog
from model.simulation import Simulation
from model.summary import summarise
from model.versions import versions
from scenarios import ResolvedScenario


class KeptRows(Rows):
    """Rows that are written into a run's log as well."""

    def __init__(self, log: RunLog, *, hourly: bool) -> None:
        super().__init__(hourly=hourly)
        self._log = log

    def record(self, event: Event) -> None:
        """The next event."""
        super().record(event)
        self._log.record(event)

    def record_measures(self, hour: float, measures: dict[str, Any]) -> None:
        """The measures of an hour."""
        super().record_measures(hour, measures)
        self._log.record_measures(hour, measures)


def run_into(path: Path, resolved: ResolvedScenario, stem: str, *, hourly: bool) -> Result:
    """Run a scenario once into a new folder; raises RunFolderError where there is one already.

    Whatever ends it on the way, what is done is kept, and `run.py resume` goes on with it.
    """
    folder, scenario = RunFolder.create(path), resolved.scenario
    folder.write_scenario(resolved.to_yaml())
    folder.write_manifest(
        status="running",
        mode="dry-run",
        scenario=stem,
        about=scenario.about,
        seed=scenario.seed,
        days=scenario.time.days,
        versions=versions(),
    )
    try:
        result = _run(folder, Replication(0, 0, scenario.seed, scenario, hourly))
    except BaseException as ended:
        interrupted = isinstance(ended, KeyboardInterrupt)
        folder.write_manifest(status="interrupted" if interrupted else "failed")
        raise
    folder.write_manifest(status="done", event_digest=result.digest)
    return result


def _run(folder: RunFolder, asked: Replication) -> Result:
    log = RunLog(folder.log_file)
    log.rely_on_replay()
    rows, began = KeptRows(log, hourly=asked.hourly), perf_counter()
    try:
        simulation, platform = opened(asked.scenario, rows.record, rows.record_measures)
        ready = perf_counter()
        try:
            live(simulation)
        finally:
            simulation.scheduler.close()
    finally:
        log.close()
    over = perf_counter()
    folder.write_summary(_summary(simulation, rows, ready - began, over - ready))
    write_platform(platform.store, folder.path)
    return result_of(asked, simulation, rows, over - began)


def _summary(simulation: Simulation, rows: Rows, setup_s: float, wall_s: float) -> dict[str, Any]:
    return summarise(
        simulation.settings,
        simulation.ledger,
        now_ms=simulation.scheduler.now_ms,
        digest=rows.digest.hex(),
        setup_seconds=setup_s,
        wall_seconds=wall_s,
    )
