"""karmyq's OpenAPI files as a measure: does an answer fit what is published?"""

import re
from datetime import datetime
from functools import cache
from importlib.resources import files
from typing import Any
from uuid import UUID

import httpx2
import yaml
from jsonschema import Draft202012Validator, FormatChecker
from referencing import Registry
from referencing.jsonschema import DRAFT202012

DOCUMENTS = ("community-auth-messaging", "request-service")
TIME = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z", re.ASCII)
FORMATS = FormatChecker(formats=())


@FORMATS.checks("uuid", raises=ValueError)
def _is_uuid(value: object) -> bool:
    return not isinstance(value, str) or str(UUID(value)) == value


@FORMATS.checks("date-time", raises=ValueError)
def _is_time(value: object) -> bool:
    """Stricter than the format: karmyq writes whole milliseconds and Z."""
    if not isinstance(value, str):
        return True
    return TIME.fullmatch(value) is not None and bool(datetime.fromisoformat(value))


def fits(answer: httpx2.Response, status: int, operation: str) -> None:
    """The answer has this status, and the shape that `operation` ("GET /requests") publishes."""
    method, template = operation.split()
    assert answer.status_code == status, answer.text
    assert problems(answer, method, template) == []


def problems(answer: httpx2.Response, method: str, template: str) -> list[str]:
    """What does not fit; a status that is not published must have the canonical error's shape."""
    document, operation = _operation(method, template)
    pointer = _pointer(document, operation, method, template, str(answer.status_code))
    schema = {"$ref": f"urn:{document}#{pointer}"}
    validator = Draft202012Validator(schema, registry=_registry(), format_checker=FORMATS)
    return [f"{error.json_path}: {error.message}" for error in validator.iter_errors(answer.json())]


def _operation(method: str, template: str) -> tuple[str, dict[str, Any]]:
    for name in DOCUMENTS:
        found = _document(name)["paths"].get(template, {}).get(method.lower())
        if found is not None:
            return name, found
    raise LookupError(f"{method} {template} is not published")


def _pointer(
    document: str, operation: dict[str, Any], method: str, template: str, status: str
) -> str:
    content = "/content/application~1json/schema"
    response = operation["responses"].get(status)
    if response is None:
        return "/components/schemas/CanonicalError"
    if "$ref" in response:
        return str(response["$ref"]).removeprefix("#") + content
    path = template.replace("/", "~1")
    return f"/paths/{path}/{method.lower()}/responses/{status}{content}"


@cache
def _document(name: str) -> dict[str, Any]:
    text = (files("adapters.contract") / f"{name}.openapi.yaml").read_text(encoding="utf-8")
    document: dict[str, Any] = yaml.load(text, Loader=getattr(yaml, "CSafeLoader", yaml.SafeLoader))
    return document


@cache
def _registry() -> "Registry[Any]":
    return Registry().with_resources(
        (f"urn:{name}", DRAFT202012.create_resource(_document(name))) for name in DOCUMENTS
    )
