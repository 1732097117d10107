"""The Mesa model: who wakes when, how time passes, what is measured and kept."""
