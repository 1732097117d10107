"""The contract tests on a karmyq that the environment names: a sandbox of its own stands in."""

import re
import subprocess
import sys
from contextlib import closing

import psycopg2
import pytest

from adapters.live.environment import JWT_SECRET, PASSWORD
from adapters.sandbox.server import RunningSandbox
from tests.commands.told import CHECKOUT
from tests.contract.real import DOMAIN, MARK

CASES = "tests/contract/test_memberships.py"


def contract_tests(*arguments: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "pytest", CASES, "-p", "no:cacheprovider", *arguments]
    return subprocess.run(command, cwd=CHECKOUT, capture_output=True, text=True, check=False)


def emails(sandbox: RunningSandbox) -> set[str]:
    connected = closing(psycopg2.connect(sandbox.database_url))
    with connected as connection, connection.cursor() as cursor:
        cursor.execute("SELECT email FROM auth.users")
        return {email for (email,) in cursor}


def test_marked_cases_pass_there_as_recognisable_people(ticking: RunningSandbox) -> None:
    before = emails(ticking)
    told = contract_tests("-m", MARK, "-k", "real", "-v")

    assert told.returncode == 0, told.stdout + told.stderr
    assert len(re.findall(r"\[real\] PASSED", told.stdout)) == 3
    made = emails(ticking) - before
    assert made
    assert all(email.endswith(f"@{DOMAIN}") for email in made)


@pytest.mark.usefixtures("ticking")
def test_unless_it_is_asked_for_by_name_nothing_is_sent_there() -> None:
    told = contract_tests("--collect-only", "-q")

    assert "[live]" in told.stdout
    assert "[real" not in told.stdout


@pytest.mark.usefixtures("ticking")
@pytest.mark.parametrize("missing", [JWT_SECRET, PASSWORD])
def test_a_karmyq_that_is_named_by_halves_is_refused_in_one_sentence(
    monkeypatch: pytest.MonkeyPatch, missing: str
) -> None:
    monkeypatch.delenv(missing)
    told = contract_tests("-m", MARK)

    assert told.returncode == pytest.ExitCode.USAGE_ERROR
    assert f"{missing} is not set: " in told.stdout + told.stderr
