"""The port answered from memory: one file per service, each passing its calls on to the rules."""
