"""Carry out a plan: run what is missing, keep each result, and note how long it took.

1. taken_down  new replications are noted as asked
2. carry_out   whatever has no result yet, or failed, is run
"""

from collections.abc import Sequence
from hashlib import sha256
from time import perf_counter

from experiments.engine import Engine, run_all
from experiments.plan import Plan
from experiments.progress import Tell
from experiments.provenance import provenance
from experiments.replication import Replication, Result
from experiments.store import DONE, FAILED, Kept, Store


def missing(plan: Plan, store: Store) -> list[Replication]:
    """The replications of a plan that have no result yet; those that failed are among them."""
    done = {(kept.point, kept.number) for kept in store.replications() if kept.state == DONE}
    return [one for one in plan.all_replications() if (one.point, one.number) not in done]


def taken_down(plan: Plan, store: Store) -> list[Replication]:
    """Take down a plan; returns what has to be run for it."""
    store.plan(plan)
    store.note(
        kind=plan.kind,
        base_seed=plan.base_seed,
        hourly=plan.hourly,
        asked=dict(plan.asked),
        versions=provenance(),
    )
    return missing(plan, store)


def carry_out(waiting: Sequence[Replication], store: Store, engine: Engine, tell: Tell) -> None:
    """Run replications that have been taken down, and keep each result as it comes.

    Raises KeyboardInterrupt after Ctrl-C, with what is done kept.
    """
    over = failures = 0

    def keep(result: Result) -> None:
        nonlocal over, failures
        store.keep(result)
        over, failures = over + 1, failures + bool(result.failure)
        tell(over, failures)

    before, began = store.notes().get("seconds", 0.0), perf_counter()
    try:
        run_all(waiting, engine, keep)
    finally:
        store.note(seconds=round(before + perf_counter() - began, 3))


def digest_of(replications: Sequence[Kept]) -> str:
    """The digest of an experiment: that of its replications' digests, point by point."""
    digest = sha256()
    for kept in replications:
        digest.update(f"{kept.point} {kept.number} {kept.seed} {kept.digest}\n".encode())
    return digest.hexdigest()


def failures(replications: Sequence[Kept]) -> list[Kept]:
    """The replications that came to nothing."""
    return [kept for kept in replications if kept.state == FAILED]
