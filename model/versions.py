"""The versions that a run depends on, as they are kept beside it."""

import platform
from importlib.metadata import PackageNotFoundError, version

PACKAGES = ("karmyq-simulation", "mesa", "msgspec", "numpy", "pydantic", "sqlalchemy", "httpx2")


def versions() -> dict[str, str]:
    """Python's and the libraries' versions by name."""
    return {"python": platform.python_version(), **{name: _version(name) for name in PACKAGES}}


def _version(name: str) -> str:
    try:
        return version(name)
    except PackageNotFoundError:
        return "not installed"
