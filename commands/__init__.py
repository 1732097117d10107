"""One module per command, and what they share. Nothing else knows which adapter is in use."""
