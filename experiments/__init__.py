"""Many runs: ensembles, sweeps and comparisons, with the uncertainty of what they say."""
