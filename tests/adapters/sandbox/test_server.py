"""The sandbox as a process: found, used, and gone without a trace."""

import json
import os
import signal
import socket
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from random import Random
from typing import Any

import httpx2
import pytest

from adapters.dryrun.ids import new_id
from adapters.sandbox.errors import SandboxError
from adapters.sandbox.mirror import Mirror
from adapters.sandbox.postgres import EmbeddedPostgres
from adapters.sandbox.server import (
    RunningSandbox,
    SandboxOptions,
    announcement,
    running_sandbox,
    serve,
)
from tests.adapters.sandbox.test_postgres import (
    PATIENCE_SECONDS,
    answer_of,
    answers,
    folder_of,
    is_gone,
)

ACCOUNT = {"email": "nadia@example.org", "name": "Nadia", "password": "long enough"}
COUNT_SCHEMAS = "SELECT count(*) FROM pg_namespace WHERE nspname IN ('auth', 'requests')"
COUNT_USERS = "SELECT count(*) FROM auth.users"
SERVER = """
import json, sys
from adapters.sandbox.server import SandboxOptions, serve
serve(SandboxOptions(), lambda sandbox: print(json.dumps(sandbox.variables()), flush=True))
"""


@pytest.fixture(scope="session")
def sandbox() -> Iterator[RunningSandbox]:
    with running_sandbox(SandboxOptions(lockstep=True, seed=7)) as running:
        yield running


def post(url: str, body: dict[str, Any], **headers: str) -> httpx2.Response:
    return httpx2.post(url, json=body, headers=headers, trust_env=False)


@contextmanager
def served_elsewhere() -> Iterator[tuple[subprocess.Popen[str], dict[str, str]]]:
    """A sandbox in a process of its own, and the variables it told."""
    command = [sys.executable, "-c", SERVER]
    pipe = subprocess.PIPE
    with subprocess.Popen(command, stdout=pipe, stderr=pipe, text=True) as process:
        assert process.stdout is not None
        try:
            yield process, json.loads(process.stdout.readline())
        finally:
            process.kill()


def test_an_account_made_over_http_stands_in_the_table(sandbox: RunningSandbox) -> None:
    post(f"{sandbox.root_url}/sandbox/reset", {"seed": 7})
    answer = post(f"{sandbox.api_url}/auth/register", ACCOUNT)

    assert answer.status_code == 201
    assert answer.json()["data"]["user"]["id"] == new_id(Random(7))
    assert answer_of(sandbox.database_url, COUNT_USERS) == 1


def test_the_date_of_an_answer_is_the_sandboxs_alone(sandbox: RunningSandbox) -> None:
    body = {"seed": 7, "now": "2025-01-01T00:00:00.000Z"}
    answer = post(f"{sandbox.root_url}/sandbox/reset", body)

    assert answer.headers.get_list("date") == ["Wed, 01 Jan 2025 00:00:00 GMT"]


def test_a_long_body_is_refused_over_http_too(sandbox: RunningSandbox) -> None:
    answer = post(f"{sandbox.api_url}/auth/register", {"name": "x" * 3_000_000})

    assert answer.status_code == 413


def test_a_client_is_told_five_variables_and_secrets_are_in_no_repr() -> None:
    sandbox = RunningSandbox(
        root_url="http://127.0.0.1:4321",
        database_url="postgresql://postgres@127.0.0.1:5432/karmyq",
        jwt_secret="signing",
        password="knocking",
    )

    assert sandbox.variables() == {
        "KARMYQ_API_URL": "http://127.0.0.1:4321/api",
        "KARMYQ_DATABASE_URL": "postgresql://postgres@127.0.0.1:5432/karmyq",
        "KARMYQ_JWT_SECRET": "signing",
        "KARMYQ_SIM_PASSWORD": "knocking",
        "KARMYQ_PROTECTED": "none",
    }
    assert "signing" not in repr(sandbox)
    assert "knocking" not in repr(sandbox)
    assert announcement(sandbox, "python run.py live").splitlines() == [
        "The sandbox answers at http://127.0.0.1:4321/api",
        "In a second terminal:",
        *(f"  export {name}={value}" for name, value in sandbox.variables().items()),
        "  python run.py live",
        "Ctrl-C stops it; nothing of it is kept.",
    ]


