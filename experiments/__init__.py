"""Many runs: ensembles, sweeps and comparisons, with the uncertainty of what they say."""

from experiments.calls import Where, compare, ensemble, simulate, sweep

__all__ = ["Where", "compare", "ensemble", "simulate", "sweep"]
