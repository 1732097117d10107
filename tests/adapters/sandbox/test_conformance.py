"""Every answer of every operation is one that karmyq's OpenAPI files publish, whatever is sent.

Status, content type and shape are checked. karmyq passes over much of its input and publishes its
500s, so that nothing is said about what ought to be refused.
"""

import copy
from functools import cache
from typing import Any

import pytest
import schemathesis
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from schemathesis.specs.openapi.checks import (
    content_type_conformance,
    response_schema_conformance,
    status_code_conformance,
)

from adapters.sandbox.app import OPERATIONS
from adapters.sandbox.calls import Operation
from tests.adapters.sandbox.lively import Lively
from tests.adapters.sandbox.published import DOCUMENTS, _document

CHECKS = [status_code_conformance, content_type_conformance, response_schema_conformance]
FEW, MANY = 20, 200
CODES_OF_DEFECTS = ("400", "403", "404", "409", "413", "422")
"""The intended answers of `defects.md`, which win over what an operation publishes."""


@cache
def documents() -> dict[str, Any]:
    """The published documents, with what else may be answered: intended refusals and gaps."""
    found = {}
    for name in DOCUMENTS:
        document = copy.deepcopy(_document(name))
        shape = {"$ref": "#/components/schemas/CanonicalError"}
        refusal = {"description": "intended", "content": {"application/json": {"schema": shape}}}
        for item in document["paths"].values():
            for method in {"get", "put", "post", "patch", "delete"} & item.keys():
                for code in (*CODES_OF_DEFECTS, "501"):
                    item[method]["responses"].setdefault(code, refusal)
        if name == "request-service":
            # Published as always 500; what is intended is one's own offers (defects.md).
            offers = document["paths"]["/providers/offers"]
            offers["get"]["responses"]["200"] = _listed("ProviderOffer")
        found[name] = schemathesis.openapi.from_dict(document)
    return found


def _listed(shape: str) -> dict[str, Any]:
    items = {"type": "array", "items": {"$ref": f"#/components/schemas/{shape}"}}
    schema = {"type": "object", "required": ["success", "data"], "properties": {"data": items}}
    return {"description": "intended", "content": {"application/json": {"schema": schema}}}


@cache
def town() -> Lively:
    """One for all tests of a process: what earlier cases did is more to be asked about."""
    return Lively()


def published(operation: Operation) -> Any:
    """The operation as the document that has it describes it."""
    (schema,) = (one for one in documents().values() if operation.path in one.raw_schema["paths"])
    return schema[operation.path][operation.method]


def conforms(operation: Operation, examples: int) -> None:
    """Send cases that fit what is published, half of the identifiers being known ones."""
    described, known = published(operation), town().ids()

    @settings(
        max_examples=examples,
        derandomize=True,
        database=None,
        deadline=None,
        suppress_health_check=list(HealthCheck),
    )
    @given(data=st.data(), case=described.as_strategy(), by=st.sampled_from(town().people()))
    def check(data: st.DataObject, case: Any, by: Any) -> None:
        for place in (case.path_parameters, case.query, case.body):
            if isinstance(place, dict):
                for name in known.keys() & place.keys():
                    about_known = bool(known[name]) and data.draw(st.booleans())
                    if about_known:
                        place[name] = data.draw(st.sampled_from(known[name]))
        body = case.body if isinstance(case.body, dict | list) else None
        sent = town().served.call(
            operation.method, f"/api{case.formatted_path}", body, by=by, query=case.query
        )
        case.validate_response(sent, checks=CHECKS)

    check()


@pytest.mark.parametrize("operation", OPERATIONS, ids=lambda one: f"{one.method} {one.path}")
def test_answers_are_as_published(operation: Operation) -> None:
    conforms(operation, FEW)


@pytest.mark.slow
@pytest.mark.parametrize("operation", OPERATIONS, ids=lambda one: f"{one.method} {one.path}")
def test_many_answers_are_as_published(operation: Operation) -> None:
    conforms(operation, MANY)
