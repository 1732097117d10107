"""Each defect of today's karmyq, as a client meets it over HTTP: intended, and with its switch."""

import re
from pathlib import Path
from typing import NamedTuple

import pytest

from adapters.dryrun.defects import DEFECTS
from tests.adapters.sandbox.lively import Lively
from tests.adapters.sandbox.served import Served

MALFORMED = "not-an-id"
NOBODY = "3f0c1a52-8d0e-4d7b-9a55-1f3f6b0c7e11"
HERE = Path(__file__).parent


class Case(NamedTuple):
    """One call by somebody of the lively town; `{name}` in a path is one of its identifiers."""

    defect: str
    call: str
    intended: int
    today: int
    by: str = "nadia"
    body: dict[str, object] | None = None


CASES = (
    Case("feedback-500", "POST /matches/{done}/feedback", 200, 500, "tom", {"clarity": 4}),
    Case("malformed-id-500", f"GET /requests/{MALFORMED}", 400, 500),
    Case("malformed-id-500", "GET /users/me", 400, 500),
    Case("bad-value-500", "GET /requests?limit=ten", 400, 500),
    Case("provider-offers-shadowed", "GET /providers/offers", 200, 500, "tom"),
    Case("requester-offers-gated", "GET /requests/{adas}/offers", 200, 403, "ada"),
    Case("provider-review-path", "POST /reputation/provider-reviews", 400, 404, body={}),
    Case("admin-gate-unknown", "GET /requests/a/b/c", 404, 403, "ada"),
    Case("complete-unaccepted", "PUT /matches/{proposed}/complete", 409, 200),
    Case("cancel-finished-match", "DELETE /matches/{done}", 409, 200),
    Case("cancel-leaves-matches", "DELETE /requests/{helped}", 409, 200),
    Case(
        "propose-self-help",
        "POST /requests/{open}/propose-match",
        400,
        201,
        body={"user_id": "{nadia}"},
    ),
    Case("unknown-target-500", f"POST /collectives/{NOBODY}/members", 404, 500, "tom", {}),
    Case("proposal-path-unchecked", "GET /communities/{mill}/splits/{split}", 404, 200, "tom"),
)


def told(case: Case, *defects: str) -> int:
    town = Lively(*defects)
    names = named(town)
    method, path = case.call.split()
    body = {k: names.get(str(v).strip("{}"), v) for k, v in (case.body or {}).items()}
    by = getattr(town, case.by)
    return town.served.call(method, f"/api{path.format(**names)}", body, by=by).status_code


def named(town: Lively) -> dict[str, str]:
    store = town.store
    done = next(one for one in store.matches.values() if one.status == "completed")
    proposed = next(one for one in store.matches.values() if one.status == "proposed")
    return {
        "nadia": town.nadia.id,
        "done": done.id,
        "helped": done.request.id,
        "proposed": proposed.id,
        "open": proposed.request.id,
        "adas": town.served.request(town.ada, town.lane),
        "mill": town.mill,
        "split": next(iter(store.proposals.splits)),
    }


@pytest.mark.parametrize("case", CASES, ids=lambda case: f"{case.defect}: {case.call}")
def test_a_defect_is_seen_over_http_and_only_with_its_switch(case: Case) -> None:
    assert (told(case), told(case, case.defect)) == (case.intended, case.today)


def test_every_switch_is_tried_over_http() -> None:
    """The others are tried in the contract tests, which go over HTTP on the live adapter."""
    files = [*HERE.glob("test_*.py"), *(HERE.parents[1] / "contract").glob("test_*.py")]
    words = {word for one in files for word in re.findall(r'"([a-z0-9-]+)"', one.read_text())}

    assert DEFECTS.keys() - words == set()


def test_with_all_defects_on_a_whole_life_is_still_served() -> None:
    platform = Served(*DEFECTS)
    nadia, tom = platform.person("nadia"), platform.person("tom")
    place = platform.community(nadia)
    platform.join(tom, place)
    match = platform.offer(tom, platform.request(nadia, place))

    assert [platform.act(nadia, match, "accept").status_code] == [200]
    assert [platform.act(one, match, "complete").status_code for one in (tom, nadia)] == [200, 200]
