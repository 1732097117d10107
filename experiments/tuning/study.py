"""The study: where trials are kept, and whether it is about the same search.

In the folder it is an SQLite file, which one process at a time works on. At a PostgreSQL address
several processes share it: each says every few seconds that it is alive, and a trial whose process
has been silent for a while is repeated by another one.
"""

import json
import warnings
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from os import getpid, uname
from pathlib import Path
from typing import Any

import optuna
from optuna import Study
from optuna.exceptions import ExperimentalWarning, OptunaError
from optuna.pruners import MedianPruner
from optuna.storages import RDBStorage, RetryHeartbeatStaleTrialCallback
from sqlalchemy import NullPool, create_engine, func, select
from sqlalchemy.engine import URL, make_url
from sqlalchemy.exc import SQLAlchemyError

from experiments.errors import ExperimentError, StoreError
from experiments.plan import Plan, Point
from experiments.provenance import fingerprint, provenance
from experiments.replication import Replication, replicate
from experiments.tuning.loading import Tuning
from experiments.tuning.sampler import Proposals
from experiments.tuning.trials import DIGESTS, complete

STUDY_FILE = "study.sqlite"
ABOUT, VERSIONS, HOME = "about", "versions", "home"

ALIVE_SECONDS, SILENT_SECONDS = 5, 60
"""How often a process says that it lives, and after how long in silence it counts as gone."""

LOCK = 7_265_841
"""PostgreSQL's name of the lock under which a study is begun: a number that others do not use."""

TRIALS_BEFORE_PRUNING = 5
"""No trial is given up before so many have come to their end."""

ANOTHER = "choose another --storage or --out"


@dataclass(frozen=True, slots=True)
class Storage:
    """Where a study is kept: a file in the folder, or an address; without both in memory."""

    folder: Path | None
    address: str | None = None

    @property
    def shown(self) -> str:
        """The address without its password; nothing where the study is in the folder."""
        return "" if self.address is None else masked(self.address)

    @property
    def where(self) -> str:
        """For errors."""
        return self.shown or str(self.folder / STUDY_FILE if self.folder else "memory")

    @property
    def home(self) -> str:
        """How this process is told from the others that share a study."""
        return f"{uname().nodename}:{self.folder.resolve() if self.folder else getpid()}"

    def is_home_of(self, study: Study) -> bool:
        """Whether this process began a study."""
        return self.address is None or study.user_attrs.get(HOME) == self.home

    def open(self) -> RDBStorage | None:
        """Optuna's storage there."""
        if self.address is not None:
            return _shared(self.address)
        return None if self.folder is None else RDBStorage(f"sqlite:///{self.folder / STUDY_FILE}")


@contextmanager
def opened(tuning: Tuning, kept: Storage) -> Iterator[Study]:
    """The study of a search.

    Raises ExperimentError where it is about another search, and StoreError where it cannot be used.
    """
    optuna.logging.set_verbosity(optuna.logging.ERROR)  # we say ourselves how a trial ended
    storage = None
    with told(kept.where):
        try:
            with _one_at_a_time(kept.address):
                storage = kept.open()
                study = _study(tuning, storage)
                _agree(tuning, study, kept.home)
            yield study
        finally:
            if storage is not None:
                storage.remove_session()
                storage.engine.dispose()


@contextmanager
def told(where: str) -> Iterator[None]:
    """Turn what the storage says into one sentence."""
    try:
        yield
    except (SQLAlchemyError, OptunaError) as error:
        cause = getattr(error, "orig", None) or error.__cause__ or error
        said = " ".join(str(cause).split())
        raise StoreError(f"{where}: the study cannot be used: {said}") from None


def masked(address: str) -> str:
    """An address without its password."""
    return parsed(address).render_as_string(hide_password=True)


