"""Cassettes: what karmyq's wire looks like, recorded from a sandbox and played without one.

A request is known again by method, path, query and body, since addresses and ports change. Of
headers only the content type is kept; passwords and tokens are replaced before anything is kept or
compared.
"""

import json
from pathlib import Path
from typing import Any

import vcr
from vcr.cassette import Cassette
from vcr.request import Request

from adapters.errors import KarmyqError
from adapters.live.platform import LivePlatform
from adapters.live.traffic import LOOKING
from tests.cassettes.scenes import SCENES, Scene
from tests.contract.person import Person
from tests.contract.town import Town
from tests.contract.world import SETTINGS, StoreMemberships, World

FOLDER = Path(__file__).parent
HIDDEN = {"password": "hidden", "token": "hidden", "refreshToken": "0" * 64}
"""By field, what stands there instead: as published, a refresh token has 64 hexadecimal digits."""
KEPT_HEADERS = frozenset({"content-type"})


def file_of(service: str, folder: Path = FOLDER) -> Path:
    """The cassette of a service."""
    return folder / f"{service}.yaml"


def record(service: str, folder: Path = FOLDER) -> None:
    """Record a service's cassette anew, from a sandbox in this process."""
    town = Town("live")
    file_of(service, folder).unlink(missing_ok=True)
    try:
        scene = SCENES[service](town)
        with _recorder("once").use_cassette(str(file_of(service, folder))):
            perform(scene, town)
    finally:
        town.close()


def play(service: str) -> tuple[list[Any], Cassette]:
    """What the live adapter makes of a service's cassette, where no server is."""
    town = Town("dryrun")
    unplugged = Unplugged(town)
    try:
        scene = SCENES[service](town)
        with _recorder("none").use_cassette(str(file_of(service))) as cassette:
            return perform(scene, unplugged), cassette
    finally:
        unplugged.close()
        town.close()


def perform(scene: Scene, world: World) -> list[Any]:
    """Both calls of a scene: what they return, or how they are refused."""
    return [_told(scene.happy, scene, world), _told(scene.refused, scene, world)]


def _told(act: Any, scene: Scene, world: World) -> Any:
    try:
        return act(Person(world, scene.by))
    except KarmyqError as error:
        return error.status, error.code, error.message


class Unplugged(World):
    """The live adapter at an address where nobody is; only a cassette can answer."""

    def __init__(self, town: Town) -> None:
        super().__init__("dryrun")
        self.platform = self._live = LivePlatform(
            SETTINGS, StoreMemberships(town.store), clock=town.watch.now, traffic=LOOKING
        )


def _recorder(mode: str) -> vcr.VCR:
    return vcr.VCR(
        record_mode=mode,
        match_on=["method", "path", "query", "body"],
        before_record_request=_clean_request,
        before_record_response=_clean_response,
    )


def _clean_request(request: Request) -> Request:
    kept = {name: value for name, value in request.headers.items() if _is_kept(name)}
    request.headers = kept
    if request.body:
        request.body = _without_secrets(request.body)
    return request


def _clean_response(response: dict[str, Any]) -> dict[str, Any]:
    headers = {name: value for name, value in response["headers"].items() if _is_kept(name)}
    body = {"string": _without_secrets(response["body"]["string"])}
    return response | {"headers": headers, "body": body}


def _is_kept(name: str) -> bool:
    return name.lower() in KEPT_HEADERS


def _without_secrets(content: bytes) -> bytes:
    return json.dumps(_hidden(json.loads(content)), ensure_ascii=False).encode()


def _hidden(value: Any) -> Any:
    if isinstance(value, list):
        return [_hidden(one) for one in value]
    if not isinstance(value, dict):
        return value
    return {
        key: HIDDEN[key] if key in HIDDEN and isinstance(one, str) else _hidden(one)
        for key, one in value.items()
    }
