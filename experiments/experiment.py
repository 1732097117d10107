"""Carry out a plan: run what is missing, keep each result, and say what all of them come to.

1. agree     a result file that exists must be about the same points, seeds and code
2. plan      new replications are taken down as asked
3. run       whatever has no result yet, or failed, is run
4. note      how long it took
"""

from collections.abc import Sequence
from hashlib import sha256
from time import perf_counter

from experiments.engine import Engine, run_all
from experiments.errors import ExperimentError
from experiments.plan import Plan, Point
from experiments.progress import Tell
from experiments.provenance import provenance
from experiments.replication import Replication, Result, replicate
from experiments.store import DONE, FAILED, Kept, Store


def missing(plan: Plan, store: Store) -> list[Replication]:
    """The replications of a plan that have no result yet; those that failed are among them."""
    done = {(kept.point, kept.number) for kept in store.replications() if kept.state == DONE}
    return [one for one in plan.all_replications() if (one.point, one.number) not in done]


def carry_out(plan: Plan, store: Store, engine: Engine, tell: Tell) -> None:
    """Run what is missing of a plan, and keep each result as it comes.

    Raises KeyboardInterrupt after Ctrl-C, with what is done kept.
    """
    _note_plan(plan, store)
    waiting = missing(plan, store)
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


def _note_plan(plan: Plan, store: Store) -> None:
    store.plan(plan)
    store.note(
        kind=plan.kind,
        base_seed=plan.base_seed,
        hourly=plan.hourly,
        asked=dict(plan.asked),
        versions=provenance(),
    )


def agree(plan: Plan, store: Store) -> None:
    """Raises ExperimentError when a result file is about something else than a plan.

    Other code is no hindrance by itself: a kept replication is run again, and its digest decides.
    """
    notes = store.notes()
    if not notes:
        return
    _agree_on("is an experiment of the kind", notes["kind"], plan.kind)
    _agree_on("has the base seed", notes["base_seed"], plan.base_seed)
    _agree_on("keeps hourly measures:", notes["hourly"], plan.hourly)
    _agree_on_points(store.points(), plan.points)
    if notes["versions"] != provenance():
        _agree_on_digest(plan, store)


def _agree_on(what: str, kept: object, asked: object) -> None:
    if kept != asked:
        raise ExperimentError(f"it {what} {kept}, and {asked} was asked for; choose another --out")


def _agree_on_points(kept: Sequence[dict[str, object]], asked: Sequence[Point]) -> None:
    if len(asked) < len(kept):
        raise ExperimentError(
            f"it has {len(kept)} points, and {len(asked)} were asked for; choose another --out"
        )
    for old, new in zip(kept, asked, strict=False):
        if old["fingerprint"] != new.fingerprint:
            raise ExperimentError(
                f"its scenario {old['label']} differs from the one that was asked for; choose "
                "another --out, or go on with what is there: run.py resume"
            )


def _agree_on_digest(plan: Plan, store: Store) -> None:
    done = [kept for kept in store.replications() if kept.state == DONE]
    if not done:
        return
    first = done[0]
    scenario = plan.points[first.point].scenario
    again = replicate(Replication(first.point, first.number, first.seed, scenario))
    if again.digest != first.digest:
        raise ExperimentError(
            f"its replication {first.number} is another one now (digest {first.digest[:12]} then, "
            f"{again.digest[:12]} now): the code or a library has changed since, so new "
            "replications would not belong to the old ones; choose another --out"
        )


def digest_of(replications: Sequence[Kept]) -> str:
    """The digest of an experiment: that of its replications' digests, point by point."""
    digest = sha256()
    for kept in replications:
        digest.update(f"{kept.point} {kept.number} {kept.seed} {kept.digest}\n".encode())
    return digest.hexdigest()


def failures(replications: Sequence[Kept]) -> list[Kept]:
    """The replications that came to nothing."""
    return [kept for kept in replications if kept.state == FAILED]