def parsed(address: str) -> URL:
    """The address of a database; raises ExperimentError where it is none."""
    try:
        url = make_url(address)
    except SQLAlchemyError:
        raise ExperimentError(
            "--storage: expects the address of a database, postgresql://user@host/name or "
            "sqlite:///file"
        ) from None
    kind = url.get_backend_name()
    if kind in ("postgresql", "postgres"):
        return url.set(drivername="postgresql+psycopg2")
    if kind == "sqlite":
        return url
    raise ExperimentError(f"--storage: takes postgresql and sqlite; found {kind}")


@contextmanager
def _one_at_a_time(address: str | None) -> Iterator[None]:
    """Processes that begin together make the tables and the study one after the other."""
    url = None if address is None else parsed(address)
    if url is None or url.get_backend_name() != "postgresql":
        yield
        return
    engine = create_engine(url, poolclass=NullPool)
    with engine.connect() as connection:
        connection.execute(select(func.pg_advisory_lock(LOCK)))
        yield


def _shared(address: str) -> RDBStorage:
    url = parsed(address).render_as_string(hide_password=False)
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", ExperimentalWarning)
        return RDBStorage(
            url,
            heartbeat_interval=ALIVE_SECONDS,
            grace_period=SILENT_SECONDS,
            heartbeat_stale_trial_callback=RetryHeartbeatStaleTrialCallback(),
        )


def _study(tuning: Tuning, storage: RDBStorage | None) -> Study:
    aims = len(tuning.targets.targets) + 1 if tuning.targets.objective == "pareto" else 1
    return optuna.create_study(
        study_name=tuning.stem,
        storage=storage,
        sampler=Proposals(tuning, tuning.start.scenario.seed),
        pruner=MedianPruner(n_startup_trials=TRIALS_BEFORE_PRUNING),
        directions=["minimize"] * aims,
        load_if_exists=True,
    )


def about(tuning: Tuning) -> dict[str, Any]:
    """What makes a search the same search: all but how many trials it may make."""
    told = tuning.targets.model_dump(mode="json", exclude={"about", "trials", "days", "changes"})
    told["scenario"] = fingerprint(tuning.start.scenario)
    told["seed"] = tuning.start.scenario.seed
    told["start"] = tuning.space.start
    return told


def _agree(tuning: Tuning, study: Study, home: str) -> None:
    ours: Mapping[str, Any] = json.loads(json.dumps(about(tuning)))
    theirs = study.user_attrs.get(ABOUT)
    if theirs is None:
        study.set_user_attr(ABOUT, ours)
        study.set_user_attr(VERSIONS, provenance())
        study.set_user_attr(HOME, home)
        return
    for key, value in ours.items():
        if theirs.get(key) != value:
            raise ExperimentError(
                f"the study {study.study_name} is about another search: its {key} differs "
                f"({_short(theirs.get(key))} there, {_short(value)} here); {ANOTHER}"
            )
    if study.user_attrs.get(VERSIONS) != provenance():
        _agree_with_code(tuning, study)


def _short(value: object) -> str:
    text = json.dumps(value)
    return text if len(text) <= 60 else f"{text[:57]}..."


def _agree_with_code(tuning: Tuning, study: Study) -> None:
    """Code or libraries are others than they were: one replication says whether it matters."""
    done = [one for one in study.get_trials(deepcopy=False) if complete(one)]
    if not done:
        return
    first = done[0]
    (again, *_) = replications(tuning, first.params)
    digest, before = replicate(again).digest, first.user_attrs[DIGESTS][0]
    if digest != before:
        raise ExperimentError(
            f"a replication of its trial {first.number} is another one now (digest {before[:12]} "
            f"then, {digest[:12]} now): the code or a library has changed, so new trials would not "
            f"belong to the old ones; {ANOTHER}"
        )


def replications(tuning: Tuning, values: Mapping[str, float]) -> list[Replication]:
    """The replications of a trial: the same block of seeds for all trials."""
    scenario = tuning.scenario_at(values).scenario
    point = Point("trial", scenario, tuning.original)
    plan = Plan("tune", scenario.seed, tuning.targets.replications, [point], {})
    return list(plan.all_replications())
