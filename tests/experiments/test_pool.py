"""The pool of this machine: its workers never hear Ctrl-C, and none dies unseen."""

import os
import signal
import time
from concurrent.futures import Executor, ProcessPoolExecutor
from pathlib import Path

import pytest

from experiments.pool import Pool
from tests.experiments.cases import Deadly

PATIENCE_SECONDS = 60


def _who_hears() -> tuple[int, bool]:
    time.sleep(0.2)  # or one worker would do it all
    is_blocked = signal.SIGINT in signal.pthread_sigmask(signal.SIG_BLOCK, [])
    return os.getpid(), not is_blocked


def test_all_workers_start_deaf_to_ctrl_c() -> None:
    with Pool(2).opened() as executor:
        told = [asked.result() for asked in [executor.submit(_who_hears) for _ in range(6)]]

    assert len({worker for worker, _ in told}) == 2
    assert not any(hears for _, hears in told)


def _is_ignored() -> bool:
    return signal.getsignal(signal.SIGINT) is signal.SIG_IGN


def test_a_worker_that_comes_later_ignores_ctrl_c() -> None:
    with Pool(1).opened() as executor:
        assert executor.submit(_is_ignored).result()


def _is_broken(executor: Executor) -> bool:
    return bool(executor._broken)  # type: ignore[attr-defined]  # asking aloud would wake it


def test_a_worker_that_died_unseen_breaks_the_pool_at_the_next_look(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def start_late(executor: ProcessPoolExecutor) -> None:
        time.sleep(1)  # its thread has gone back to wait for those who were there
        executor._spawn_process()  # type: ignore[attr-defined]

    monkeypatch.setattr(ProcessPoolExecutor, "_adjust_process_count", start_late)
    pool = Deadly(2, tmp_path, numbers=[], times=0)
    with pool.opened() as executor:
        *_, last = executor._processes.values()  # type: ignore[attr-defined]
        os.kill(last.pid, signal.SIGKILL)
        last.join()
        time.sleep(0.5)
        unseen = not _is_broken(executor)
        monkeypatch.undo()
        pool.look()
        end = time.monotonic() + PATIENCE_SECONDS
        while not _is_broken(executor) and time.monotonic() < end:
            time.sleep(0.1)

        assert unseen
        assert _is_broken(executor)
