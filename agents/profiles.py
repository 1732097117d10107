"""Profiles: who a member is, drawn once from the scenario's shares and kept for good."""

from collections.abc import Mapping
from hashlib import sha256

from agents.draw import Draw
from scenarios import Scenario

_HASH_SPACE = 2**64


class Profiles:
    """Assigns profiles to people."""

    def __init__(self, scenario: Scenario) -> None:
        self._seed = scenario.seed
        self._shares: Mapping[str, float] = {
            name: profile.share for name, profile in scenario.profiles.items() if profile.share
        }
        self._founders = scenario.founding.profile
        self._rerolls = scenario.profile_assignment == "reroll"

    def of(self, email: str) -> str:
        """The profile of a person: the same in every run with this seed and these shares."""
        digest = sha256(f"{self._seed}:{email}".encode()).digest()
        return self._at(int.from_bytes(digest[:8]) / _HASH_SPACE)

    def of_founder(self, email: str) -> str:
        """Founders have the profile that the scenario names, or are drawn like everybody."""
        return self._founders or self.of(email)

    def for_this_turn(self, own: str, stream: Draw) -> str:
        """The member's own profile; with `profile_assignment: reroll` any, by the shares."""
        return self._at(stream.between(0, 1)) if self._rerolls else own

    def _at(self, position: float) -> str:
        name = ""
        for name, share in self._shares.items():
            position -= share
            if position < 0:
                return name
        return name  # the last one takes what rounding leaves
