"""What live mode is told by the environment, and the sentence for everything that is wrong."""

from pathlib import Path

import pytest

from adapters.live.settings import LiveSettings, SettingsError, read_settings

SECRETS = ("top-secret", "quiet-orchard-7", "db-password")
ENVIRONMENT = {
    "KARMYQ_API_URL": "http://localhost:8080/api",
    "KARMYQ_DATABASE_URL": "postgresql://reader:db-password@localhost:5432/karmyq",
    "KARMYQ_JWT_SECRET": "top-secret",
    "KARMYQ_SIM_PASSWORD": "quiet-orchard-7",
}


def read(**changes: str | None) -> LiveSettings:
    merged = ENVIRONMENT | changes
    environ = {name: value for name, value in merged.items() if value is not None}
    return read_settings(
        environ,
        email_domain="Test.karmyq.com",
        excluded_domains=["karmyq.test"],
        protected=["Boss@test.karmyq.com"],
    )


def refusal(**changes: str | None) -> str:
    with pytest.raises(SettingsError) as caught:
        read(**changes)
    return str(caught.value)


def test_the_four_names_are_read() -> None:
    settings = read()

    assert settings.api_url == "http://localhost:8080/api"
    assert settings.database_url == (
        "postgresql+psycopg2://reader:db-password@localhost:5432/karmyq"
    )
    assert (settings.jwt_secret, settings.password) == ("top-secret", "quiet-orchard-7")


def test_the_older_names_are_accepted() -> None:
    environ = {
        "API_BASE_URL": "http://localhost:8080/api",
        "DATABASE_URL": "postgres://localhost/karmyq",
        "JWT_SECRET": "top-secret",
        "GROWTH_USER_PASSWORD": "quiet-orchard-7",
    }

    settings = read_settings(environ, email_domain="test.karmyq.com", protected=[])

    assert settings.database_url == "postgresql+psycopg2://localhost/karmyq"
    assert settings.jwt_secret == "top-secret"


def test_both_names_of_one_thing_may_agree() -> None:
    assert read(JWT_SECRET="top-secret").jwt_secret == "top-secret"


def test_both_names_of_one_thing_may_not_differ() -> None:
    assert refusal(JWT_SECRET="another") == (
        "KARMYQ_JWT_SECRET and JWT_SECRET, its older name, are both set and differ: "
        "unset JWT_SECRET."
    )


@pytest.mark.parametrize(
    ("name", "remedy"),
    [
        (
            "KARMYQ_API_URL",
            "set it to the API's address, such as https://karmyq.example.org/api",
        ),
        (
            "KARMYQ_SIM_PASSWORD",
            "set it to the password that simulated people get when they register",
        ),
    ],
)
def test_what_is_needed_and_absent_is_named_with_its_remedy(name: str, remedy: str) -> None:
    assert refusal(**{name: None}) == f"{name} is not set: {remedy}."


def test_database_and_secret_may_be_absent() -> None:
    settings = read(KARMYQ_DATABASE_URL=None, KARMYQ_JWT_SECRET=None)

    assert (settings.database_url, settings.jwt_secret) == (None, None)


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("KARMYQ_JWT_SECRET", "top-secret"),
        ("KARMYQ_SIM_PASSWORD", "quiet-orchard-7"),
        ("KARMYQ_DATABASE_URL", "postgresql://reader:db-password@localhost:5432/karmyq"),
    ],
)
def test_a_secret_may_stand_in_a_file(name: str, value: str, tmp_path: Path) -> None:
    file = tmp_path / "secret"
    file.write_text(f"{value}\n")

    assert read(**{name: None, f"{name}_FILE": str(file)}) == read()


def test_a_secret_and_its_file_may_not_differ(tmp_path: Path) -> None:
    file = tmp_path / "secret"
    file.write_text("another")

    assert refusal(KARMYQ_JWT_SECRET_FILE=str(file)) == (
        "KARMYQ_JWT_SECRET and KARMYQ_JWT_SECRET_FILE are both set and differ: "
        "unset KARMYQ_JWT_SECRET_FILE."
    )


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"", "which is empty: write the value into it."),
        (b" \n", "which is empty: write the value into it."),
        (b"\xff\xfe", "which is not UTF-8 text."),
        (b"x" * 70_000, "which is too long: is it the right file?"),
    ],
)
def test_a_file_that_holds_no_secret_is_an_error(content: bytes, said: str, tmp_path: Path) -> None:
    file = tmp_path / "secret"
    file.write_bytes(content)

    assert refusal(KARMYQ_JWT_SECRET=None, KARMYQ_JWT_SECRET_FILE=str(file)) == (
        f"KARMYQ_JWT_SECRET_FILE names {file}, {said}"
    )


