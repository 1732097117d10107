"""Which e-mail domains are the simulator's: those that say so themselves.

People on karmyq see each other's addresses. A domain of simulated people therefore carries the word
in its name: one of its labels is `test`, `sim`, `simulated` or `simulation`, or begins with `test-`
or `sim-`. `test.karmyq.com` does, the former `sim-prod.karmyq.com` does, `karmyq.com` and every
mail provider do not. `karmyq.test` holds the platform's own test accounts and is never ours.
"""

from collections.abc import Collection

NEVER = frozenset({"karmyq.test"})
WORDS = frozenset({"test", "sim", "simulated", "simulation"})
PREFIXES = ("test-", "sim-")


def is_excluded(domain: str, excluded: Collection[str]) -> bool:
    """Whether a domain, or one above it, is excluded."""
    return any(domain == name or domain.endswith(f".{name}") for name in (*NEVER, *excluded))


def refusal(domain: str, excluded: Collection[str]) -> str | None:
    """Why simulated people may not have this domain, with the remedy; None where they may."""
    if is_excluded(domain, excluded):
        return (
            f"growth.email_domain is {domain}, which is excluded (live.excluded_domains, and "
            "karmyq.test always): choose another one, such as test.karmyq.com."
        )
    labels = domain.split(".")[:-1]  # a last label alone, as in `karmyq.test`, says too little
    if not any(label in WORDS or label.startswith(PREFIXES) for label in labels):
        return (
            f"growth.email_domain is {domain}, where real people may have accounts: choose a "
            "domain that says it is simulated, with a part such as test, sim or sim-…, as "
            "test.karmyq.com does."
        )
    return None
