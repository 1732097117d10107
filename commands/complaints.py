"""How a command ends when it cannot do what was asked: one sentence, and an exit code.

0    done
1    an expectation failed under --strict
2    refused before anything started (bad input)
3    failed on the way (platform, disk, dependency); what is done is kept
130  interrupted; what is done is kept
"""

from os import environ

import typer

from adapters.live.hiding import hiding_from

DONE, NOT_MET, REFUSED, FAILED, INTERRUPTED = 0, 1, 2, 3, 130


class Complaint(Exception):
    """A command ends here; the message is one sentence for the user."""

    def __init__(self, message: str, code: int = REFUSED) -> None:
        super().__init__(message)
        self.code = code


def say(text: str) -> None:
    """Tell the user something that is no result: to stderr, and without a secret."""
    typer.echo(hidden(text), err=True)


def hidden(text: str) -> str:
    """A text without the secrets of this environment: what others wrote may repeat them."""
    return hiding_from(environ)(text)
