"""Workers of a Dask cluster: an address, and the same results as here, replication by replication.

    dask scheduler                        # prints the address
    dask worker tcp://host:8786           # on each machine, from an environment with this checkout

What travels is data: a scenario, a seed, and the versions that the worker must have. A worker that
dies costs only what it was doing, which Dask gives to another one.
"""

from collections.abc import Callable, Iterator, Mapping
from concurrent.futures import Executor
from contextlib import contextmanager
from dataclasses import dataclass
from threading import Lock
from time import monotonic
from typing import Any

from experiments.errors import BrokenOffError, EngineError, from_extra
from experiments.pool import told
from experiments.provenance import provenance
from experiments.replication import Replication, Result

CONNECT_SECONDS = 10
ALONE_SECONDS = 60.0
"""How long to wait for a worker when there is none left."""

NO_MATTER = frozenset({"python", "httpx2"})
"""Versions that change nothing in a dry run: a digest is the same on every supported Python."""

SCHEMES = ("tcp://", "tls://")
_ONE_AT_A_TIME = Lock()
"""A worker with several threads would only run replications slower side by side."""


class Cluster:
    """A Dask cluster at an address.

    Raises EngineError unless its scheduler answers and all of its workers have our code, and
    MissingExtraError where Dask is not installed.
    """

    def __init__(self, address: str) -> None:
        if not address.startswith(SCHEMES):
            raise EngineError(f"--cluster: expects an address like tcp://host:8786, not {address}")
        self._distributed = from_extra("distributed", "cluster", "--cluster")
        self._address = address
        self._client: Any = None
        self._last_seen = monotonic()
        self.work: Callable[[Replication], Result] = Checked(provenance())
        with self._connected() as client:
            self._check(client)

    @property
    def window(self) -> int:
        """As many as there are workers now."""
        return max(self._workers(), 1)

    @contextmanager
    def opened(self) -> Iterator[Executor]:
        """Dask's executor."""
        with self._connected() as client:
            self._client = client
            executor = client.get_executor(pure=False)
            try:
                yield executor
            finally:
                executor.shutdown(wait=False)
                self._client = None

    def stop(self) -> None:
        """What runs ends unheard: cancelled futures are dropped by Dask."""

    def look(self) -> None:
        """Raises BrokenOffError when all workers have been gone for a while."""
        if self._workers():
            self._last_seen = monotonic()
        elif monotonic() - self._last_seen > ALONE_SECONDS:
            raise BrokenOffError(
                f"the cluster at {self._address} has no worker left; start one with "
                f"`dask worker {self._address}`, and resume"
            )

    def _workers(self) -> int:
        return len(self._client.nthreads()) if self._client is not None else 0

    @contextmanager
    def _connected(self) -> Iterator[Any]:
        try:
            client = self._distributed.Client(
                self._address, timeout=CONNECT_SECONDS, set_as_default=False
            )
        except OSError:
            raise EngineError(
                f"no Dask scheduler answers at {self._address}; start one with `dask scheduler`"
            ) from None
        try:
            yield client
        finally:
            client.close()

    def _check(self, client: Any) -> None:
        try:
            answers = client.run(provenance)
        except ModuleNotFoundError as missing:
            raise EngineError(
                f"the workers of {self._address} lack {missing.name}; start them with the Python "
                "of an environment that has this checkout installed"
            ) from None
        if not answers:
            raise EngineError(
                f"the cluster at {self._address} has no worker; start one with "
                f"`dask worker {self._address}`"
            )
        for worker, theirs in sorted(answers.items()):
            refuse_others(worker, provenance(), theirs)


@dataclass(frozen=True, slots=True)
class Checked:
    """Work that is refused where versions are not the expected ones; workers may join late."""

    expected: Mapping[str, str]

    def __call__(self, replication: Replication) -> Result:
        """Run a replication in a worker."""
        refuse_others("a worker", self.expected, provenance())
        with _ONE_AT_A_TIME:
            return told(replication, lambda: False)


def refuse_others(who: str, ours: Mapping[str, str], theirs: Mapping[str, str]) -> None:
    """Raises EngineError that names the first version in which a worker differs from us."""
    for name, version in ours.items():
        other = theirs.get(name, "not installed")
        if name not in NO_MATTER and other != version:
            raise EngineError(
                f"{who} has another version of {name} ({other[:12]}) than this machine "
                f"({version[:12]}), so its results could differ; bring it up to date"
            )
