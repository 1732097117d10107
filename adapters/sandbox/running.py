"""A sandbox that runs, and what it tells whoever wants to use it."""

import json
from dataclasses import dataclass, field
from shlex import quote


@dataclass(frozen=True, slots=True, kw_only=True)
class RunningSandbox:
    """Where a running sandbox is found, and what a client must know."""

    root_url: str
    database_url: str
    jwt_secret: str = field(repr=False)
    password: str = field(repr=False)

    @property
    def api_url(self) -> str:
        """The API's base."""
        return f"{self.root_url}/api"

    def variables(self) -> dict[str, str]:
        """The environment in which live mode finds this sandbox."""
        return {
            "KARMYQ_API_URL": self.api_url,
            "KARMYQ_DATABASE_URL": self.database_url,
            "KARMYQ_JWT_SECRET": self.jwt_secret,
            "KARMYQ_SIM_PASSWORD": self.password,
            # Nobody lives here but simulated people, and the empty list has to be written.
            "KARMYQ_PROTECTED": "none",
        }


def announcement(sandbox: RunningSandbox, command: str) -> str:
    """What a person needs in order to run `command` against the sandbox from a second terminal."""
    exports = "\n".join(
        f"  export {name}={quote(value)}" for name, value in sandbox.variables().items()
    )
    return (
        f"The sandbox answers at {sandbox.api_url}\n"
        f"In a second terminal:\n{exports}\n  {command}\n"
        "Ctrl-C stops it; nothing of it is kept."
    )


def as_json(sandbox: RunningSandbox, command: str) -> str:
    """The same on one line, for scripts."""
    told = {
        "api_url": sandbox.api_url,
        "control_url": f"{sandbox.root_url}/sandbox",
        "variables": sandbox.variables(),
        "command": command,
    }
    return json.dumps(told)
