"""The list of people who never act: the operator writes it, even when it is empty.

`KARMYQ_PROTECTED`, a file that `KARMYQ_PROTECTED_FILE` names, or `live.protected` in the operator's
own scenario. A scenario of the library is for everybody, so its silence counts as no list.
"""

import re
from collections.abc import Iterable, Mapping

from adapters.live.environment import FILE_NAMES, PROTECTED, SettingsError, read

NOBODY = "none"
"""The empty list, written."""
EMAIL = re.compile(r"[^@\s]+@[^@\s]+\.[^@\s]+")


def protected_people(environ: Mapping[str, str], named: Iterable[str] | None) -> frozenset[str]:
    """Everybody whom environment or scenario protect; raises SettingsError where neither says.

    `named` are the scenario's, None where nobody wrote any.
    """
    text = read(environ, PROTECTED)
    if text is None and named is None:
        raise SettingsError(
            f"nobody has said which accounts must never act: set {PROTECTED} to their e-mails, "
            "with commas between them, or to the word none."
        )
    listed = [] if text is None else _emails(text)
    return frozenset(email.lower() for email in (*listed, *(named or ())))


def _emails(text: str) -> list[str]:
    lines = [line.partition("#")[0] for line in text.splitlines()]
    words = [word for line in lines for word in re.split(r"[,;\s]+", line) if word]
    if words == [NOBODY]:
        return []
    wrong = next((word for word in words if not EMAIL.fullmatch(word)), None)
    if wrong is not None or not words:
        found = "nothing" if wrong is None else f"'{wrong}'"
        raise SettingsError(
            f"{PROTECTED} (or the file of {FILE_NAMES[PROTECTED]}) expects e-mails with commas "
            f"or line breaks between them, or the word {NOBODY} alone; found {found}."
        )
    return words
