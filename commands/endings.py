"""What an error means to the user: a sentence, an exit code, and for a bug a traceback on file."""

import tempfile
import traceback
from pathlib import Path

from adapters.errors import KarmyqError
from adapters.live.writes.journal import JournalError
from commands.complaints import FAILED, REFUSED, Complaint, hidden
from model.run_folder import RunFolderError
from model.runlog import RunLogError
from scenarios import ScenariosError

TRACEBACK_FILE = "traceback.txt"
LONGEST_CAUSE = 200
"""Characters of a bug's own text that the sentence repeats; the file has the rest."""


def as_complaint(error: Exception, *, run: Path | None = None) -> Complaint:
    """The complaint for any error; `run` is the folder of a run that had begun.

    What is wrong with the input is a refusal only as long as nothing has begun.
    """
    match error:
        case Complaint():
            return error
        case ScenariosError() | RunFolderError():
            return Complaint(str(error), REFUSED if run is None else FAILED)
        case RunLogError() | JournalError():
            return Complaint(str(error), FAILED)
        case KarmyqError():
            return Complaint(error.message, FAILED)
        case OSError() if error.strerror:
            where = "" if error.filename is None else f"{error.filename}: "
            return Complaint(f"{where}{error.strerror}", FAILED)
    return Complaint(_bug(error, run), FAILED)


def _bug(error: Exception, run: Path | None) -> str:
    # Hidden before it is cut: half a secret would not be recognised.
    cause = hidden(" ".join(f"{type(error).__name__}: {error}".split()))[:LONGEST_CAUSE]
    return f"this is a bug in karmyq-simulation ({cause}); {_report(error, run)}"


def _report(error: Exception, run: Path | None) -> str:
    text = hidden("".join(traceback.format_exception(error)))
    unsaved = ""
    for folder in (run, Path(tempfile.gettempdir())):
        if folder is None:
            continue
        try:
            return f"its traceback is in {_saved(text, folder, run)}, please report it with that"
        except OSError as problem:
            unsaved = problem.strerror or "no reason was given"
    return f"its traceback could not be saved ({unsaved})"


def _saved(text: str, folder: Path, run: Path | None) -> Path:
    if folder == run:
        file = folder / TRACEBACK_FILE
        file.write_text(text, encoding="utf-8")
        return file
    with tempfile.NamedTemporaryFile(
        "w",
        encoding="utf-8",
        dir=folder,
        prefix="karmyq-",
        suffix=f"-{TRACEBACK_FILE}",
        delete=False,
    ) as draft:
        draft.write(text)
    return Path(draft.name)
