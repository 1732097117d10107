"""Whether a folder can go on with a plan: same kind, seeds, scenarios, and code that still agrees.

Other code or libraries are no hindrance by themselves: a kept replication is run again, and its
digest decides whether new ones would belong to the old ones.
"""

from experiments.errors import ExperimentError
from experiments.plan import Plan, Point
from experiments.provenance import provenance
from experiments.replication import Replication, replicate
from experiments.store import DONE, Store
from scenarios.wording import found
from scenarios.writing import leaves

ANOTHER = "choose another --out"


def agree(kept: Plan, asked: Plan) -> None:
    """Raises ExperimentError when the plan of a folder is about something else than the new one."""
    _same("is of the kind", kept.kind, asked.kind)
    _same("has the base seed", kept.base_seed, asked.base_seed)
    _same("keeps hourly measures:", kept.hourly, asked.hourly)
    if len(asked.points) < len(kept.points):
        _same("has so many scenarios:", len(kept.points), len(asked.points))
    for old, new in zip(kept.points, asked.points, strict=False):
        if old.fingerprint != new.fingerprint:
            raise ExperimentError(f"{_difference(old, new)}; {ANOTHER}")


def agree_with_code(plan: Plan, store: Store) -> None:
    """Raises ExperimentError when the code no longer makes the replications that are kept."""
    done = [one for one in store.replications() if one.state == DONE]
    if not done or store.notes()["versions"] == provenance():
        return
    first = done[0]
    scenario = plan.points[first.point].scenario
    again = replicate(Replication(first.point, first.number, first.seed, scenario))
    if again.digest != first.digest:
        raise ExperimentError(
            f"its replication {first.number} is another one now (digest {first.digest[:12]} then, "
            f"{again.digest[:12]} now): the code or a library has changed, so new replications "
            f"would not belong to the old ones; {ANOTHER}"
        )


def _same(what: str, kept: object, asked: object) -> None:
    if kept != asked:
        raise ExperimentError(f"it {what} {kept}, and {asked} was asked for; {ANOTHER}")


def _difference(old: Point, new: Point) -> str:
    """The first setting in which two scenarios differ, the seed left out."""
    before, now = _settings(old), _settings(new)
    key = next(key for key in [*before, *now] if before.get(key) != now.get(key))
    was, shall = (_in_words(settings, key) for settings in (before, now))
    return f"in it {key} is {was}, and {shall} was asked for"


def _settings(point: Point) -> dict[str, object]:
    return {".".join(place): value for place, value in leaves(point.scenario) if place != ("seed",)}


def _in_words(settings: dict[str, object], key: str) -> str:
    return found(settings[key]) if key in settings else "nothing"
