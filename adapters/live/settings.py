"""What live mode must be told: where karmyq is, where its database is, and two secrets.

The environment names them; the scenario says who may act. Secrets are in no `repr` and no error.
Address, password and the list of protected people are needed. Without a database live mode works on
its own accounts, and without the secret its people sign in with their password.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from urllib.parse import SplitResult, urlsplit

from sqlalchemy.engine import URL, make_url
from sqlalchemy.exc import ArgumentError

from adapters.live import domains
from adapters.live.environment import (
    API_URL,
    DATABASE_URL,
    JWT_SECRET,
    OLD_NAMES,
    PASSWORD,
    PASSWORD_MIN_LENGTH,
    PROTECTED,
    REMEDIES,
    SettingsError,
    empty,
    read,
    read_required,
)
from adapters.live.hiding import database_password
from adapters.live.protected import protected_people
from adapters.live.transport import is_loopback

__all__ = [
    "API_URL",
    "DATABASE_URL",
    "JWT_SECRET",
    "OLD_NAMES",
    "PASSWORD",
    "PROTECTED",
    "LiveSettings",
    "SettingsError",
    "read_settings",
]


@dataclass(frozen=True, slots=True, kw_only=True)
class LiveSettings:
    """Checked when built: addresses have their canonical form, domains and e-mails lower case.

    People whose e-mail has `email_domain` may act, except `protected` ones and those of
    `excluded_domains`.
    """

    api_url: str
    database_url: str | None = field(default=None, repr=False)
    jwt_secret: str | None = field(default=None, repr=False)
    password: str = field(repr=False)
    email_domain: str
    excluded_domains: frozenset[str] = frozenset()
    protected: frozenset[str] = frozenset()
    everyone: bool = False
    """Whether real people are dealt with as well (`live.interact_with: everyone`)."""

    def __post_init__(self) -> None:
        database_url = self.database_url
        checked: dict[str, object] = {
            "api_url": api_address(self.api_url),
            "database_url": None if database_url is None else database_address(database_url),
            "password": usable_password(self.password),
            "email_domain": self.email_domain.lower(),
            "excluded_domains": frozenset(name.lower() for name in self.excluded_domains),
            "protected": frozenset(email.lower() for email in self.protected),
        }
        for name, value in checked.items():
            object.__setattr__(self, name, value)
        if self.jwt_secret == "":
            raise empty(JWT_SECRET, JWT_SECRET)

    def may_act(self, email: str) -> bool:
        """Whether the simulator may act as the person with this e-mail."""
        known = email.lower()
        _, at, domain = known.rpartition("@")
        return (
            at == "@"
            and domain == self.email_domain
            and not domains.is_excluded(domain, self.excluded_domains)
            and known not in self.protected
        )

    def secrets(self) -> tuple[str, ...]:
        """What must never be written anywhere."""
        database = database_password(self.database_url)
        return tuple(text for text in (self.jwt_secret, self.password, database) if text)


def read_settings(
    environ: Mapping[str, str],
    *,
    email_domain: str,
    excluded_domains: Iterable[str] = (),
    protected: Iterable[str] | None = None,
    everyone: bool = False,
) -> LiveSettings:
    """The settings from the environment; raises SettingsError with one sentence.

    `protected` is the scenario's list, None where nobody wrote one.
    """
    settings = LiveSettings(
        api_url=read_required(environ, API_URL),
        database_url=read(environ, DATABASE_URL),
        jwt_secret=read(environ, JWT_SECRET),
        password=read_required(environ, PASSWORD),
        email_domain=email_domain,
        excluded_domains=frozenset(excluded_domains),
        protected=protected_people(environ, protected),
        everyone=everyone,
    )
    refusal = domains.refusal(settings.email_domain, settings.excluded_domains)
    if refusal is not None:
        raise SettingsError(refusal)
    return settings


def usable_password(text: str) -> str:
    """A password that karmyq takes; raises SettingsError."""
    if len(text) < PASSWORD_MIN_LENGTH:
        raise SettingsError(
            f"{PASSWORD} is too short: karmyq asks for {PASSWORD_MIN_LENGTH} characters."
        )
    return text


def api_address(text: str) -> str:
    """The API's address without its last slash; raises SettingsError.

    Tokens and passwords travel to it, so they are encrypted unless they stay on this machine.
    """
    wrong = SettingsError(
        f"{API_URL} is not an http or https address without user name, query and fragment: "
        f"{REMEDIES[API_URL]}."
    )
    try:
        parts = urlsplit(text.strip())
        port_is_number = parts.port is None or parts.port > 0
    except ValueError:
        raise wrong from None
    if not (parts.scheme in ("http", "https") and _is_host(parts) and port_is_number):
        raise wrong
    if parts.username is not None or parts.query or parts.fragment:
        raise wrong
    if parts.scheme == "http" and not is_loopback(parts.hostname or ""):
        raise SettingsError(
            f"{API_URL} is plain http to another machine, where everybody on the way could read "
            "tokens and passwords: use https (http is for this machine alone)."
        )
    return parts.geturl().rstrip("/")


def _is_host(parts: SplitResult) -> bool:
    host = parts.hostname or ""
    return bool(host) and not any(character.isspace() for character in host)


def database_address(text: str) -> str:
    """The database's address with its driver; raises SettingsError."""
    try:
        url: URL | None = make_url(text.strip())
    except (ArgumentError, ValueError):
        url = None
    # The text of a wrong address is not repeated, since it may hold a password.
    if url is None or url.drivername.partition("+")[0] not in ("postgres", "postgresql"):
        raise SettingsError(
            f"{DATABASE_URL} is not a PostgreSQL address: {REMEDIES[DATABASE_URL]}."
        )
    return url.set(drivername="postgresql+psycopg2").render_as_string(hide_password=False)
