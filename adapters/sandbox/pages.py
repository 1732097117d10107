"""What answers where no operation is: which service owns a path, and in what shape it says no.

prefix below /api                    who answers           how
requests, matches, offers, …         request service       JSON 404 with details.path
communities, reputation              their services        JSON 404 with details.path
auth, users, conversations, …        their services        the web framework's HTML 404
anything else                        the web frontend      its page, with 200

The request service looks at the token before it looks at paths below `/requests` and `/matches`.
"""

from typing import Literal

Owner = Literal["json", "framework", "frontend"]

JSON_SERVICES = (
    "requests",
    "matches",
    "offers",
    "schemas",
    "admin/schemas",
    "providers",
    "collectives",
    "communities",
    "reputation",
)
FRAMEWORK_SERVICES = (
    "auth",
    "users",
    "founding-circle",
    "notifications",
    "conversations",
    "match",
    "messages",
    "geocoding",
    "social-graph",
    "invitations",
    "paths",
    "network",
    "trust-card",
    "trust",
)
GUARDED = ("requests", "matches")

FRONTEND_PAGE = """<!DOCTYPE html>
<html lang="en">
<head><meta charset="utf-8"><title>Karmyq</title></head>
<body><div id="root"></div></body>
</html>
"""


def owner_of(path: str) -> Owner:
    """Who answers for a path below /api that no operation has, such as `/feed/dashboard`."""
    if _below(path, JSON_SERVICES):
        return "json"
    return "framework" if _below(path, FRAMEWORK_SERVICES) else "frontend"


def is_guarded(path: str) -> bool:
    """Whether a token is needed even to hear that there is nothing."""
    return _below(path, GUARDED)


def is_gated(path: str) -> bool:
    """Whether karmyq takes the unknown path for one of its admin actions (rules 1.2)."""
    return path.startswith("/requests/")


def framework_page(method: str, path: str) -> str:
    """The web framework's own 404."""
    return (
        '<!DOCTYPE html>\n<html lang="en">\n<head>\n<meta charset="utf-8">\n<title>Error</title>\n'
        f"</head>\n<body>\n<pre>Cannot {method} {_escaped(path)}</pre>\n</body>\n</html>\n"
    )


def _below(path: str, prefixes: tuple[str, ...]) -> bool:
    return any(path == f"/{prefix}" or path.startswith(f"/{prefix}/") for prefix in prefixes)


def _escaped(text: str) -> str:
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
