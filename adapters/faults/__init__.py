"""Faults of the network and of a platform under load, wrapped around an ASGI application."""
