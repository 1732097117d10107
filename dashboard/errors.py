"""What can be wrong with the dashboard; each message is one sentence for the user.

DashboardError
├── PortTakenError      the port cannot be listened on
└── MissingExtraError   a library of the extra `dashboard` is not installed
"""


class DashboardError(Exception):
    """The dashboard cannot be shown."""


class PortTakenError(DashboardError):
    """Somebody else listens on the port, or it is none."""


class MissingExtraError(DashboardError):
    """A library that only the extra brings is not installed."""
