"""A run that loses its lock to another simulator stops, and says so."""

import threading
from collections.abc import Iterator
from contextlib import contextmanager

import pytest
from sqlalchemy import create_engine, make_url, text

from adapters.live.lock import KEY
from adapters.sandbox.server import RunningSandbox
from commands import live_run as wiring
from tests.commands.told import Terminal

LONG = ("live", "quiet_week", "--speed", "600", "--rate", "0", "--out", "run", "--quiet")
WAITS = "SELECT count(*) FROM pg_locks WHERE locktype = 'advisory' AND granted"
CUT = "SELECT pg_terminate_backend(pid, 5000) FROM pg_locks WHERE locktype = 'advisory' AND granted"


@contextmanager
def usurper(sandbox: RunningSandbox) -> Iterator[None]:
    """Somebody who waits for the lock, and cuts its holder's connection as a restart would."""
    url = make_url(sandbox.database_url).set(drivername="postgresql+psycopg2")
    engine = create_engine(url, isolation_level="AUTOCOMMIT")
    ended = threading.Event()

    def wait_and_take() -> None:
        with engine.connect() as looking, engine.connect() as taking:
            while not looking.execute(text(WAITS)).scalar():
                ended.wait(0.05)
            ended.wait(1.0)  # the run has begun by then
            waiting = threading.Thread(
                target=taking.execute,
                args=(text("SELECT pg_advisory_lock(:key)"), {"key": KEY}),
            )
            waiting.start()
            ended.wait(0.2)
            looking.execute(text(CUT))
            waiting.join()
            ended.wait(60)

    thread = threading.Thread(target=wait_and_take)
    thread.start()
    try:
        yield
    finally:
        ended.set()
        thread.join()
        engine.dispose()


def test_a_lock_in_other_hands_ends_the_run_with_what_is_done_kept(
    terminal: Terminal, peopled: RunningSandbox, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(wiring, "LOCK_WATCHED_EVERY_S", 0.1)
    with usurper(peopled):
        told = terminal(*LONG)

    assert told.code == 3
    assert told.sentence.startswith("another simulator already drives this karmyq (")
    assert "what is done is kept in run" in told.sentence
