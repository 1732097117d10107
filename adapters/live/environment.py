"""The variables of live mode, and how each of them is read.

Each has its older name. A secret, a database's address and the list of protected people may also
stand in a file: `KARMYQ_JWT_SECRET_FILE` names it. What is absent is None; what is named but empty
or unreadable is an error, and no error repeats what was read.
"""

from collections.abc import Mapping
from pathlib import Path

API_URL, DATABASE_URL = "KARMYQ_API_URL", "KARMYQ_DATABASE_URL"
JWT_SECRET, PASSWORD = "KARMYQ_JWT_SECRET", "KARMYQ_SIM_PASSWORD"
PROTECTED = "KARMYQ_PROTECTED"

OLD_NAMES = {
    API_URL: "API_BASE_URL",
    DATABASE_URL: "DATABASE_URL",
    JWT_SECRET: "JWT_SECRET",
    PASSWORD: "GROWTH_USER_PASSWORD",
}
"""What the former simulator called them."""

FILE_NAMES = {name: f"{name}_FILE" for name in (DATABASE_URL, JWT_SECRET, PASSWORD, PROTECTED)}
"""The variables that name a file which holds the value."""

VARIABLES = (*OLD_NAMES, PROTECTED, *FILE_NAMES.values(), *OLD_NAMES.values())
"""Every name that is read."""

REMEDIES = {
    API_URL: "set it to the API's address, such as https://karmyq.example.org/api",
    DATABASE_URL: "set it to karmyq's database, such as postgresql://reader@localhost:5432/karmyq",
    JWT_SECRET: "set it to the secret that karmyq signs its tokens with",
    PASSWORD: "set it to the password that simulated people get when they register",
    PROTECTED: "set it to the e-mails of those who must never act, with commas between them, or "
    "to the word none",
}

PASSWORD_MIN_LENGTH = 8  # the platform's only rule for passwords

FILE_LIMIT_BYTES = 64 * 1024
"""More than this is no secret and no list: the wrong file was named."""


class SettingsError(ValueError):
    """Something that live mode needs is absent, empty or unreadable; the text names the remedy."""


def read(environ: Mapping[str, str], name: str) -> str | None:
    """The value of a variable, under whichever name it is given; raises SettingsError."""
    names = filter(None, (name, OLD_NAMES.get(name), FILE_NAMES.get(name)))
    given = {key: _value(environ, key, name) for key in names if key in environ}
    if len(set(given.values())) > 1:
        first, second = list(given)[:2]
        older = ", its older name," if second == OLD_NAMES.get(name) else ""
        raise SettingsError(f"{first} and {second}{older} are both set and differ: unset {second}.")
    return next(iter(given.values()), None)


def read_required(environ: Mapping[str, str], name: str) -> str:
    """The value of a variable that live mode cannot do without; raises SettingsError."""
    value = read(environ, name)
    if value is None:
        raise SettingsError(f"{name} is not set: {REMEDIES[name]}.")
    return value


def empty(key: str, name: str) -> SettingsError:
    """The error for a variable that is there and says nothing."""
    return SettingsError(f"{key} is set but empty: {REMEDIES[name]}, or unset it.")


def _value(environ: Mapping[str, str], key: str, name: str) -> str:
    value = environ[key]
    if not value.strip():
        raise empty(key, name)
    if not _is_text(value):
        raise SettingsError(f"{key} is not readable as UTF-8 text: {REMEDIES[name]}.")
    return _content(key, Path(value)) if key == FILE_NAMES.get(name) else value


def _content(key: str, file: Path) -> str:
    try:
        with file.open("rb") as opened:
            content = opened.read(FILE_LIMIT_BYTES + 1)
        text = content.decode()
    except OSError as problem:
        why = problem.strerror or type(problem).__name__
        raise SettingsError(
            f"{key} names {file}, which cannot be read ({why}): correct the path, or let this "
            "user read it."
        ) from None
    except UnicodeDecodeError:
        raise SettingsError(f"{key} names {file}, which is not UTF-8 text.") from None
    if len(content) > FILE_LIMIT_BYTES:
        raise SettingsError(f"{key} names {file}, which is too long: is it the right file?")
    if not text.strip():
        raise SettingsError(f"{key} names {file}, which is empty: write the value into it.")
    return text.rstrip("\r\n")


def _is_text(value: str) -> bool:
    """Python keeps undecodable bytes of the environment as lone surrogates."""
    return not any("\ud800" <= character <= "\udfff" for character in value)
