"""What is kept on this machine about one karmyq: a folder that all its runs share.

    $XDG_STATE_HOME/karmyq-simulation/<host>_<port>_<path>/     (~/.local/state without it)
        people.json   the accounts that were opened without a database
        lock          held while a simulator drives this karmyq without a database

Neither holds a password or a token. Files are for their owner alone, and are replaced as a whole.
"""

import os
import re
import tempfile
from collections.abc import Mapping, Sequence
from pathlib import Path
from urllib.parse import urlsplit

import msgspec
from msgspec import Struct

from adapters.entities import Account
from adapters.live.environment import SettingsError
from adapters.live.transport import is_loopback

STATE_HOME = "XDG_STATE_HOME"
OURS = "karmyq-simulation"
PORTS = {"http": 80, "https": 443}
FOR_OWNER_ALONE = 0o700
VERSION = 1


class _People(Struct, forbid_unknown_fields=True):
    """The content of people.json."""

    version: int
    people: list[Account]


class StateFolder:
    """The folder of one karmyq; nothing is made before something is kept."""

    def __init__(self, path: Path) -> None:
        self.path = path

    @classmethod
    def of(cls, environ: Mapping[str, str], api_url: str) -> "StateFolder":
        """The folder for the karmyq at an address, below this user's state folder."""
        home = environ.get(STATE_HOME, "")
        # The specification of these folders has relative ones ignored.
        base = Path(home) if home.startswith("/") else Path.home() / ".local" / "state"
        return cls(base / OURS / _name(api_url))

    @property
    def lock_file(self) -> Path:
        """Held while a simulator drives this karmyq."""
        return self.path / "lock"

    @property
    def people_file(self) -> Path:
        """The accounts that runs without a database have opened."""
        return self.path / "people.json"

    def make(self) -> None:
        """Make the folder where it is missing; raises SettingsError where it cannot be written."""
        try:
            self.path.mkdir(mode=FOR_OWNER_ALONE, parents=True, exist_ok=True)
        except OSError as problem:
            raise _unusable(self.path, problem) from None
        if not os.access(self.path, os.W_OK | os.X_OK):
            raise SettingsError(
                f"{self.path} cannot be written: set {STATE_HOME} to a folder of this user's."
            )

    def people(self) -> Sequence[Account]:
        """Everybody who is kept; raises SettingsError where the file cannot be understood."""
        try:
            kept = msgspec.json.decode(self.people_file.read_bytes(), type=_People)
        except FileNotFoundError:
            return []
        except OSError as problem:
            raise _unusable(self.people_file, problem) from None
        except msgspec.DecodeError as problem:
            raise SettingsError(
                f"{self.people_file} is no list of people ({problem}): put its last good copy "
                "back, or move it away; the accounts in it then stay as they are."
            ) from None
        if kept.version != VERSION:
            raise SettingsError(
                f"{self.people_file} has version {kept.version}, and this simulator knows "
                f"{VERSION}: use the simulator that wrote it."
            )
        return kept.people

    def keep(self, people: Sequence[Account]) -> None:
        """Replace the list; whoever is interrupted leaves the old one. Raises SettingsError."""
        content = msgspec.json.format(msgspec.json.encode(_People(VERSION, list(people))))
        try:
            # A temporary file is for its owner alone from the beginning.
            with tempfile.NamedTemporaryFile(dir=self.path, delete=False) as draft:
                draft.write(content + b"\n")
                draft.flush()
                os.fsync(draft.fileno())
            os.replace(draft.name, self.people_file)
        except OSError as problem:
            raise _unusable(self.people_file, problem) from None


def _name(api_url: str) -> str:
    """One name for all spellings of an address: default ports and loopback names are the same."""
    parts = urlsplit(api_url)
    host = (parts.hostname or "").lower()
    words = [
        "localhost" if is_loopback(host) else host,
        str(parts.port or PORTS.get(parts.scheme, 0)),
        *filter(None, parts.path.split("/")),
    ]
    return re.sub(r"[^a-z0-9._-]", "-", "_".join(words).lower())


def _unusable(path: Path, problem: OSError) -> SettingsError:
    why = problem.strerror or type(problem).__name__
    return SettingsError(
        f"{path} cannot be used ({why}): set {STATE_HOME} to a folder of this user's."
    )
