"""The recorded wire: readable for the live adapter, as published, whole, and without secrets."""

import re
from pathlib import Path
from typing import Any

import httpx2
import jwt
import pytest
import yaml

from adapters.sandbox.app import OPERATIONS
from tests.adapters.sandbox.published import problems
from tests.cassettes.player import FOLDER, HIDDEN, file_of, perform, play, record
from tests.cassettes.scenes import SCENES
from tests.contract.person import PASSWORD
from tests.contract.town import Town
from tests.contract.world import SECRET, SETTINGS

BASE = SETTINGS.api_url
TOKEN = re.compile(r"eyJ[\w-]+\.|[Bb]earer ")
"""How a JSON web token begins, and how one is sent."""


def interactions(service: str) -> list[dict[str, Any]]:
    content = yaml.safe_load(file_of(service).read_text(encoding="utf-8"))
    rows: list[dict[str, Any]] = content["interactions"]
    return rows


def answer_of(interaction: dict[str, Any]) -> httpx2.Response:
    said = interaction["response"]
    return httpx2.Response(said["status"]["code"], text=said["body"]["string"])


def template_of(method: str, url: str) -> str:
    """The published path that a recorded address fills; words come before braces."""
    path = url.removeprefix(BASE).partition("?")[0]
    fitting = [
        operation.path
        for operation in OPERATIONS
        if operation.method == method
        and re.fullmatch(re.sub(r"\{\w+\}", "[^/]+", operation.path), path)
    ]
    return min(fitting, key=lambda one: one.count("{"))


def test_every_service_has_its_cassette_and_no_other_is_kept() -> None:
    assert {file.stem for file in FOLDER.glob("*.yaml")} == set(SCENES)


@pytest.mark.parametrize("service", SCENES)
def test_one_answer_is_happy_and_one_refuses(service: str) -> None:
    statuses = [row["response"]["status"]["code"] // 100 for row in interactions(service)]

    assert statuses == [2, 4]


@pytest.mark.parametrize("service", SCENES)
def test_the_live_adapter_reads_a_cassette_as_the_dry_run_answers(service: str) -> None:
    town = Town("dryrun")
    expected = perform(SCENES[service](town), town)
    town.close()

    told, cassette = play(service)

    assert told == expected
    assert (cassette.all_played, cassette.play_count) == (True, len(interactions(service)))


@pytest.mark.parametrize("service", SCENES)
def test_recorded_answers_are_as_published(service: str) -> None:
    for row in interactions(service):
        method = row["request"]["method"]
        template = template_of(method, row["request"]["uri"])

        assert problems(answer_of(row), method, template) == []


@pytest.mark.parametrize("service", SCENES)
def test_a_new_recording_is_the_same_to_the_byte(service: str, tmp_path: Path) -> None:
    record(service, tmp_path)

    assert file_of(service, tmp_path).read_bytes() == file_of(service).read_bytes()


@pytest.mark.parametrize("service", SCENES)
def test_a_cassette_holds_no_secret(service: str) -> None:
    text = " ".join(file_of(service).read_text(encoding="utf-8").split())  # lines may be folded

    assert not any(secret in text for secret in (SECRET, PASSWORD, "uthorization"))
    assert TOKEN.search(text) is None
    for name, instead in HIDDEN.items():
        assert set(re.findall(rf'"{name}":\s*"([^"]*)"', text)) <= {instead}


def test_a_token_would_be_found() -> None:
    assert TOKEN.search(jwt.encode({"userId": "x"}, SECRET, algorithm="HS256")) is not None
