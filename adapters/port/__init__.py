"""The port: every call that a member can make to karmyq, named once.

An adapter implements three protocols: `Platform` (opens a session for a caller), `Karmyq` (the
session: one method per operation, named like the platform's operation in snake case, one file per
service) and `Directory` (who may act, and what waits for each). Agents know nothing else of the
outside world.

Every operation raises `KarmyqError` and nothing else: `Refused`, `Unavailable` or `ContractDrift`.
"""

from adapters.port.caller import Call, Caller
from adapters.port.directory import Directory
from adapters.port.karmyq import Karmyq, Platform

__all__ = ["Call", "Caller", "Directory", "Karmyq", "Platform"]
