"""The errors raised when a scenario or its content cannot be used."""


class ScenariosError(Exception):
    """Something in a scenario or its content is wrong; the message is one sentence saying what."""


class ContentError(ScenariosError):
    """A city's content file is missing, malformed or outside the platform's vocabulary."""


class ScenarioError(ScenariosError):
    """A scenario file or one of its settings cannot be used."""
