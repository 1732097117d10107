"""What karmyq has and the sandbox has not."""

import re

import pytest

from adapters.sandbox.absent import ABSENT
from adapters.sandbox.app import OPERATIONS
from tests.adapters.sandbox.published import DOCUMENTS, _document
from tests.adapters.sandbox.served import Served

METHODS = {"get", "put", "post", "patch", "delete"}


def test_every_published_operation_is_served_or_known_to_be_absent() -> None:
    published = {
        (method.upper(), path)
        for name in DOCUMENTS
        for path, item in _document(name)["paths"].items()
        for method in METHODS & item.keys()
    }
    served = {(one.method, one.path) for one in OPERATIONS}

    assert served | set(ABSENT) == published
    assert not served & set(ABSENT)


@pytest.mark.parametrize(("method", "path"), ABSENT)
def test_an_absent_operation_is_501_and_not_taken_for_another(method: str, path: str) -> None:
    filled = re.sub(r"{\w+}", "3f0c1a52-8d0e-4d7b-9a55-1f3f6b0c7e11", path)
    answer = Served().call(method, f"/api{filled}")

    assert (answer.status_code, answer.json()["error"]) == (501, "NOT_EMULATED")
    assert f"does not serve {method} {filled}" in answer.json()["message"]
