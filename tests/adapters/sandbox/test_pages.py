"""What answers where no operation is."""

import pytest

from tests.adapters.sandbox.served import Served, scene


@pytest.mark.parametrize(
    "path", ["/api/feed/dashboard", "/api/preferences/me", "/api/requestsx", "/", "/communities"]
)
def test_an_unmapped_path_answers_with_the_frontends_page(path: str) -> None:
    answer = Served().call("GET", path)

    assert answer.status_code == 200
    assert answer.headers["content-type"].startswith("text/html")


@pytest.mark.parametrize(
    "path",
    ["/api/requests/a/b/c", "/api/matches/a/b/c", "/api/communities/a/b/c", "/api/offers/a/b"],
)
def test_an_unknown_path_of_a_json_service_is_404_with_the_path_in_details(path: str) -> None:
    here = scene()
    answer = here.served.call("GET", path, by=here.helper)

    assert (answer.status_code, answer.json()["error"]) == (404, "NOT_FOUND")
    assert answer.json()["details"] == {"path": path.removeprefix("/api")}


def test_another_method_on_a_known_path_is_an_unknown_path() -> None:
    here = scene()
    answer = here.served.call("PATCH", "/api/requests", by=here.helper)

    assert (answer.status_code, answer.json()["error"]) == (404, "NOT_FOUND")


def test_the_request_service_asks_for_a_token_before_it_looks_at_paths() -> None:
    assert Served().call("GET", "/api/requests/a/b/c").status_code == 401


@pytest.mark.parametrize("path", ["/api/auth/nobody", "/api/users/me/badges", "/api/messages"])
def test_an_unknown_path_of_the_other_services_is_the_frameworks_html_404(path: str) -> None:
    answer = Served().call("GET", path)

    assert answer.status_code == 404
    assert f"Cannot GET {path.removeprefix('/api')}" in answer.text
    assert answer.headers["content-type"].startswith("text/html")


def test_the_frameworks_page_does_not_carry_markup_from_the_path() -> None:
    assert "<b>" not in Served().call("GET", "/api/auth/<b>").text


def test_health_needs_no_token() -> None:
    assert Served().call("GET", "/health").json()["data"] == {"status": "healthy"}
