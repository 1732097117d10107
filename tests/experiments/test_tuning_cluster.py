"""A search on a Dask cluster is the search on this machine."""

from pathlib import Path

import pytest

import experiments
from experiments import Where
from tests.commands.test_tune import TARGETS
from tests.experiments.clusters import scheduler, workers
from tests.experiments.searches import targets_file


@pytest.mark.slow
def test_a_cluster_makes_the_same_trials(tmp_path: Path) -> None:
    file = targets_file(tmp_path, TARGETS, "thanks.yaml")
    with scheduler(tmp_path) as address, workers(address, tmp_path, 2):
        there = experiments.tune(
            file, trials=2, fresh_seeds=2, where=Where(cluster=address, progress=False)
        )
    here = experiments.tune(file, trials=2, fresh_seeds=2, where=Where(workers=1, progress=False))

    told, ours = there.as_dict(), here.as_dict()
    assert told.pop("seconds") >= 0
    assert ours.pop("seconds") >= 0
    assert told == ours
    assert [one.user_attrs["digests"] for one in there.trials] == [
        one.user_attrs["digests"] for one in here.trials
    ]
