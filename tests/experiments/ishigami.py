"""A model whose indices are known: Ishigami's function, on three keys of a scenario.

y = sin(x1) + 7 sin(x2)^2 + 0.1 x3^4 sin(x1), each x uniform from -pi to pi (Ishigami and Homma
1990). With a = 7 and b = 0.1 its variances are known in closed form; `unused` has no part in it.
"""

from collections.abc import Sequence
from math import pi, sin

from experiments.replication import Replication, Result
from experiments.vary import value_at
from model.vocabulary import VOCABULARY
from scenarios import ResolvedScenario, load

KEYS = ("growth.users_per_day", "affinity.factor", "workers.error_backoff_s")
UNUSED = "obligations.weight"
HIGH = 10
RANGES = tuple(f"{key}=0:{HIGH}" for key in KEYS)
A, B = 7.0, 0.1
_V1 = 0.5 * (1 + B * pi**4 / 5) ** 2
_V2 = A**2 / 8
_V13 = B**2 * pi**8 * (1 / 18 - 1 / 50)
_V = _V1 + _V2 + _V13
FIRST = dict(zip(KEYS, (_V1 / _V, _V2 / _V, 0.0), strict=True))
TOTAL = dict(zip(KEYS, ((_V1 + _V13) / _V, _V2 / _V, _V13 / _V), strict=True))
MEASURE = "completion_rate"


def ishigami(replication: Replication) -> Result:
    """Work for an engine: the function at a scenario's values, and no run."""
    x1, x2, x3 = (
        (float(str(value_at(replication.scenario, key))) / HIGH * 2 - 1) * pi for key in KEYS
    )
    y = sin(x1) + A * sin(x2) ** 2 + B * x3**4 * sin(x1)
    return Result(
        replication.point,
        replication.number,
        replication.seed,
        seconds=0.0,
        digest=f"{y}",
        measures={MEASURE: y},
    )


def load_quiet(changes: Sequence[str]) -> ResolvedScenario:
    """The quiet week with changes written like --set."""
    return load("quiet_week", vocabulary=VOCABULARY, changes=changes)
