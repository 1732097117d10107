"""The live session, one file per service; see the port for what each call means."""