def test_a_port_in_use_is_one_sentence_and_nothing_is_started() -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        with pytest.raises(SandboxError) as refused, running_sandbox(SandboxOptions(port=port)):
            pass

    assert str(refused.value) == (
        f"Port {port} is in use: name another one, or none to get a free one."
    )


@pytest.mark.parametrize("host", ["0.0.0.0", "192.0.2.1", "karmyq.example.org", "::"])
def test_only_this_machine_is_served(host: str) -> None:
    with pytest.raises(SandboxError, match="for this machine alone"):
        serve(SandboxOptions(host=host), lambda _: None)


def test_an_unknown_defect_is_refused_before_anything_starts() -> None:
    with pytest.raises(ValueError, match='no defect is called "no-such"'):
        serve(SandboxOptions(defects=frozenset({"no-such"})), lambda _: None)


def test_a_missing_extra_is_one_sentence_that_names_it(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "uvicorn", None)

    with pytest.raises(SandboxError, match=r"pip install -e '\.\[sandbox\]'"):
        serve(SandboxOptions(), lambda _: None)


def test_after_the_block_neither_port_nor_database_answers() -> None:
    with running_sandbox() as sandbox:
        folder = folder_of(sandbox.database_url)

    assert not folder.exists()
    assert not answers(sandbox.database_url)
    with pytest.raises(httpx2.ConnectError):
        httpx2.get(f"{sandbox.root_url}/health", trust_env=False)


def test_a_database_that_was_named_is_filled_and_empty_again_at_the_end() -> None:
    with EmbeddedPostgres() as postgres:
        with running_sandbox(SandboxOptions(database_url=postgres.url)) as sandbox:
            post(f"{sandbox.api_url}/auth/register", ACCOUNT)
            assert sandbox.database_url == postgres.url
            assert answer_of(postgres.url, COUNT_USERS) == 1
            with pytest.raises(SandboxError, match="not empty: it has auth, communities, "):
                Mirror(postgres.url).prepare()

        assert answer_of(postgres.url, COUNT_SCHEMAS) == 0
        with running_sandbox(SandboxOptions(database_url=postgres.url)):
            assert answer_of(postgres.url, COUNT_USERS) == 0


def test_a_database_that_does_not_answer_is_one_sentence() -> None:
    options = SandboxOptions(database_url="postgresql://somebody:hush@127.0.0.1:1/karmyq")
    with pytest.raises(SandboxError, match="The database cannot be used: ") as refused:
        serve(options, lambda _: None)

    assert "hush" not in str(refused.value)
    assert "\n" not in str(refused.value)


def test_a_connection_is_dropped_without_an_answer_and_the_server_goes_on() -> None:
    with running_sandbox() as sandbox:
        switch = f"{sandbox.root_url}/sandbox/faults"
        post(switch, {"faults": {"drop_after": {"probability": 1.0}}})
        with pytest.raises(httpx2.TransportError):
            post(f"{sandbox.api_url}/auth/register", ACCOUNT)
        post(switch, {})
        again = post(f"{sandbox.api_url}/auth/register", ACCOUNT)

    assert again.status_code == 409


def test_a_server_ends_with_the_process_that_started_it() -> None:
    script = f"import subprocess, sys; subprocess.run([sys.executable, '-c', {SERVER!r}])"
    pipe = subprocess.PIPE
    with subprocess.Popen([sys.executable, "-c", script], stdout=pipe, text=True) as parent:
        assert parent.stdout is not None
        url = json.loads(parent.stdout.readline())["KARMYQ_DATABASE_URL"]
        folder = folder_of(url)
        parent.kill()

    assert is_gone(url, folder)


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM, signal.SIGKILL])
def test_a_server_that_is_ended_leaves_no_postgres(number: signal.Signals) -> None:
    with served_elsewhere() as (process, variables):
        url = variables["KARMYQ_DATABASE_URL"]
        folder: Path = folder_of(url)
        assert httpx2.get(variables["KARMYQ_API_URL"], trust_env=False).status_code == 200
        os.kill(process.pid, number)
        code = process.wait(PATIENCE_SECONDS)

        assert is_gone(url, folder)
        assert code == {signal.SIGTERM: 143}.get(number, -number)
