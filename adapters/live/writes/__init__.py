"""Writes that happen once: intents before, results after, reading where an answer is lost."""
