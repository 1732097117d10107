"""Secrets in a text, made unreadable: what others write may repeat what they were sent."""

import json
import re
from collections.abc import Iterable, Mapping
from urllib.parse import quote, quote_plus

from sqlalchemy.engine import make_url
from sqlalchemy.exc import ArgumentError

from adapters.live.environment import (
    DATABASE_URL,
    JWT_SECRET,
    PASSWORD,
    PASSWORD_MIN_LENGTH,
    SettingsError,
    read,
)

HIDDEN = "[hidden]"
SHORTEST = 4
"""Anything shorter is part of ordinary words, and no secret."""
TOKEN = re.compile(r"eyJ[\w-]{8,}(\.[\w-]*){0,2}", re.ASCII)
"""A signed token: two JSON objects in base64 and a signature, or as much of it as is left."""


class Hiding:
    """Knows secrets, and takes them out of texts; every token goes, whoever signed it."""

    def __init__(self, secrets: Iterable[str] = ()) -> None:
        forms = {form for secret in secrets for form in _forms(secret)}
        # The longest first: one may be a part of another.
        self._forms = sorted((form for form in forms if len(form) >= SHORTEST), key=len)[::-1]

    def __call__(self, text: str) -> str:
        """The text without secrets."""
        for form in self._forms:
            text = text.replace(form, HIDDEN)
        return TOKEN.sub(HIDDEN, text)

    def content(self, content: bytes) -> bytes:
        """The same for what came over the wire, before anybody cuts it: half a secret is none."""
        return self(content.decode("utf-8", "replace")).encode()

    def __repr__(self) -> str:
        return f"Hiding({len(self._forms)} forms)"


def database_password(address: str | None) -> str | None:
    """The password within a database's address, if there is one."""
    try:
        url = make_url(address or "")
    except (ArgumentError, ValueError):
        return None
    named = url.query.get("password")
    return url.password or (named if isinstance(named, str) else None)


def hiding_from(environ: Mapping[str, str]) -> Hiding:
    """A hiding that knows the secrets of this environment, as far as they can be read."""
    secrets: list[str | None] = []
    for name in (JWT_SECRET, PASSWORD, DATABASE_URL):
        try:
            value = read(environ, name)
        except SettingsError:  # it has been told, or will be; what cannot be read cannot be shown
            continue
        if name == DATABASE_URL:
            value = database_password(value)
        elif name == PASSWORD and len(value or "") < PASSWORD_MIN_LENGTH:
            continue  # karmyq takes none like it, and it may be an ordinary word
        secrets.append(value)
    return Hiding(secret for secret in secrets if secret)


def _forms(secret: str) -> set[str]:
    """As it is, without blanks around it, and as addresses, JSON and `repr` write it."""
    bare = secret.strip()
    written = {json.dumps(bare)[1:-1], json.dumps(bare, ensure_ascii=False)[1:-1], repr(bare)[1:-1]}
    return {secret, bare, quote(bare, safe=""), quote_plus(bare), *written}
