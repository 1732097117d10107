"""A karmyq that is really there, named by the environment: the live adapter as a run uses it.

Everything made there can be told from real people's: accounts have an e-mail in DOMAIN, which no
live run's actors have, and the names of communities end with the word of this test session. Karmyq
lets an address register ten people in fifteen minutes, so a name is one person in all cases.
"""

import os
from collections.abc import Mapping, Sequence
from secrets import token_hex
from urllib.parse import urlsplit

from adapters.entities import Account
from adapters.live.environment import API_URL, JWT_SECRET, OLD_NAMES, read_required
from adapters.live.platform import LivePlatform
from adapters.live.settings import LiveSettings, read_settings
from adapters.live.tokens import CommunityRef
from adapters.live.traffic import LOOKING, Traffic
from adapters.live.transport import is_loopback
from adapters.live.writes.reading import Reading

DOMAIN = "contract.test.karmyq.com"
MARK = "safe_on_a_real_platform"
SESSION = token_hex(4)
"""The word of this test session."""
PEOPLE: dict[str, Account] = {}
"""Who has registered in this session, by name."""


def is_named(environ: Mapping[str, str] = os.environ) -> bool:
    """Whether the environment says where a karmyq is."""
    return any(name in environ for name in (API_URL, OLD_NAMES[API_URL]))


def real_settings(environ: Mapping[str, str] = os.environ) -> LiveSettings:
    """What the environment says; raises SettingsError with one sentence.

    The secret is needed here: each case connects anew, and signing in would take karmyq's ten
    calls in fifteen minutes at once.
    """
    read_required(environ, JWT_SECRET)
    return read_settings(environ, email_domain=DOMAIN, protected=())


def newcomer(name: str) -> tuple[str, str, str]:
    """E-mail, name and password of a person of this session, as nobody else knows them."""
    return f"{name.lower()}-{SESSION}@{DOMAIN}", name, real_settings().password


class OwnMemberships:
    """What a token lists, read over the API as its owner."""

    def __init__(self) -> None:
        settings = real_settings()
        # A sandbox on this machine has no limits; elsewhere a case takes as long as they ask for.
        here = is_loopback(urlsplit(settings.api_url).hostname or "")
        traffic = LOOKING if here else Traffic(waits_for_karmyq=False)
        self.platform = LivePlatform(settings, self, traffic=traffic)

    async def memberships(self, user_id: str) -> Sequence[CommunityRef]:
        """See `Memberships`."""
        owner = next((one for one in PEOPLE.values() if one.id == user_id), None)
        if owner is None:
            return ()
        mine = await self.platform.session(Reading(owner)).my_communities()
        newest = sorted(mine, key=lambda row: (row.joined_at, row.id), reverse=True)
        return [CommunityRef(row.id, row.role, row.name) for row in newest]


def connect() -> LivePlatform:
    """The platform that the environment names."""
    return OwnMemberships().platform
