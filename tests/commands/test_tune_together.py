"""Several `run.py tune` on one PostgreSQL: one study, and nothing lost with a process that dies."""

import time
from collections.abc import Callable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from pathlib import Path

import optuna
import pytest
from optuna.trial import FrozenTrial, TrialState
from sqlalchemy import URL, NullPool, create_engine, func, make_url, select, text

from adapters.sandbox.postgres import EmbeddedPostgres
from experiments.kept_open import KeptOpen
from experiments.tuning import study as studies
from experiments.tuning.loading import read_tuning
from experiments.tuning.search import Searching
from experiments.tuning.study import Storage, opened
from experiments.tuning.trials import BY, lost
from experiments.tuning.watching import watched
from tests.commands.process import PATIENCE_SECONDS, started
from tests.commands.test_tune import ONE, TARGETS
from tests.commands.told import Terminal
from tests.experiments.cases import Doing
from tests.experiments.searches import answered

WAITING = text("SELECT count(*) FROM pg_locks WHERE locktype = 'advisory' AND NOT granted")


@pytest.fixture(scope="module")
def server() -> Iterator[str]:
    with EmbeddedPostgres() as postgres:
        yield postgres.url


def targets(home: Path, name: str, *changes: tuple[str, str]) -> str:
    text = TARGETS
    for old, new in changes:
        text = text.replace(old, new)
    (home / name).write_text(text, encoding="utf-8")
    return name


def trials_of(server: str, name: str) -> list[FrozenTrial]:
    storage = optuna.storages.RDBStorage(address(server).render_as_string(hide_password=False))
    try:
        return optuna.load_study(study_name=name, storage=storage).get_trials()
    except KeyError:  # nobody has begun it yet
        return []
    finally:
        storage.remove_session()
        storage.engine.dispose()


def address(server: str) -> URL:
    return make_url(server).set(drivername="postgresql+psycopg2")


def wait_until(holds: Callable[[], bool]) -> None:
    end = time.monotonic() + PATIENCE_SECONDS
    while not holds():
        assert time.monotonic() < end
        time.sleep(0.2)


def test_whoever_comes_second_waits_until_the_first_has_begun_the_study(
    home: Path, server: str
) -> None:
    tuning = read_tuning(targets(home, "turns.yaml"))

    def begin() -> str:
        with opened(tuning, Storage(None, server)) as study:
            return study.study_name

    with (
        ThreadPoolExecutor() as pool,
        create_engine(address(server), poolclass=NullPool).connect() as first,
    ):
        first.execute(select(func.pg_advisory_lock(studies.LOCK)))
        second: Future[str] = pool.submit(begin)
        try:
            wait_until(lambda: second.done() or bool(first.scalar(WAITING)))
            waited = not second.done()
        finally:
            first.invalidate()  # gives the lock back, whatever happened
        begun = second.result(PATIENCE_SECONDS)

    assert waited
    assert begun == "turns"


@pytest.mark.slow
def test_two_processes_work_on_one_study_and_one_of_them_ends_it(
    terminal: Terminal, home: Path, server: str
) -> None:
    file = targets(
        home, "both.yaml", ("trials: 5", "trials: 8"), ("tolerance: 0.2", "tolerance: 0.01")
    )
    asked = ("tune", file, *ONE, "--storage", server)
    with started(home, *asked, "--out", "other") as other:
        wait_until((home / "other/run.json").exists)
        ours = terminal(*asked, "--out", "ours")
        theirs, err = other.communicate(timeout=PATIENCE_SECONDS)
    trials = trials_of(server, "both")

    assert (ours.code, other.returncode, ours.err, err) == (0, 0, "", "")
    assert len({one.user_attrs[BY] for one in trials}) == 2
    assert 8 <= len(trials) <= 9
    assert sorted("chosen: trial" in out for out in (ours.out, theirs)) == [False, True]


def test_a_trial_whose_process_was_killed_is_repeated_by_another(
    home: Path, server: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = targets(home, "killed.yaml", ("days: 0.2", "days: 90"), ("trials: 5", "trials: 2"))
    with started(home, "tune", file, *ONE, "--storage", server) as process:
        wait_until(lambda: any(one.params for one in trials_of(server, "killed")))
        process.kill()
    monkeypatch.setattr(studies, "SILENT_SECONDS", 2)
    monkeypatch.setattr(studies, "ALIVE_SECONDS", 1)
    tuning = read_tuning(file)
    with (
        opened(tuning, Storage(None, server)) as study,
        KeptOpen(Doing(answered)) as engine,
        watched(tuning, quiet=True) as watch,
    ):
        Searching(tuning, study, engine, watch, shared=True).run()
        trials = study.get_trials()

    assert lost(trials) == {0}
    assert [one.state for one in trials].count(TrialState.COMPLETE) == 2
    assert sum(one.params == trials[0].params for one in trials) == 2
