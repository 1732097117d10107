"""What live mode must be told: where karmyq is, where its database is, and two secrets.

The environment names them; the scenario says who may act. Secrets are in no `repr` and no error.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from urllib.parse import SplitResult, urlsplit

from sqlalchemy.engine import URL, make_url
from sqlalchemy.exc import ArgumentError

API_URL, DATABASE_URL = "KARMYQ_API_URL", "KARMYQ_DATABASE_URL"
JWT_SECRET, PASSWORD = "KARMYQ_JWT_SECRET", "KARMYQ_SIM_PASSWORD"

OLD_NAMES = {
    API_URL: "API_BASE_URL",
    DATABASE_URL: "DATABASE_URL",
    JWT_SECRET: "JWT_SECRET",
    PASSWORD: "GROWTH_USER_PASSWORD",
}
"""What the former simulator called them."""

REMEDIES = {
    API_URL: "set it to the API's address, such as https://karmyq.example.org/api",
    DATABASE_URL: "set it to karmyq's database, such as postgresql://reader@localhost:5432/karmyq",
    JWT_SECRET: "set it to the secret that karmyq signs its tokens with",
    PASSWORD: "set it to the password that simulated people get when they register",
}

PASSWORD_MIN_LENGTH = 8  # the platform's only rule for passwords


class SettingsError(ValueError):
    """Something that live mode needs is absent, empty or unreadable; the text names the remedy."""


@dataclass(frozen=True, slots=True, kw_only=True)
class LiveSettings:
    """Checked when built: addresses have their canonical form, domains and e-mails lower case.

    People whose e-mail has `email_domain` may act, except `protected` ones and those of
    `excluded_domains`.
    """

    api_url: str
    database_url: str = field(repr=False)
    jwt_secret: str = field(repr=False)
    password: str = field(repr=False)
    email_domain: str
    excluded_domains: frozenset[str] = frozenset()
    protected: frozenset[str] = frozenset()

    def __post_init__(self) -> None:
        checked: dict[str, object] = {
            "api_url": _api_url(self.api_url),
            "database_url": _database_url(self.database_url),
            "email_domain": self.email_domain.lower(),
            "excluded_domains": frozenset(name.lower() for name in self.excluded_domains),
            "protected": frozenset(email.lower() for email in self.protected),
        }
        for name, value in checked.items():
            object.__setattr__(self, name, value)
        if not self.jwt_secret:
            raise _empty(JWT_SECRET, JWT_SECRET)
        if len(self.password) < PASSWORD_MIN_LENGTH:
            raise SettingsError(
                f"{PASSWORD} is too short: karmyq asks for {PASSWORD_MIN_LENGTH} characters."
            )

    def may_act(self, email: str) -> bool:
        """Whether the simulator may act as the person with this e-mail."""
        known = email.lower()
        _, at, domain = known.rpartition("@")
        return (
            at == "@"
            and domain == self.email_domain
            and domain not in self.excluded_domains
            and known not in self.protected
        )


def read_settings(
    environ: Mapping[str, str],
    *,
    email_domain: str,
    excluded_domains: Iterable[str] = (),
    protected: Iterable[str] = (),
) -> LiveSettings:
    """The settings from the environment; raises SettingsError with one sentence."""
    return LiveSettings(
        api_url=_read(environ, API_URL),
        database_url=_read(environ, DATABASE_URL),
        jwt_secret=_read(environ, JWT_SECRET),
        password=_read(environ, PASSWORD),
        email_domain=email_domain,
        excluded_domains=frozenset(excluded_domains),
        protected=frozenset(protected),
    )


def _read(environ: Mapping[str, str], name: str) -> str:
    named = {key: environ[key] for key in (name, OLD_NAMES[name]) if key in environ}
    for key, value in named.items():
        if not value.strip():
            raise _empty(key, name)
        if not _is_text(value):
            raise SettingsError(f"{key} is not readable as UTF-8 text: {REMEDIES[name]}.")
    if not named:
        raise SettingsError(f"{name} is not set: {REMEDIES[name]}.")
    if len(set(named.values())) > 1:
        raise SettingsError(
            f"{name} and {OLD_NAMES[name]}, its older name, are both set and differ: "
            f"unset {OLD_NAMES[name]}."
        )
    return next(iter(named.values()))


def _empty(key: str, name: str) -> SettingsError:
    return SettingsError(f"{key} is set but empty: {REMEDIES[name]}, or unset it.")


def _is_text(value: str) -> bool:
    """Python keeps undecodable bytes of the environment as lone surrogates."""
    return not any("\ud800" <= character <= "\udfff" for character in value)


def _api_url(text: str) -> str:
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
    return parts.geturl().rstrip("/")


def _is_host(parts: SplitResult) -> bool:
    host = parts.hostname or ""
    return bool(host) and not any(character.isspace() for character in host)


def _database_url(text: str) -> str:
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
