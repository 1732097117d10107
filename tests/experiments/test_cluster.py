"""A Dask cluster gives what this machine gives, loses nothing with a worker, and has our code."""

import json
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from experiments.cluster import Checked, Cluster, refuse_others
from experiments.engine import run_all
from experiments.errors import EngineError, MissingExtraError
from experiments.pool import Here
from experiments.provenance import provenance
from experiments.replication import Result
from tests.commands.told import Terminal
from tests.experiments.cases import plan, point
from tests.experiments.clusters import scheduler, workers

REPLICATIONS = 8


def digests(results: list[Result]) -> dict[int, str]:
    return {one.number: one.digest for one in sorted(results, key=lambda one: one.number)}


@pytest.fixture(scope="module")
def address(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    with scheduler(tmp_path_factory.mktemp("scheduler")) as found:
        yield found


def test_a_cluster_gives_the_same_and_a_killed_worker_costs_nothing(
    address: str, tmp_path: Path
) -> None:
    days = point("time.days=1")
    here: list[Result] = []
    there: list[Result] = []
    run_all(plan(REPLICATIONS, days).all_replications(), Here(), here.append)

    with workers(address, tmp_path, 2) as (first, _second):

        def keep(result: Result) -> None:
            there.append(result)
            if len(there) == 2:
                first.kill()

        run_all(plan(REPLICATIONS, days).all_replications(), Cluster(address), keep)

    assert len(there) == REPLICATIONS
    assert digests(there) == digests(here)


def test_the_command_sends_replications_to_the_address(
    address: str, tmp_path: Path, terminal: Terminal
) -> None:
    options = ("quiet_week", "--days", "0.1", "--replications", "2", "--quiet", "--json")
    with workers(address, tmp_path, 1):
        told = terminal(
            "ensemble", *options, "--cluster", address, "--out", str(tmp_path / "there")
        )
    here = terminal("ensemble", *options, "--workers", "1", "--out", str(tmp_path / "here"))

    assert told.code == 0
    there, local = json.loads(told.out), json.loads(here.out)
    assert there["experiment_digest"] == local["experiment_digest"]


def test_a_cluster_without_workers_is_refused(address: str) -> None:
    with pytest.raises(EngineError, match=r"has no worker; start one with `dask worker tcp://"):
        Cluster(address)


def test_an_address_at_which_nobody_answers_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("experiments.cluster.CONNECT_SECONDS", 0.5)

    with pytest.raises(EngineError, match=r"no Dask scheduler answers at tcp://127\.0\.0\.1:9"):
        Cluster("tcp://127.0.0.1:9")


def test_an_address_of_another_kind_is_refused() -> None:
    with pytest.raises(EngineError, match="expects an address like tcp://host:8786, not http://x"):
        Cluster("http://x")


def test_a_missing_extra_is_one_sentence(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "distributed", None)

    with pytest.raises(MissingExtraError) as caught:
        Cluster("tcp://127.0.0.1:9")

    assert str(caught.value) == (
        "--cluster needs distributed, which is missing: .venv/bin/pip install -e '.[cluster]'"
    )


@pytest.mark.parametrize("name", ["code", "mesa"])
def test_a_worker_with_other_code_or_libraries_is_refused(name: str) -> None:
    ours = provenance()
    theirs = {**ours, name: "0.0.1"}

    with pytest.raises(EngineError, match=rf"tcp://w has another version of {name} \(0.0.1\)"):
        refuse_others("tcp://w", ours, theirs)


def test_a_worker_that_joins_late_with_other_code_is_refused_too() -> None:
    work = Checked({**provenance(), "code": "another"})

    with pytest.raises(EngineError, match="a worker has another version of code"):
        work(next(plan(1).all_replications()))


def test_another_python_is_no_hindrance() -> None:
    ours = provenance()

    refuse_others("tcp://w", ours, {**ours, "python": "3.13.9"})
