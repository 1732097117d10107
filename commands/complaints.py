"""How a command ends when it cannot do what was asked: one sentence, and an exit code.

0    done
1    an expectation failed under --strict
2    refused before anything started (bad input)
3    failed on the way (platform, disk, dependency); what is done is kept
130  interrupted; what is done is kept
"""

import typer

DONE, NOT_MET, REFUSED, FAILED, INTERRUPTED = 0, 1, 2, 3, 130


class Complaint(Exception):
    """A command ends here; the message is one sentence for the user."""

    def __init__(self, message: str, code: int = REFUSED) -> None:
        super().__init__(message)
        self.code = code


def say(text: str) -> None:
    """Tell the user something that is no result: to stderr."""
    typer.echo(text, err=True)
