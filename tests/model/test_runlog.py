"""The run's database: every row kept, a resumed run compared first, errors in one sentence."""

from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

import pytest
from sqlalchemy import create_engine, select

from adapters.port import Call
from agents.facts import HelpOffered
from model import runlog
from model.event import Digest, Event
from model.runlog import EVENTS, RunChangedError, RunLog, RunLogError, read_measures
from tests.model.world import event

ROWS = [event(hour, "rosa", "offer_help", HelpOffered(f"m{hour}", "r1")) for hour in range(7)]
OTHER = event(1, "omar", "accept_offer")


def stored(file: Path) -> list[tuple[object, ...]]:
    """The rows of a database."""
    engine = create_engine(f"sqlite:///{file}")
    try:
        with engine.connect() as connection:
            return [tuple(row) for row in connection.execute(select(EVENTS).order_by(EVENTS.c.id))]
    finally:
        engine.dispose()


def record(file: Path, *rows: Event) -> RunLog:
    """A log into which these rows were written."""
    log = RunLog(file)
    with closing(log):
        for row in rows:
            log.record(row)
    return log


@contextmanager
def refused(file: Path, *rows: Event) -> Iterator[None]:
    with pytest.raises(RunChangedError) as caught:
        record(file, *rows)
    yield
    assert str(caught.value) == (
        "row 2 of the event log was offer_help by rosa@test.karmyq.com at 3600000 ms and is now "
        "accept_offer by omar@test.karmyq.com at 3600000 ms: the code or the library versions have "
        "changed since, so this run cannot go on; run the scenario anew."
    )


def test_a_row_is_stored_with_every_field(tmp_path: Path) -> None:
    calls = (Call("offer_help", "m1", 201),)
    row = event(1, "rosa", "offer_help", HelpOffered("m1", "r1"), calls=calls)

    record(tmp_path / "run.sqlite", row)

    calls_and_facts = ('[["offer_help","m1",201]]', '[["help_offered","m1","r1"]]')
    who = ("w0", "rosa@test.karmyq.com", "helper")
    assert stored(tmp_path / "run.sqlite") == [
        (1, 3_600_000, *who, "offer_help", "done", "", *calls_and_facts)
    ]


def test_rows_are_numbered_from_1_in_order(tmp_path: Path) -> None:
    record(tmp_path / "run.sqlite", *ROWS)

    assert [row[0] for row in stored(tmp_path / "run.sqlite")] == [1, 2, 3, 4, 5, 6, 7]


def test_a_full_batch_is_written_at_once(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(runlog, "BATCH_ROWS", 3)
    monkeypatch.setattr(runlog, "TAKEN_AT_ONCE", 1)

    with closing(RunLog(tmp_path / "run.sqlite")) as log:
        for row in ROWS:
            log.record(row)
        written = len(stored(tmp_path / "run.sqlite"))

    assert written == 6


def test_the_digest_is_that_of_the_lines(tmp_path: Path) -> None:
    digest = Digest()
    for row in ROWS:
        digest.add(row)

    log = record(tmp_path / "run.sqlite", *ROWS)

    assert log.digest.hex() == digest.hex()


@pytest.mark.parametrize("batch", [1, 2, 3, 5000])
@pytest.mark.parametrize("encoded", [1, 2, 100])
def test_a_resumed_run_compares_what_is_stored_and_appends_the_rest(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, encoded: int, batch: int
) -> None:
    monkeypatch.setattr(runlog, "BATCH_ROWS", batch)
    monkeypatch.setattr(runlog, "TAKEN_AT_ONCE", encoded)
    file, whole = tmp_path / "run.sqlite", tmp_path / "whole.sqlite"
    record(file, *ROWS[:4])

    resumed = record(file, *ROWS)

    assert resumed.stored == 4
    assert resumed.digest.hex() == record(whole, *ROWS).digest.hex()
    assert stored(file) == stored(whole)


def test_a_resumed_run_that_does_something_else_is_refused_and_told(tmp_path: Path) -> None:
    file = tmp_path / "run.sqlite"
    record(file, *ROWS[:4])

    with refused(file, ROWS[0], OTHER, *ROWS[2:]):
        rows = stored(file)

    assert len(rows) == 4


def test_a_change_in_the_calls_alone_is_a_change(tmp_path: Path) -> None:
    file = tmp_path / "run.sqlite"
    record(file, event(1))

    with pytest.raises(RunChangedError, match="row 1 of the event log"):
        record(file, event(1, calls=(Call("offer_help", "m1", 201),)))


def test_measures_are_kept_by_hour_and_name(tmp_path: Path) -> None:
    with closing(RunLog(tmp_path / "run.sqlite")) as log:
        log.record_measures(1.0, {"users": 3, "rate": None})
        log.record_measures(2.0, {"users": 4, "rate": 0.5})

    assert list(read_measures(tmp_path / "run.sqlite")) == [
        (1.0, "rate", None),
        (1.0, "users", 3.0),
        (2.0, "rate", 0.5),
        (2.0, "users", 4.0),
    ]


def test_measures_of_a_resumed_run_are_not_doubled(tmp_path: Path) -> None:
    with closing(RunLog(tmp_path / "run.sqlite")) as log:
        log.record_measures(1.0, {"users": 3})

    with closing(RunLog(tmp_path / "run.sqlite")) as log:
        log.record_measures(1.0, {"users": 3})
        log.record_measures(2.0, {"users": 4})

    assert list(read_measures(tmp_path / "run.sqlite")) == [
        (1.0, "users", 3.0),
        (2.0, "users", 4.0),
    ]


def test_a_database_that_cannot_be_opened_is_one_sentence(tmp_path: Path) -> None:
    file = tmp_path / "no such folder" / "run.sqlite"

    with pytest.raises(RunLogError) as caught:
        RunLog(file)

    assert str(caught.value) == f"{file}: the run's database says: unable to open database file."


def test_a_file_that_is_no_database_is_one_sentence(tmp_path: Path) -> None:
    file = tmp_path / "run.sqlite"
    file.write_text("this is a letter, not a database, and a longer one than a header is\n" * 20)

    with pytest.raises(RunLogError) as caught:
        RunLog(file)

    assert str(caught.value) == f"{file}: the run's database says: file is not a database."


def test_a_database_that_breaks_on_the_way_is_one_sentence(tmp_path: Path) -> None:
    file = tmp_path / "run.sqlite"
    log = RunLog(file)
    log.record(ROWS[0])
    engine = create_engine(f"sqlite:///{file}")
    EVENTS.drop(engine)
    engine.dispose()

    with pytest.raises(RunLogError, match=r"the run's database says: no such table: events\."):
        log.close()
