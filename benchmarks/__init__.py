"""How fast the simulator is, as ratios to bare loops that are measured in the same run."""
