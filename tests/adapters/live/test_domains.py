"""Which domains simulated people may have."""

import pytest

from adapters.live.domains import refusal
from adapters.live.settings import SettingsError, read_settings


@pytest.mark.parametrize(
    "domain",
    [
        "test.karmyq.com",
        "sim-prod.karmyq.com",
        "sim.example.org",
        "people.simulated.example.org",
        "test-7.example.org",
    ],
)
def test_a_domain_that_says_it_is_simulated_is_the_simulators(domain: str) -> None:
    assert refusal(domain, ()) is None


@pytest.mark.parametrize(
    "domain", ["karmyq.com", "gmail.com", "contest.example.org", "example.test", "simple.org"]
)
def test_a_domain_where_real_people_may_have_accounts_is_refused(domain: str) -> None:
    assert refusal(domain, ()) == (
        f"growth.email_domain is {domain}, where real people may have accounts: choose a domain "
        "that says it is simulated, with a part such as test, sim or sim-…, as test.karmyq.com "
        "does."
    )


@pytest.mark.parametrize("domain", ["karmyq.test", "sim.karmyq.test", "sim.spared.org"])
def test_an_excluded_domain_and_all_below_it_are_refused(domain: str) -> None:
    said = refusal(domain, ("spared.org",))

    assert said is not None
    assert said.startswith(f"growth.email_domain is {domain}, which is excluded ")


def test_the_settings_ask() -> None:
    environ = {
        "KARMYQ_API_URL": "http://localhost/api",
        "KARMYQ_SIM_PASSWORD": "quiet-orchard-7",
        "KARMYQ_PROTECTED": "none",
    }

    with pytest.raises(SettingsError, match=r"karmyq\.com, where real people may have accounts"):
        read_settings(environ, email_domain="karmyq.com")
