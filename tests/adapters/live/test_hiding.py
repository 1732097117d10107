"""Secrets are taken out of whatever others write."""

import jwt
import pytest

from adapters.live.hiding import HIDDEN, Hiding, hiding_from

ENVIRONMENT = {
    "KARMYQ_DATABASE_URL": "postgresql://reader:db%2Fpass-word@localhost/karmyq",
    "JWT_SECRET": "top secret/of karmyq",
    "KARMYQ_SIM_PASSWORD": "quiet-orchard-7",
}


@pytest.mark.parametrize(
    "secret",
    [
        "top secret/of karmyq",
        "top%20secret%2Fof%20karmyq",
        "top+secret%2Fof+karmyq",
        "quiet-orchard-7",
        "db/pass-word",
        "db%2Fpass-word",
    ],
)
def test_a_secret_is_hidden_however_it_is_written(secret: str) -> None:
    assert hiding_from(ENVIRONMENT)(f"sent {secret}, twice {secret}") == (
        f"sent {HIDDEN}, twice {HIDDEN}"
    )


def test_a_token_is_hidden_whoever_signed_it_and_when_it_was_cut() -> None:
    token = jwt.encode({"userId": "u1"}, "somebody else's secret of thirty-two bytes")

    assert Hiding()(f"Bearer {token}.") == f"Bearer {HIDDEN}."
    assert Hiding()(f"Bearer {token[:40]}") == f"Bearer {HIDDEN}"


def test_what_cannot_be_read_hides_nothing_and_is_no_error() -> None:
    assert hiding_from({"KARMYQ_JWT_SECRET": ""})("a plain sentence") == "a plain sentence"


def test_a_few_letters_are_no_secret() -> None:
    assert Hiding(["abc"])("abcdef") == "abcdef"


def test_a_hiding_shows_no_secret_itself() -> None:
    assert "quiet" not in repr(Hiding(["quiet-orchard-7"]))