@pytest.mark.parametrize(
    ("name", "why"), [("absent", "No such file or directory"), ("", "Is a directory")]
)
def test_a_file_that_cannot_be_read_is_an_error(name: str, why: str, tmp_path: Path) -> None:
    file = tmp_path / name

    assert refusal(KARMYQ_SIM_PASSWORD=None, KARMYQ_SIM_PASSWORD_FILE=str(file)) == (
        f"KARMYQ_SIM_PASSWORD_FILE names {file}, which cannot be read ({why}): correct the path, "
        "or let this user read it."
    )


def test_the_name_of_a_file_may_not_be_empty() -> None:
    assert refusal(KARMYQ_DATABASE_URL_FILE="").startswith(
        "KARMYQ_DATABASE_URL_FILE is set but empty: "
    )


def test_what_is_named_but_empty_is_an_error() -> None:
    assert refusal(KARMYQ_JWT_SECRET=" ") == (
        "KARMYQ_JWT_SECRET is set but empty: set it to the secret that karmyq signs its tokens "
        "with, or unset it."
    )


def test_an_empty_older_name_is_an_error_even_beside_the_new_one() -> None:
    assert refusal(JWT_SECRET="").startswith("JWT_SECRET is set but empty: ")


def test_bytes_that_are_no_text_are_an_error() -> None:
    assert refusal(KARMYQ_JWT_SECRET="caf\udce9").startswith(
        "KARMYQ_JWT_SECRET is not readable as UTF-8 text: "
    )


@pytest.mark.parametrize(
    "address",
    [
        "localhost:8080/api",
        "ftp://localhost/api",
        "http:///api",
        "http://two words/api",
        "http://localhost:port/api",
        "http://localhost:99999/api",
        "http://[::1/api",
        "http://someone:top-secret@localhost/api",
        "http://localhost/api?page=1",
        "http://localhost/api#top",
    ],
)
def test_an_api_address_is_plain_http_or_https(address: str) -> None:
    assert refusal(KARMYQ_API_URL=address) == (
        "KARMYQ_API_URL is not an http or https address without user name, query and fragment: "
        "set it to the API's address, such as https://karmyq.example.org/api."
    )


@pytest.mark.parametrize("host", ["karmyq.example.org", "10.0.0.7", "localhost.example.org"])
def test_plain_http_is_for_this_machine_alone(host: str) -> None:
    assert refusal(KARMYQ_API_URL=f"http://{host}/api") == (
        "KARMYQ_API_URL is plain http to another machine, where everybody on the way could read "
        "tokens and passwords: use https (http is for this machine alone)."
    )


@pytest.mark.parametrize(
    "address", ["http://127.0.0.1:1/api", "http://[::1]/api", "https://karmyq.example.org/api"]
)
def test_loopback_and_https_are_accepted(address: str) -> None:
    assert read(KARMYQ_API_URL=address).api_url == address


def test_an_api_address_loses_blanks_and_its_last_slash() -> None:
    assert read(KARMYQ_API_URL=" http://localhost/api/\n").api_url == "http://localhost/api"


@pytest.mark.parametrize(
    "address", ["not an address", "mysql://x:db-password@h/karmyq", "postgres://h:port/karmyq"]
)
def test_a_database_address_is_postgresqls_and_a_wrong_one_is_not_repeated(address: str) -> None:
    assert refusal(KARMYQ_DATABASE_URL=address) == (
        "KARMYQ_DATABASE_URL is not a PostgreSQL address: set it to karmyq's database, "
        "such as postgresql://reader@localhost:5432/karmyq."
    )


def test_a_password_has_the_length_that_karmyq_asks_for() -> None:
    assert refusal(KARMYQ_SIM_PASSWORD="short") == (
        "KARMYQ_SIM_PASSWORD is too short: karmyq asks for 8 characters."
    )


def test_secrets_are_in_no_text_of_the_settings() -> None:
    settings = read()

    assert [secret for secret in SECRETS if secret in repr(settings) + str(settings)] == []


@pytest.mark.parametrize(
    ("email", "may"),
    [
        ("ada@test.karmyq.com", True),
        ("ADA@TEST.karmyq.com", True),
        ("a@b@test.karmyq.com", True),
        ("boss@TEST.karmyq.com", False),
        ("ada@karmyq.test", False),
        ("ada@deep.test.karmyq.com", False),
        ("ada@contest.karmyq.com", False),
        ("test.karmyq.com", False),
    ],
)
def test_only_people_of_the_domain_act_and_protected_ones_never(email: str, may: bool) -> None:
    assert read().may_act(email) is may


def test_nobody_of_an_excluded_domain_acts() -> None:
    settings = LiveSettings(
        api_url="http://localhost/api",
        password="quiet-orchard-7",
        email_domain="test.karmyq.com",
        excluded_domains=frozenset({"TEST.karmyq.com"}),
    )

    assert not settings.may_act("ada@test.karmyq.com")
